package reading

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"attache/ingest/fetch"
	"attache/news"
)

const (
	firstRetry = 5 * time.Minute
	lastRetry  = 24 * time.Hour
	// givenUpAfter is how long a source may fail before it is read no more,
	// and givenUpFailures how often it has to have failed by then: a machine
	// that is switched on once a fortnight has not tried.
	givenUpAfter    = 14 * 24 * time.Hour
	givenUpFailures = 10
)

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

// leftAlone reports whether a site was not asked at all, because it wants to
// be left alone for some time yet. That is no failure of the source's.
func leftAlone(err error) (time.Duration, bool) {
	status, ok := errors.AsType[*fetch.StatusError](err)
	if !ok || !status.Unasked {
		return 0, false
	}
	return min(status.RetryAfter, lastRetry), true
}

// mayPass reports whether a failure may be over in an hour: the network's,
// or that of a site in trouble, but not what a page is or who may read it.
func mayPass(err error) bool {
	if status, ok := errors.AsType[*fetch.StatusError](err); ok {
		return status.Code >= 500 || status.Code == http.StatusTooManyRequests
	}
	for _, lasting := range []error{fetch.ErrPrivateAddress, fetch.ErrPort, fetch.ErrRobots} {
		if errors.Is(err, lasting) {
			return false
		}
	}
	for _, passing := range []error{fetch.ErrTruncated, fetch.ErrBusy, fetch.ErrSlow, context.Canceled} {
		if errors.Is(err, passing) {
			return true
		}
	}
	_, isNetwork := errors.AsType[net.Error](err)
	return isNetwork
}

// giveUpReason is the sentence that says why a source that failed at now is
// to be read no more; empty while it is.
func giveUpReason(src news.Source, cause error, problem string, now time.Time) string {
	if status, ok := errors.AsType[*fetch.StatusError](cause); ok && status.Code == http.StatusGone && !status.Redirected {
		return "The site says that this address is gone for good (status 410): remove the source, or add the address that has taken its place."
	}
	if !src.FailingSince.IsZero() && now.Sub(src.FailingSince) >= givenUpAfter && src.Failures+1 >= givenUpFailures {
		return fmt.Sprintf("It could not be read for two weeks, since %s: resume it once the cause is mended, or remove it. The last failure: %s",
			src.FailingSince.UTC().Format("2 January 2006"), problem)
	}
	return ""
}
