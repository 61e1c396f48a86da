package reading

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/news"
)

// every gives n times of publication, the newest ago before readAt.
func every(gap, ago time.Duration, n int) []time.Time {
	var dates []time.Time
	for i := range n {
		dates = append(dates, readAt.Add(-ago-time.Duration(i)*gap))
	}
	return dates
}

func TestIntervalFollowsTheRhythmOfASource(t *testing.T) {
	for name, c := range map[string]struct {
		src      news.Source
		reading  Reading
		min, max time.Duration
	}{
		"a wire is read every five minutes":          {news.Source{}, Reading{Dates: every(3*time.Minute, time.Minute, 50)}, shortestInterval, shortestInterval},
		"a paper at half of its gap":                 {news.Source{}, Reading{Dates: every(time.Hour, 10*time.Minute, 30)}, 25 * time.Minute, 35 * time.Minute},
		"a think tank four times a day":              {news.Source{}, Reading{Dates: every(7*24*time.Hour, time.Hour, 10)}, longestInterval, longestInterval},
		"a source that has fallen silent less often": {news.Source{}, Reading{Dates: every(10*time.Minute, 24*time.Hour, 20)}, time.Hour, 2 * time.Hour},
		"one without dates every half an hour":       {news.Source{}, Reading{}, unknownInterval, unknownInterval},
		"one that has not changed as before": {news.Source{Interval: news.Seconds(20 * time.Minute), Newest: readAt.Add(-time.Hour)},
			Reading{NotModified: true}, 20 * time.Minute, 20 * time.Minute},
		"one that has not changed for long less often": {news.Source{Interval: news.Seconds(5 * time.Minute), Newest: readAt.Add(-12 * time.Hour)},
			Reading{NotModified: true}, time.Hour, time.Hour},
		"a new article for corrections": {news.Source{Kind: news.KindPage}, Reading{Dates: every(0, time.Hour, 1)}, pageInterval, pageInterval},
		"an old article once a day":     {news.Source{Kind: news.KindPage}, Reading{Dates: every(0, 30*24*time.Hour, 1)}, oldPageInterval, oldPageInterval},
	} {
		t.Run(name, func(t *testing.T) {
			if got := interval(c.src, c.reading, readAt); got < c.min || got > c.max {
				t.Errorf("got %s, want %s to %s", got, c.min, c.max)
			}
		})
	}
}

func TestIntervalsOfListsKeepTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r Reading
		for _, ago := range rapid.SliceOf(rapid.Int64Range(-1e6, 1e9)).Draw(t, "seconds ago") {
			r.Dates = append(r.Dates, readAt.Add(-time.Duration(ago)*time.Second))
		}
		got := interval(news.Source{Kind: news.KindFeed}, r, readAt)
		if got < shortestInterval || got > longestInterval {
			t.Fatalf("got %s", got)
		}
		if next := nextAt(r, got, readAt, 1).Sub(readAt); next < got || next > got*11/10 {
			t.Fatalf("due after %s", next)
		}
	})
}

func TestASourceIsNotDueWhileTheServerCallsItFresh(t *testing.T) {
	if got := nextAt(Reading{FreshFor: time.Hour}, shortestInterval, readAt, 0); got != readAt.Add(time.Hour) {
		t.Errorf("due at %s", got)
	}
	if got := nextAt(Reading{FreshFor: 24 * time.Hour}, shortestInterval, readAt, 0); got != readAt.Add(longestInterval) {
		t.Errorf("due at %s", got)
	}
	if got := nextAt(Reading{Left: true, FreshFor: time.Hour}, time.Hour, readAt, 0); got != readAt.Add(leftInterval) {
		t.Errorf("what was left is due at %s", got)
	}
}
