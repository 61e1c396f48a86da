package reading

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache/ingest/fetch"
	"attache/news"
)

func TestRetryDelayGrowsUpToADay(t *testing.T) {
	for failures, want := range map[int]time.Duration{
		0: firstRetry, 1: firstRetry, 2: 2 * firstRetry, 5: 16 * firstRetry, 9: 256 * firstRetry, 10: lastRetry, 1 << 30: lastRetry,
	} {
		if got := retryDelay(failures, 0, nil); got != want {
			t.Errorf("after %d failures: got %s, want %s", failures, got, want)
		}
	}
	t.Run("is spread so that sources do not come back together", func(t *testing.T) {
		if got := retryDelay(1, 1, nil); got != firstRetry*4/5 {
			t.Errorf("got %s", got)
		}
	})
	t.Run("heeds what the server asks for, up to a day", func(t *testing.T) {
		asked := &news.Fault{Cause: &fetch.StatusError{Code: 429, RetryAfter: time.Hour}}
		if got := retryDelay(1, 0.5, asked); got != time.Hour {
			t.Errorf("got %s", got)
		}
		asked.Cause = &fetch.StatusError{Code: 503, RetryAfter: 1000 * time.Hour}
		if got := retryDelay(1, 0, asked); got != lastRetry {
			t.Errorf("got %s", got)
		}
	})
}

func TestASourceIsGivenUp(t *testing.T) {
	gone := &news.Fault{Sentence: "Nothing there.", Cause: &fetch.StatusError{Code: 410}}
	for name, c := range map[string]struct {
		failing  time.Duration
		failures int
		cause    error
		want     string
	}{
		"at once when it is gone for good":                       {0, 0, gone, "410"},
		"not when it is only missing":                            {13 * 24 * time.Hour, 20, &fetch.StatusError{Code: 404}, ""},
		"after two weeks of failures, and why":                   {14 * 24 * time.Hour, 20, errors.New("down"), "The last failure: It is down."},
		"not for its first failure, whenever so":                 {0, 0, errors.New("down"), ""},
		"not for failing whenever it is tried, once a fortnight": {14 * 24 * time.Hour, 1, errors.New("down"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var src news.Source
			if c.failing > 0 {
				src.Failures = c.failures
				src.FailingSince = readAt.Add(-c.failing)
			}
			got := giveUpReason(src, c.cause, "It is down.", readAt)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}
