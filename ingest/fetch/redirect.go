package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"attache/ingest"
)

// maxRedirects bounds the hops of one fetch.
const maxRedirects = 5

// errand is what is to be done at an address, wherever that leads.
type errand interface {
	// permit is asked before every hop.
	permit(ctx context.Context, to *url.URL) error
	// dress completes the header of a request.
	dress(header http.Header, to *url.URL)
	// pass hears of every redirect.
	pass(code int, from, to *url.URL)
	// take reads the answer that is no redirect.
	take(from *url.URL, answer *http.Response) error
}

// follow takes an errand to an address and on to where its site sends the
// reader. Each hop passes the checks of a first address. Its errors are
// explained.
func (f *Fetcher) follow(ctx context.Context, u *url.URL, e errand) error {
	first, left := u.Hostname(), f.timeout
	for range maxRedirects + 1 {
		if err := e.permit(ctx, u); err != nil {
			return err
		}
		next, err := f.ask(ctx, u, e, &left)
		if err != nil || next == nil {
			return err
		}
		u = next
	}
	return f.explain(ctx, first, fmt.Errorf("%w: more than %d", ErrRedirects, maxRedirects))
}

// redirect is where an answer sends its reader, nil where it does not. Its
// errors are those of an address that cannot be asked for.
func redirect(from *url.URL, answer *http.Response) (*url.URL, error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := answer.Header.Get("Location")
	if location == "" {
		return nil, nil
	}
	if len(location) > ingest.MaxAddressBytes {
		return nil, ingest.BadAddress(fmt.Errorf("redirect to an address of %d bytes", len(location)))
	}
	to, err := from.Parse(location)
	if err != nil {
		return nil, ingest.BadAddress(fmt.Errorf("parse redirect: %w", ingest.WithoutURL(err)))
	}
	return to, ingest.CheckAddress(to)
}

// isPermanent reports whether a redirect is one to remember (RFC 9110,
// section 15.4): one that says so and does not give up https.
func isPermanent(code int, from, to *url.URL) bool {
	permanent := code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect
	return permanent && (from.Scheme != "https" || to.Scheme == "https")
}
