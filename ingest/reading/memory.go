package reading

import (
	"sync"
	"time"

	"attache/ingest/feed"
)

// maxMemories bounds a Reader's memory; about a day of a busy bot.
const maxMemories = 20_000

// memory is what a Reader remembers of the items whose pages it has asked
// for, so that no page is asked for at every pass. It lasts as long as the
// process: what is forgotten costs one more fetch and nothing else.
type memory struct {
	mu   sync.Mutex
	byID map[string]recollection
}

// recollection is what is remembered of one item, by its canonical URL.
type recollection struct {
	// address is the article's own URL where the page gave another one
	// than the feed.
	address string
	// updated is the item's time of update when its page was last read.
	updated time.Time
	// partial marks an article filed from its summary while the page was
	// out of reach for a time.
	partial bool
	// notBefore is when a page that failed may be asked for again.
	notBefore time.Time
}

func newMemory() *memory { return &memory{byID: make(map[string]recollection)} }

func (m *memory) recall(itemURL string) recollection {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.byID[itemURL]
}

func (m *memory) remember(itemURL string, r recollection) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.byID) >= maxMemories {
		clear(m.byID)
	}
	m.byID[itemURL] = r
}

// wantsPage decides whether an item's page is to be read now. A page that
// has been read is read again only when the feed says that it has changed
// within the last day, once for each change: that is how corrections come
// in without asking for every page at every pass.
func wantsPage(item feed.Item, r recollection, known bool, now time.Time) bool {
	switch {
	case now.Before(r.notBefore):
		return false
	case !known, r.partial:
		return true
	}
	changed := item.Updated.Time
	return changed.Sub(item.Published.Time) > time.Minute && !item.Published.IsZero() &&
		now.Sub(changed) < 24*time.Hour && changed.After(r.updated)
}
