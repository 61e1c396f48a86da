package fetch

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"attache/ingest"
)

const (
	// defaultTimeout bounds one fetch from the first look-up to the last byte.
	defaultTimeout = 20 * time.Second
	// maxHeaderBytes bounds what a server may say before its page.
	maxHeaderBytes = 256 << 10
	// maxValidatorBytes bounds an ETag or a date that is sent back.
	maxValidatorBytes = 1024

	defaultUserAgent = "Attache news reader"
	// acceptedTypes asks for a feed where an address offers the choice.
	acceptedTypes = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, application/xml;q=0.8, */*;q=0.5"
)

// Options configure a Fetcher; the zero value reads the public web.
type Options struct {
	// AllowPrivate are ranges that may be reached although they are not
	// public, on any port.
	AllowPrivate []netip.Prefix
	// UserAgent is how the Fetcher introduces itself to servers.
	UserAgent string
	// Timeout bounds one fetch as a whole, 20 seconds by default.
	Timeout time.Duration
	Logger  *slog.Logger
}

// Fetcher reads foreign addresses safely and politely: public addresses
// only, at most five redirects, at most 10 MB, within a deadline. It is
// safe for concurrent use; Close it when done.
type Fetcher struct {
	client    *http.Client
	transport *http.Transport
	userAgent string
	timeout   time.Duration
	logger    *slog.Logger
}

// New returns a Fetcher.
func New(opts Options) *Fetcher {
	f := &Fetcher{userAgent: opts.UserAgent, timeout: opts.Timeout, logger: opts.Logger}
	if f.userAgent == "" {
		f.userAgent = defaultUserAgent
	}
	if f.timeout <= 0 {
		f.timeout = defaultTimeout
	}
	if f.logger == nil {
		f.logger = slog.New(slog.DiscardHandler)
	}
	dialer := &net.Dialer{Control: newGuard(opts.AllowPrivate).control}
	f.transport = &http.Transport{
		// A proxy would be dialled in place of the site and so hide the
		// site's address from the guard.
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		// Bodies are unpacked in readBody, which can then bound both what
		// comes over the wire and what it grows to.
		DisableCompression: true,
	}
	f.client = &http.Client{Transport: f.transport, CheckRedirect: checkRedirect}
	return f
}

// Close lets go of idle connections.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Validators let a server answer that nothing has changed (RFC 9110,
// section 8.8); empty ones are not sent.
type Validators struct {
	ETag, LastModified string
}

// Response is what a server answered.
type Response struct {
	// URL is the address after all redirects.
	URL string
	// ContentType is the header as it was sent; it may be empty or wrong.
	ContentType string
	// Body is unpacked, in the encoding it was sent in. It is nil when
	// NotModified.
	Body        []byte
	NotModified bool
	Validators
}

// Get reads an address. Every failure but a cancelled ctx is a *news.Fault;
// one that comes from the status of the response has a *StatusError as its
// cause.
func (f *Fetcher) Get(ctx context.Context, rawURL string, v Validators) (Response, error) {
	u, err := ingest.ParseAddress(rawURL)
	if err != nil {
		return Response{}, err
	}
	started := time.Now()
	fetching, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	response, err := f.get(fetching, u, v)
	// The query may hold a key, so only the host goes to the log.
	logger := f.logger.With("host", u.Host, "took", time.Since(started))
	if err != nil {
		err = explain(ctx, u.Hostname(), f.timeout, err)
		logger.DebugContext(ctx, "fetch failed", "error", err)
		return Response{}, err
	}
	logger.DebugContext(ctx, "fetched", "bytes", len(response.Body), "not_modified", response.NotModified)
	return response, nil
}

func (f *Fetcher) get(ctx context.Context, u *url.URL, v Validators) (Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Response{}, ingest.BadAddress(err)
	}
	request.Header.Set("User-Agent", f.userAgent)
	request.Header.Set("Accept", acceptedTypes)
	request.Header.Set("Accept-Encoding", "gzip")
	if v.ETag != "" {
		request.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		request.Header.Set("If-Modified-Since", v.LastModified)
	}
	answer, err := f.client.Do(request)
	if err != nil {
		return Response{}, err
	}
	defer func() { _ = answer.Body.Close() }()

	response := Response{
		URL:         answer.Request.URL.String(),
		ContentType: answer.Header.Get("Content-Type"),
		Validators: Validators{
			ETag:         bounded(answer.Header.Get("ETag"), maxValidatorBytes),
			LastModified: bounded(answer.Header.Get("Last-Modified"), maxValidatorBytes),
		},
	}
	if answer.StatusCode == http.StatusNotModified && v != (Validators{}) {
		response.NotModified = true
		return response, nil
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return Response{}, statusFault(answer)
	}
	response.Body, err = readBody(answer)
	return response, err
}

// bounded is s, or nothing where s is longer than limit bytes.
func bounded(s string, limit int) string {
	if len(s) > limit {
		return ""
	}
	return s
}
