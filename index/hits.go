package index

import (
	"cmp"
	"context"
	"slices"
)

// place is where a hit stands: its passage's number in a segment, and its
// index among the hits.
type place struct{ number, hit int }

// hits fills in what is known of the best, with the terms each one holds.
func (s *search) hits(ctx context.Context, best []candidate) ([]Hit, error) {
	hits := make([]Hit, len(best))
	places := make([][]place, len(s.generation.segments))
	for h, b := range best {
		hits[h] = s.generation.segments[b.segment].columns.hit(b.number)
		hits[h].Score = b.score
		places[b.segment] = append(places[b.segment], place{b.number, h})
	}
	err := s.eachSegment(ctx, func(_ context.Context, i int) error { return s.match(i, places[i], hits) })
	return hits, err
}

// hit is passage number n as a hit.
func (c *columns) hit(n int) Hit {
	return Hit{Passage: c.passage(n), Article: c.article.at(n), Published: c.published.at(n), Outlet: c.outlet.at(n)}
}

// match notes the words that the hits of one segment hold.
func (s *search) match(i int, places []place, hits []Hit) error {
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.number, b.number) })
	size := s.generation.segments[i].columns.len()
	var r reader
	for t := range s.weights {
		own := s.wanted.first[t]
		for w := own; w < s.wanted.first[t+1]; w++ {
			r.start(s.runs[i][w], size)
			r.among(places, func(h int) {
				hits[h].Matched |= 1 << t
				if w == own {
					hits[h].Own |= 1 << t
				}
			})
			if r.err != nil {
				return r.err
			}
		}
	}
	return nil
}

// among calls yield with those hits whose passages stand in the run; places
// are in order of their numbers.
func (r *reader) among(places []place, yield func(hit int)) {
	for len(places) > 0 && r.next() {
		if int(r.numbers[r.count-1]) < places[0].number {
			continue
		}
		for _, n := range r.numbers[:r.count] {
			for len(places) > 0 && places[0].number < int(n) {
				places = places[1:]
			}
			if len(places) > 0 && places[0].number == int(n) {
				yield(places[0].hit)
			}
		}
	}
}
