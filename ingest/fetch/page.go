package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// pageErrand fetches the body of an address.
type pageErrand struct {
	*Fetcher
	request Request
	// requested is the first address, as it is written on the wire.
	requested string
	// conditional is set while the request under way carries validators.
	conditional bool
	// hops counts the redirects, which all were permanent while moved.
	hops  int
	moved bool

	response Response
}

func (e *pageErrand) permit(ctx context.Context, to *url.URL) error {
	return e.permitted(ctx, to)
}

func (e *pageErrand) dress(header http.Header, to *url.URL) {
	header.Set("Accept", e.request.Want.accept())
	e.conditional = e.request.conditions(header, e.requested, to.String())
}

func (e *pageErrand) pass(code int, from, to *url.URL) {
	e.moved = (e.hops == 0 || e.moved) && isPermanent(code, from, to)
	e.hops++
}

func (e *pageErrand) take(from *url.URL, answer *http.Response) error {
	notModified := answer.StatusCode == http.StatusNotModified && e.conditional
	if !notModified && (answer.StatusCode < 200 || answer.StatusCode > 299) {
		return e.status(answer, e.hops > 0)
	}
	response := Response{
		URL:         from.String(),
		ContentType: answer.Header.Get("Content-Type"),
		NotModified: notModified,
		FreshFor:    freshFor(answer.Header, e.now()),
	}
	if e.moved {
		response.Moved = response.URL
	}
	if notModified {
		response.Validators = validators(answer.Header, e.requested, response.URL, e.request.Validators)
		e.response = response
		return nil
	}
	body, err := readBody(answer, e.request.Want)
	response.Body = body
	switch {
	case errors.Is(err, ErrTruncated):
		// No validators: the whole of it must be sent again.
		response.Truncated, response.FreshFor, response.Moved = true, 0, ""
	case err != nil:
		return err
	default:
		response.Validators = validators(answer.Header, e.requested, response.URL, Validators{})
	}
	e.response = response
	return err
}
