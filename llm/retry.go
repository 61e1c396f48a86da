package llm

import (
	"context"
	"errors"
	"fmt"
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

// retrying makes attempts until one succeeds, again forbids the next, there
// were maxTries, or a wait would outlast patience. It waits as long as the
// server asks.
func retrying[T any](ctx context.Context, e *endpoint, patience time.Duration, attempt func() (T, error), again func(error) bool) (T, error) {
	try := func() (T, error) {
		result, err := attempt()
		if err == nil {
			return result, nil
		}
		if !again(err) {
			return result, backoff.Permanent(err)
		}
		if s, ok := errors.AsType[*serverError](err); ok && s.retryAfter > 0 {
			err = fmt.Errorf("%w (%w)", err, &backoff.RetryAfterError{Duration: s.retryAfter})
		}
		return result, err
	}
	return backoff.Retry(ctx, try,
		backoff.WithBackOff(pauses()),
		backoff.WithMaxTries(maxTries),
		backoff.WithMaxElapsedTime(patience),
		backoff.WithNotify(e.logRetry))
}

func (e *endpoint) logRetry(err error, wait time.Duration) {
	e.log.Warn("model call failed, trying again", "model", e.model, "host", e.base.Host,
		"wait", wait.Round(time.Millisecond), "err", e.redact(err))
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
