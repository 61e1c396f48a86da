package reading

import (
	"time"

	"attache/news"
)

// checks are how long after its publication an article's page is read
// again, with the next reading of its source: most corrections come within
// a day.
var checks = []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour}

const (
	// checksPerReading bounds the pages that one reading asks for only to see
	// whether they have changed.
	checksPerReading = 10
	// checkAgain is how soon a check that failed is made again.
	checkAgain = 6 * time.Hour
	// updateGap is the least time between two readings of a page because its
	// list says that it was updated: some lists say so at every reading.
	updateGap = time.Hour
)

// nextCheck is when a page that was read at now is read again; zero if
// never. One without a date is read again once, if it was not held before.
func nextCheck(published news.Moment, now time.Time, held bool) time.Time {
	if published.IsZero() {
		if held {
			return time.Time{}
		}
		return now.Add(checkAgain)
	}
	for _, after := range checks {
		if due := published.Time.Add(after); due.After(now) {
			return due
		}
	}
	return time.Time{}
}

// want is why a page is to be read.
type want int

const (
	wantNothing want = iota
	// wantCheck is for an article that is held and may have changed.
	wantCheck
	// wantPage is for what is new.
	wantPage
)

// wants decides whether an item's page is to be read now: when the article
// is new, or when the list says something else of it than before. A page
// that failed is left alone for a time, and one that only its summary
// stands in for is checked when it is due.
func (r *Reader) wants(e entry) want {
	now := r.now()
	switch {
	case now.Before(e.notBefore):
		return wantNothing
	case !e.held:
		return wantPage
	case e.known.Partial && !e.known.Carried && !e.foreign:
		return wantPage // what is held of it may be another site's word
	case e.known.Partial:
		return wantNothing
	case e.says != 0 && e.says != r.memory.says(e.Item):
		return wantCheck
	case e.Updated.Time.After(e.known.Checked) && !e.Updated.Time.After(now) && now.Sub(e.known.Checked) >= updateGap:
		return wantCheck
	}
	return wantNothing
}
