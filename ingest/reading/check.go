package reading

import "time"

// checks are how long after its publication an article's page is read
// again: most corrections come within a day. Only articles that their list
// still names are read again.
var checks = []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour}

// checksPerReading bounds the pages that one reading asks for only to see
// whether they have changed.
const checksPerReading = 10

// want is why a page is to be read.
type want int

const (
	wantNothing want = iota
	// wantCheck is for an article that is held and may have been corrected.
	wantCheck
	// wantPage is for what is new, or known to have changed.
	wantPage
)

// wants decides whether an item's page is to be read now: when the article
// is new, when only its summary is held, when the list says something else
// of it than before, and a few times after its publication.
func (r *Reader) wants(e entry) want {
	now := r.now()
	switch {
	case now.Before(e.notBefore):
		return wantNothing
	case !e.held, e.known.Partial:
		return wantPage
	case e.recollection.says != 0 && e.recollection.says != r.memory.says(e.Item):
		return wantPage
	case isUpdated(e, now):
		return wantPage
	case isCheckDue(e, now):
		return wantCheck
	}
	return wantNothing
}

// isUpdated reports whether the list says that the article has changed
// since its page was last read.
func isUpdated(e entry, now time.Time) bool {
	changed := e.Updated.Time
	return !e.Updated.DayOnly && !e.Published.IsZero() && changed.Sub(e.Published.Time) > time.Minute &&
		changed.After(e.known.Checked) && !changed.After(now)
}

// isCheckDue reports whether a check has come up since the page was last
// read. A text that a feed carries in full is read with the feed.
func isCheckDue(e entry, now time.Time) bool {
	if e.known.Checked.IsZero() || e.known.Published.IsZero() {
		return false
	}
	for _, after := range checks {
		due := e.known.Published.Time.Add(after)
		if e.known.Checked.Before(due) && !now.Before(due) {
			return true
		}
	}
	return false
}
