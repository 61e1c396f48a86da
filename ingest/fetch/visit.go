package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"

	"attache/ingest"
)

// visit is how a request went, as far as it matters to the next.
type visit struct {
	took time.Duration
	// opened is set where the site is in a range the operator opened.
	opened bool
	// refused is set where the guard let nothing out.
	refused bool
	// code is the status of the answer, 0 where there was none.
	code int
	// closedFor is how long the site asked to be left alone; 0 where it
	// did not.
	closedFor time.Duration
}

// ask sends one request when its turn has come, within the time that is
// left. It returns where the answer sends the reader, nil where the errand
// has taken it. Its errors are explained.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, e errand, left *time.Duration) (*url.URL, error) {
	site := f.sites.use(u)
	defer f.sites.done(site)
	if err := f.sites.enter(ctx, site, u.Hostname()); err != nil {
		return nil, err
	}
	var v visit
	defer func() { f.sites.leave(site, v) }()

	started := time.Now()
	limited, stop := context.WithTimeoutCause(ctx, *left, errLate)
	defer stop()
	watched, cancel := context.WithCancelCause(limited)
	defer cancel(nil)
	next, err := f.exchange(watched, cancel, u, e, &v)
	v.took = time.Since(started)
	v.refused = errors.Is(err, ErrPrivateAddress) || errors.Is(err, ErrPort)
	*left -= v.took
	if err == nil {
		return next, nil
	}
	if cause := context.Cause(watched); cause != nil {
		// A body's reader knows only that it was stopped.
		err = &slowError{cause: cause, began: v.code != 0}
	}
	return nil, f.explain(ctx, u.Hostname(), err)
}

// exchange sends a request and has its answer taken. It cancels ctx where
// the answer pauses too long.
func (f *Fetcher) exchange(ctx context.Context, cancel context.CancelCauseFunc, u *url.URL, e errand, v *visit) (*url.URL, error) {
	var opened atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectStart: func(_, address string) { opened.Store(f.guard.opens(address)) },
		GotConn:      func(info httptrace.GotConnInfo) { opened.Store(f.guard.opens(info.Conn.RemoteAddr().String())) },
	})
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, ingest.BadAddress(ingest.WithoutURL(err))
	}
	request.Header.Set("User-Agent", f.userAgent)
	request.Header.Set("Accept-Encoding", "gzip, br")
	e.dress(request.Header, u)
	answer, err := f.transport.RoundTrip(request)
	v.opened = opened.Load()
	if err != nil {
		return nil, err
	}
	body := watchBody(answer, f.idle, cancel)
	defer body.stop()
	answer.Body = body
	v.code = answer.StatusCode
	if v.code == http.StatusTooManyRequests || v.code == http.StatusServiceUnavailable {
		v.closedFor = retryAfter(answer.Header.Get("Retry-After"), f.now())
	}
	next, err := redirect(u, answer)
	if err != nil {
		return nil, err
	}
	if next == nil {
		return nil, e.take(u, answer)
	}
	e.pass(answer.StatusCode, u, next)
	return next, nil
}
