package vector

import (
	"context"
	"math"
	"math/bits"

	"golang.org/x/sync/errgroup"
)

// near is a vector that the scan keeps: block and n say where it stands.
type near struct {
	distance int32
	block, n int32
}

const (
	// workers is how many goroutines scan at once: more would only wait for
	// the same memory.
	workers = 2
	// worthSharing is from how many vectors on it is worth to begin a second.
	worthSharing = 16_384
)

// scan gives the vectors nearest by sign of those that are allowed, the
// nearest of equals being the first; they stand in order of passage.
func scan(ctx context.Context, blocks []*block, q question, allowed func(int64) bool, keep int) ([]near, error) {
	shares := share(blocks)
	found := make([]*shortlist, len(shares))
	group, ctx := errgroup.WithContext(ctx)
	for i, s := range shares {
		found[i] = newShortlist(keep)
		group.Go(func() error {
			for at := s.from; at < s.to; at++ {
				if err := ctx.Err(); err != nil {
					return context.Cause(ctx)
				}
				blocks[at].scan(int32(at), q.signs, allowed, found[i])
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	all := newShortlist(keep)
	for _, part := range found {
		all.kept = append(all.kept, part.kept...)
	}
	all.shrink()
	return all.kept, nil
}

// stretch is the blocks [from, to).
type stretch struct{ from, to int }

// share parts the blocks in as many stretches as there are workers, with
// about as many vectors in each.
func share(blocks []*block) []stretch {
	total := 0
	for _, b := range blocks {
		total += b.len()
	}
	if total < worthSharing {
		return []stretch{{0, len(blocks)}}
	}
	shares := make([]stretch, 0, workers)
	from, seen := 0, 0
	for i, b := range blocks {
		if seen += b.len(); seen*workers >= total*(len(shares)+1) {
			shares = append(shares, stretch{from, i + 1})
			from = i + 1
		}
	}
	return shares
}

// scan offers the allowed vectors of one block, in order of passage. Whether
// a passage is allowed is asked only where it is near enough to matter.
func (b *block) scan(at int32, signs []uint64, allowed func(int64) bool, found *shortlist) {
	wide := len(signs)
	for n := range b.offsets {
		d := distance(b.signs[n*wide:][:wide], signs)
		if d < found.bound && (allowed == nil || allowed(b.passage(n))) {
			found.offer(near{distance: d, block: at, n: int32(n)})
		}
	}
}

// distance counts the signs that differ (Hamming).
func distance(a, b []uint64) int32 {
	b = b[:len(a)]
	d, i := 0, 0
	for ; i+4 <= len(a); i += 4 {
		d += bits.OnesCount64(a[i]^b[i]) + bits.OnesCount64(a[i+1]^b[i+1]) +
			bits.OnesCount64(a[i+2]^b[i+2]) + bits.OnesCount64(a[i+3]^b[i+3])
	}
	for ; i < len(a); i++ {
		d += bits.OnesCount64(a[i] ^ b[i])
	}
	return int32(d)
}

// shortlist keeps the nearest of what it is offered, the earlier of equals.
// It lets twice as many in before it sorts out half of them.
type shortlist struct {
	keep  int
	bound int32 // only what is nearer can still come in
	kept  []near
}

func newShortlist(keep int) *shortlist {
	return &shortlist{keep: keep, bound: math.MaxInt32, kept: make([]near, 0, 2*keep)}
}

func (s *shortlist) offer(n near) {
	s.kept = append(s.kept, n)
	if len(s.kept) == 2*s.keep {
		s.shrink()
	}
}

// shrink leaves the nearest, in the order in which they came. Distances are
// small numbers, so counting finds the last one that stays.
func (s *shortlist) shrink() {
	if len(s.kept) <= s.keep {
		return
	}
	var counts [MaxDimension + 1]int32
	for _, n := range s.kept {
		counts[n.distance]++
	}
	last, room := int32(0), int32(s.keep)
	for counts[last] < room {
		room -= counts[last]
		last++
	}
	kept := s.kept[:0]
	for _, n := range s.kept {
		switch {
		case n.distance < last:
			kept = append(kept, n)
		case n.distance == last && room > 0:
			room--
			kept = append(kept, n)
		}
	}
	s.kept, s.bound = kept, last
}
