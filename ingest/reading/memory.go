package reading

import (
	"hash/maphash"
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
	seed maphash.Seed
	mu   sync.Mutex
	byID map[string]recollection
}

// recollection is what is remembered of one item, by its canonical URL.
type recollection struct {
	// says is the item as it stood in the list when its page was last read:
	// its headline and its summary; 0 if never.
	says uint64
	// notBefore is when a page that failed may be asked for again, and
	// lasting whether its failure lay in the page.
	notBefore time.Time
	lasting   bool
}

func newMemory() *memory {
	return &memory{seed: maphash.MakeSeed(), byID: make(map[string]recollection)}
}

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

// says sums up what a list says of an item.
func (m *memory) says(item feed.Item) uint64 {
	var h maphash.Hash
	h.SetSeed(m.seed)
	for _, part := range []string{item.Title, item.Summary, item.HTML} {
		// A hash never fails to be written to.
		_, _ = h.WriteString(part)
		_ = h.WriteByte(0)
	}
	return h.Sum64() | 1
}
