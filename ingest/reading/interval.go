package reading

import (
	"errors"
	"time"

	"attache/ingest/fetch"
	"attache/news"
)

const (
	feedInterval = 15 * time.Minute
	pageInterval = 24 * time.Hour

	firstRetry = 5 * time.Minute
	lastRetry  = 24 * time.Hour
)

// interval is how long after a good reading a source is due again. A page
// is one article, which changes rarely and not for long.
func interval(kind news.SourceKind) time.Duration {
	if kind == news.KindPage {
		return pageInterval
	}
	return feedInterval
}

// retryDelay is how long after its nth failure in a row a source is due
// again: from five minutes, doubling, up to a day, and never sooner than
// the server asked for. spread, from 0 to 1, takes off up to a fifth, so
// that sources that failed together do not come back together.
func retryDelay(failures int, spread float64, cause error) time.Duration {
	delay := firstRetry
	for n := 1; n < failures && delay < lastRetry; n++ {
		delay *= 2
	}
	delay = min(delay, lastRetry)
	delay -= time.Duration(spread * float64(delay) / 5)
	if status, ok := errors.AsType[*fetch.StatusError](cause); ok {
		delay = max(delay, min(status.RetryAfter, lastRetry))
	}
	return delay
}
