package reading

import (
	"slices"
	"time"

	"attache/news"
)

const (
	// shortestInterval and longestInterval bound how long after a good
	// reading a list is due again.
	shortestInterval = 5 * time.Minute
	longestInterval  = 6 * time.Hour
	// unknownInterval is for lists that do not say when they publish.
	unknownInterval = 30 * time.Minute

	// rhythmItems is from how many of its latest publications the rhythm of
	// a source is told.
	rhythmItems = 20
	// silenceShare is the part of its present silence that a source is left
	// alone for, when that is longer than its rhythm: one that has been
	// silent since yesterday will hardly speak within minutes.
	silenceShare = 12

	// pageInterval is for a single article while it is new, and
	// oldPageInterval from a week on.
	pageInterval    = 6 * time.Hour
	oldPageInterval = 24 * time.Hour
	pageIsNew       = 7 * 24 * time.Hour

	// leftInterval is how soon a reading that left something goes on.
	leftInterval = 2 * time.Minute
)

// Rhythm is how often a source publishes, by its latest publications up to
// now: the mean time from one to the next, the present silence included; 0
// where it cannot be told from fewer than two.
func Rhythm(dates []time.Time, now time.Time) time.Duration {
	past := slices.DeleteFunc(slices.Clone(dates), func(at time.Time) bool { return at.After(now) })
	if len(past) < 2 {
		return 0
	}
	slices.SortFunc(past, func(a, b time.Time) int { return b.Compare(a) })
	past = past[:min(len(past), rhythmItems)]
	return now.Sub(past[len(past)-1]) / time.Duration(len(past))
}

// interval is how long after a good reading at now a source is due again:
// half of its rhythm, so that an article waits for half of the usual gap at
// most.
func interval(src news.Source, r Reading, now time.Time) time.Duration {
	newest := newestOf(src.Newest, r.Dates)
	if src.Kind == news.KindPage {
		if newest.IsZero() || now.Sub(newest) > pageIsNew {
			return oldPageInterval
		}
		return pageInterval
	}
	next := Rhythm(r.Dates, now) / 2
	if r.NotModified {
		next = time.Duration(src.Interval)
	}
	if next == 0 {
		next = unknownInterval
	}
	if !newest.IsZero() {
		next = max(next, now.Sub(newest)/silenceShare)
	}
	return min(max(next, shortestInterval), longestInterval)
}

// nextAt is when a source is due again after a good reading: by its rhythm,
// but not while the server says that nothing will change. spread, from 0 to
// 1, adds up to a tenth, so that sources drift apart.
func nextAt(r Reading, by time.Duration, now time.Time, spread float64) time.Time {
	if r.Left {
		return now.Add(leftInterval)
	}
	wait := max(by, min(r.FreshFor, longestInterval))
	return now.Add(wait + time.Duration(spread*float64(wait)/10))
}

// newestOf is the latest of all.
func newestOf(newest time.Time, dates []time.Time) time.Time {
	for _, at := range dates {
		if at.After(newest) {
			newest = at
		}
	}
	return newest
}
