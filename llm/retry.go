package llm

import (
	"errors"
	"io"
	"net/http"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// maxTries counts the first attempt and two retries.
const maxTries = 3

// pauses are the waits between attempts where the server names none.
func pauses() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = 400 * time.Millisecond
	b.Multiplier = 2
	return b
}

// retryable reports whether the same request may well succeed in a moment.
// It decides for the server's side only; that no text has been passed on
// is for the caller to see to.
func retryable(err error) bool {
	if e, ok := errors.AsType[*serverError](err); ok {
		switch {
		case e.code == codeNoQuota, e.status == http.StatusNotImplemented:
			return false
		case e.status == http.StatusTooManyRequests, e.status == http.StatusRequestTimeout:
			return true
		default:
			return e.status >= http.StatusInternalServerError
		}
	}
	if errors.Is(err, errCut) {
		return true
	}
	if errors.Is(err, errUnreachable) {
		for _, passing := range []error{syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EPIPE, io.EOF, io.ErrUnexpectedEOF} {
			if errors.Is(err, passing) {
				return true
			}
		}
	}
	return false
}
