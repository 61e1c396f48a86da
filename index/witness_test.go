package index_test

import (
	"context"
	"fmt"
	"sync"
	"time"

	"pgregory.net/rapid"

	"attache/index"
	"attache/news"
)

// beacon is the term of an article that is filed first and never touched, so
// that every answer must hold it.
const beacon = "beacon"

// maxSightings bounds what a witness keeps until it is checked.
const maxSightings = 4000

// witness asks questions while the archive changes. What cannot be right at
// any moment it reports at once; the rest it notes and checks when the final
// state is known.
type witness struct {
	nudges []chan struct{} // one for each reader
	stop   chan struct{}
	owner  sync.WaitGroup

	mu        sync.Mutex
	failure   error
	buried    map[int64]bool
	sightings [][]int64 // passages of one article that one answer held
	epoch     time.Time
	seen      map[int64]news.Evidence // the archive's; read once the readers are done
}

// watch lets one reader for each process ask from now on.
func (a *archive) watch(t *rapid.T) {
	w := &witness{stop: make(chan struct{}), buried: make(map[int64]bool), epoch: a.clock, seen: a.seen}
	a.witness = w
	a.file(t, "https://wire.example/beacon", "", version{title: "Beacon", text: "The " + beacon + " at the border stands again.", knownFrom: a.clock})
	a.urls = nil // nothing is done to it
	for _, p := range a.processes {
		nudge := make(chan struct{}, 1)
		w.nudges = append(w.nudges, nudge)
		w.owner.Go(func() { w.read(a.ctx, p, nudge) })
	}
	t.Cleanup(func() { w.close(t) })
}

// nudge has every reader ask once more. It never waits.
func (w *witness) nudge() {
	for _, nudge := range w.nudges {
		select {
		case nudge <- struct{}{}:
		default:
		}
	}
}

// bury notes a passage that must not be found any more.
func (w *witness) bury(passage int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buried[passage] = true
}

func (w *witness) read(ctx context.Context, p *process, nudge <-chan struct{}) {
	for asked := 0; ; asked++ {
		select {
		case <-w.stop:
			return
		case <-nudge:
		}
		// Now, and as of times that revisions still happen around.
		var asOf time.Time
		if asked%2 == 1 {
			asOf = w.epoch.Add(time.Duration(asked/2) * time.Hour)
		}
		if err := w.ask(ctx, p, asOf); err != nil {
			w.mu.Lock()
			w.failure = err
			w.mu.Unlock()
			return
		}
	}
}

func (w *witness) ask(ctx context.Context, p *process, asOf time.Time) error {
	sets, err := p.store.VisibleSets(ctx, "north")
	if err != nil {
		return err
	}
	w.mu.Lock()
	buried := make(map[int64]bool, len(w.buried))
	for id := range w.buried {
		buried[id] = true
	}
	w.mu.Unlock()
	result, err := p.index.Search(ctx, index.Query{
		Terms:  []index.QueryTerm{{Term: "again", Weight: 1}, {Term: "treati", Weight: 1}, {Term: "absent", Weight: 1, Alternatives: []index.Alternative{{Term: beacon, Weight: 0.5}, {Term: "summit", Weight: 1}}}},
		Filter: index.Filter{SourceSets: sets, AsOf: asOf}, Limit: 10_000,
	})
	if err != nil {
		return err
	}
	articles := make(map[int64][]int64)
	once := make(map[int64]bool)
	lit := false
	for i, hit := range result.Hits {
		if buried[hit.Passage] {
			return fmt.Errorf("found passage %d, which was deleted before", hit.Passage)
		}
		if once[hit.Passage] || i > 0 && hit.Score > result.Hits[i-1].Score {
			return fmt.Errorf("hit %d of %+v is out of order", i, result.Hits)
		}
		once[hit.Passage] = true
		articles[hit.Article] = append(articles[hit.Article], hit.Passage)
		lit = lit || hit.Matched&(1<<2) != 0
	}
	if !lit {
		return fmt.Errorf("as of %v the beacon was not found", asOf)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, passages := range articles {
		if len(passages) > 1 && len(w.sightings) < maxSightings {
			w.sightings = append(w.sightings, passages)
		}
	}
	return nil
}

// close waits for the readers and checks what they saw: passages of one
// article that stood in one answer must have been valid together.
func (w *witness) close(t *rapid.T) {
	select {
	case <-w.stop:
		return
	default:
		close(w.stop)
	}
	w.owner.Wait()
	if w.failure != nil {
		t.Fatalf("a reader meanwhile: %v", w.failure)
	}
	for _, passages := range w.sightings {
		for i, p := range passages {
			for _, q := range passages[:i] {
				if !overlap(w.seen[p].Passage, w.seen[q].Passage) {
					t.Fatalf("one answer held passages %d and %d, of which one replaced the other", p, q)
				}
			}
		}
	}
}

// overlap reports whether two passages were ever valid at the same time.
func overlap(p, q news.Passage) bool {
	return (p.ValidTo.IsZero() || p.ValidTo.After(q.ValidFrom)) && (q.ValidTo.IsZero() || q.ValidTo.After(p.ValidFrom))
}
