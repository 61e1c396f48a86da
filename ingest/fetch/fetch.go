package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"attache/ingest"
)

const (
	// defaultTimeout bounds one fetch from the first look-up to the last
	// byte.
	defaultTimeout = 20 * time.Second
	// defaultIdle bounds the pauses within a body.
	defaultIdle = 10 * time.Second
	// connectTimeout bounds a dial, and a TLS handshake. A dial can outlive
	// its request and would then keep the next ones from the site.
	connectTimeout = 10 * time.Second
	// maxHeaderBytes bounds what a server may say before its page.
	maxHeaderBytes = 256 << 10
	// maxIdleConns bounds the connections that are kept for the next
	// request.
	maxIdleConns = 64
)

// Options configure a Fetcher; the zero value reads the public web.
type Options struct {
	// AllowPrivate are ranges that may be reached although they are not
	// public, on any port. Their sites are the operator's own and are asked
	// without long pauses.
	AllowPrivate []netip.Prefix
	// Contact is where a site's owner can ask about our requests: the
	// address of a page or of a mailbox.
	Contact string
	// Version of the program; empty if it is not known.
	Version string
	// UserAgent replaces the introduction made of Version and Contact.
	UserAgent string
	// Timeout bounds one fetch as a whole, 20 seconds by default. Waiting
	// for a turn does not count.
	Timeout time.Duration
	// MaxWait bounds the waiting for a turn at a site; 0 waits as long as
	// the context allows.
	MaxWait time.Duration
	// Now is the clock, time.Now by default.
	Now    func() time.Time
	Logger *slog.Logger
}

// hooks are what tests put in place of the world.
type hooks struct {
	// wait passes the given time, or fails when ctx ends before.
	wait func(ctx context.Context, d time.Duration) error
	// idle replaces defaultIdle.
	idle     time.Duration
	resolver *net.Resolver
	roots    *x509.CertPool
}

// Fetcher reads foreign addresses safely and politely: public addresses
// only, at most five redirects, at most 10 MB, within a deadline. It is
// safe for concurrent use; Close it when done.
type Fetcher struct {
	// transport is used without an http.Client, which would follow redirects
	// before they are checked.
	transport *http.Transport
	guard     *guard
	sites     *sites
	userAgent string
	timeout   time.Duration
	idle      time.Duration
	now       func() time.Time
	logger    *slog.Logger
}

// New returns a Fetcher.
func New(opts Options) *Fetcher { return newFetcher(opts, hooks{}) }

func newFetcher(opts Options, h hooks) *Fetcher {
	f := &Fetcher{guard: newGuard(opts.AllowPrivate), userAgent: opts.UserAgent,
		timeout: opts.Timeout, idle: h.idle, now: opts.Now, logger: opts.Logger}
	if f.userAgent == "" {
		f.userAgent = userAgent(opts.Version, opts.Contact)
	}
	if f.timeout <= 0 {
		f.timeout = defaultTimeout
	}
	if f.idle <= 0 {
		f.idle = defaultIdle
	}
	if f.now == nil {
		f.now = time.Now
	}
	if f.logger == nil {
		f.logger = slog.New(slog.DiscardHandler)
	}
	if h.wait == nil {
		h.wait = wait
	}
	f.sites = newSites(f.now, h.wait, opts.MaxWait)
	f.transport = newTransport(f.guard, h)
	return f
}

func newTransport(g *guard, h hooks) *http.Transport {
	dialer := &net.Dialer{Control: g.control, Resolver: h.resolver, Timeout: connectTimeout}
	return &http.Transport{
		// A proxy would be dialled in place of the site and so hide the
		// site's address from the guard.
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: h.roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    connectTimeout,
		ForceAttemptHTTP2:      true,
		MaxConnsPerHost:        1,
		MaxIdleConns:           maxIdleConns,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		// Bodies are unpacked in readBody, which can then bound both what
		// comes over the wire and what it grows to.
		DisableCompression: true,
	}
}

// Close lets go of idle connections.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Get reads an address at which a feed or a page is expected; see Fetch.
func (f *Fetcher) Get(ctx context.Context, rawURL string, v Validators) (Response, error) {
	return f.Fetch(ctx, Request{URL: rawURL, Validators: v})
}

// Fetch reads an address when its site's turn has come. Every failure but
// the end of ctx is a *news.Fault; its causes are the Err values of this
// package and, where the site's status is to blame, a *StatusError.
//
// The Response under an error is empty, except under ErrTruncated: it then
// holds what came before the cut, which is of use where the parts of a body
// stand for themselves, as the items of a feed do.
func (f *Fetcher) Fetch(ctx context.Context, request Request) (Response, error) {
	u, err := ingest.ParseAddress(request.URL)
	if err != nil {
		return Response{}, err
	}
	started := time.Now()
	e := &pageErrand{Fetcher: f, request: request, requested: u.String()}
	err = f.follow(ctx, u, e)
	// The query may hold a key, so only the host goes to the log.
	logger := f.logger.With("host", u.Host, "took", time.Since(started))
	if err != nil {
		logger.DebugContext(ctx, "fetch failed", "error", err)
		if errors.Is(err, ErrTruncated) {
			return e.response, err
		}
		return Response{}, err
	}
	logger.DebugContext(ctx, "fetched", "bytes", len(e.response.Body), "not_modified", e.response.NotModified)
	return e.response, nil
}
