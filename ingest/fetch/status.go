package fetch

import (
	"fmt"
	"net/http"
	"time"

	"attache/news"
)

// StatusError is a response that is no page because of its status.
type StatusError struct {
	// Code is the status (RFC 9110, section 15).
	Code int
	// RetryAfter is how long the server asks to be left alone; 0 where it
	// does not say (RFC 9110, section 10.2.3).
	RetryAfter time.Duration
	// Redirected is set where not the address that was asked for answered
	// so, but one it led to: a 410 says then that the other one is gone.
	Redirected bool
	// Unasked is set where no request was made, because the site had asked
	// before to be left alone for RetryAfter from now.
	Unasked bool
}

// Error names the status.
func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Code) }

// status explains an answer that is no page.
func (f *Fetcher) status(answer *http.Response, redirected bool) error {
	code, host := answer.StatusCode, answer.Request.URL.Hostname()
	var sentence string
	switch {
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired,
		code == http.StatusUnavailableForLegalReasons:
		sentence = "%s does not let Attaché read that address (status %d); choose a source that is open to everyone."
	case code == http.StatusGone:
		sentence = "%s has taken that address down for good (status %d); remove it, or check the address for a new one."
	case code == http.StatusNotFound:
		sentence = "%s has nothing at that address (status %d); check the address."
	case code == http.StatusTooManyRequests:
		sentence = "%s asks for fewer requests (status %d); try again later."
	case code >= 500:
		sentence = "%s has trouble of its own (status %d); try again later."
	default:
		sentence = "%s answers with status %d instead of a page; check the address."
	}
	return &news.Fault{
		Sentence: fmt.Sprintf(sentence, host, code),
		Cause:    &StatusError{Code: code, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), f.now()), Redirected: redirected},
	}
}
