package story

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

const (
	// Window is how far apart in days two articles of one story may be
	// published: a wire report is reprinted within days or not at all, and
	// what is alike a week later is the next report from the same mould.
	Window = 7
	// nearBits is up to how many of their 256 bits two articles' SimHashes
	// may differ for them to be compared: hardly a pair that Same joins is
	// farther apart, and of unrelated articles one pair in 300 is as near.
	nearBits = 90
	// maxCandidates bounds how many articles are compared with one; the
	// nearest come first.
	maxCandidates = 48
)

// Match is an article that tells the same report.
type Match struct {
	ID int64
	Verdict
}

// Shelf finds the articles that tell the same report as another. It holds
// 40 bytes of an article; the sketches stay with the caller. It is safe for
// concurrent use; make it with NewShelf.
type Shelf struct {
	sketches func(ctx context.Context, ids []int64) (map[int64]Sketch, error)

	mu   sync.RWMutex
	days map[int32][]entry // by day since 1970
}

// entry is what the Shelf holds of an article.
type entry struct {
	id   int64
	hash simhash
}

// NewShelf makes an empty Shelf. sketches looks up the sketches of articles
// that are on it; ids that it does not know it leaves out. It is called
// without a lock, by several goroutines at a time.
func NewShelf(sketches func(ctx context.Context, ids []int64) (map[int64]Sketch, error)) *Shelf {
	return &Shelf{sketches: sketches, days: make(map[int32][]entry)}
}

// Add puts an article on the shelf. published is when it was published, or
// first seen where that is not known. One that is added again, because it
// has changed, is found as it was and as it is, but given once.
func (s *Shelf) Add(id int64, published time.Time, sketch Sketch) {
	day := dayOf(published)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.days[day] = append(s.days[day], entry{id: id, hash: sketch.hash})
}

// Find gives the articles published within Window days that tell the same
// report, the most alike first. Where the article itself is on the shelf it
// finds itself. The error is that of the look-up of sketches.
func (s *Shelf) Find(ctx context.Context, published time.Time, sketch Sketch) ([]Match, error) {
	ids := s.candidates(dayOf(published), sketch.hash)
	if len(ids) == 0 {
		return nil, nil
	}
	known, err := s.sketches(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("looking up %d sketches: %w", len(ids), err)
	}
	var found []Match
	for _, id := range ids {
		other, ok := known[id]
		if !ok {
			continue
		}
		if verdict := Compare(sketch, other); verdict.Same {
			found = append(found, Match{ID: id, Verdict: verdict})
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return cmp.Compare(b.Runs, a.Runs) })
	return found, nil
}

// candidates are the articles near enough to be compared, the nearest
// first, and of equally near ones the older number first.
func (s *Shelf) candidates(day int32, hash simhash) []int64 {
	type near struct {
		id       int64
		distance int
	}
	var nearest []near
	s.mu.RLock()
	for d := day - Window; d <= day+Window; d++ {
		for _, one := range s.days[d] {
			if distance := one.hash.distance(hash); distance <= nearBits {
				nearest = append(nearest, near{one.id, distance})
			}
		}
	}
	s.mu.RUnlock()
	slices.SortFunc(nearest, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.id, b.id))
	})
	ids := make([]int64, 0, min(len(nearest), maxCandidates))
	for _, one := range nearest {
		if len(ids) == maxCandidates {
			break
		}
		if !slices.Contains(ids, one.id) {
			ids = append(ids, one.id)
		}
	}
	return ids
}

// dayOf numbers the days since 1970, in UTC.
func dayOf(t time.Time) int32 {
	const secondsPerDay = 24 * 60 * 60
	seconds := t.Unix()
	day := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		day--
	}
	return int32(day)
}
