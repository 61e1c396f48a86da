package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// searchAttempts bounds how often a query starts again because another
// process dropped a segment while it was being read.
const searchAttempts = 8

// Search finds the best passages for a query. The result is exact: every
// passage that holds a term and passes the filter was scored.
func (x *Index) Search(ctx context.Context, q Query) (Result, error) {
	q.Terms = q.Terms[:min(len(q.Terms), MaxTerms)]
	q.Limit = max(q.Limit, 0)
	for range searchAttempts {
		result, whole, err := x.searchOnce(ctx, q)
		if err != nil {
			return Result{}, fmt.Errorf("searching the index: %w", err)
		}
		if whole {
			return result, nil
		}
	}
	return Result{}, errors.New("searching the index: the segments changed faster than they could be read")
}

// searchOnce answers from the newest generation. The result is not whole
// when a segment began to be dropped meanwhile.
func (x *Index) searchOnce(ctx context.Context, q Query) (result Result, whole bool, err error) {
	g, err := x.pin(ctx)
	if err != nil {
		return Result{}, false, err
	}
	defer x.release(g)
	s := search{index: x, query: q, sieve: newSieve(q.Filter), generation: g}
	if result, err = s.run(ctx); err != nil {
		return Result{}, false, err
	}
	whole, err = x.rows.Standing(ctx, g.stored())
	return result, whole, err
}

// stored lists the segments whose postings are read from rows.
func (g *generation) stored() []int64 {
	var ids []int64
	for _, s := range g.segments {
		if s.tail == nil {
			ids = append(ids, s.id)
		}
	}
	return ids
}

// search is one query at work on one generation.
type search struct {
	index      *Index
	query      Query
	sieve      sieve
	generation *generation
	runs       [][][]byte // by segment, by term
	df         [][]int    // by segment, by term
	total      []int      // by term: df over all segments
	weights    []float32  // by term: idf, the term's weight, and the impact's scale
}

func (s *search) run(ctx context.Context) (Result, error) {
	segments := len(s.generation.segments)
	s.runs, s.df = make([][][]byte, segments), make([][]int, segments)
	if err := s.eachSegment(ctx, s.gather); err != nil {
		return Result{}, err
	}
	s.weigh()
	found := make([][]candidate, segments)
	err := s.eachSegment(ctx, func(_ context.Context, i int) (err error) {
		found[i], err = s.score(i)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	best := slices.Concat(found...)
	slices.SortFunc(best, func(a, b candidate) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.segment, b.segment), cmp.Compare(a.number, b.number))
	})
	best = best[:min(len(best), s.query.Limit)]
	hits, err := s.hits(best)
	return Result{Hits: hits, DF: s.total, Passages: s.generation.passages}, err
}

// eachSegment does work on every segment, spread over the cores.
func (s *search) eachSegment(ctx context.Context, work func(ctx context.Context, i int) error) error {
	segments := len(s.generation.segments)
	if segments <= 1 {
		if segments == 1 {
			return work(ctx, 0)
		}
		return nil
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range segments {
		group.Go(func() error { return work(ctx, i) })
	}
	return group.Wait()
}

// gather reads the runs of the query's terms in one segment.
func (s *search) gather(ctx context.Context, i int) error {
	seg := s.generation.segments[i]
	s.runs[i], s.df[i] = make([][]byte, len(s.query.Terms)), make([]int, len(s.query.Terms))
	if seg.tail != nil {
		for t, term := range s.query.Terms {
			df, run, err := seg.tail.find(term.Term)
			if err != nil {
				return err
			}
			s.runs[i][t], s.df[i][t] = run, df
		}
		return nil
	}
	terms := make([]string, len(s.query.Terms))
	for t, term := range s.query.Terms {
		terms[t] = term.Term
	}
	postings, err := s.index.rows.Postings(ctx, seg.id, terms)
	if err != nil {
		return fmt.Errorf("reading postings of segment %d: %w", seg.id, err)
	}
	for _, p := range postings {
		for t, term := range terms {
			if term == p.Term {
				s.runs[i][t], s.df[i][t] = p.Data, p.DF
			}
		}
	}
	return nil
}

// weigh computes the terms' weights from their document frequencies, as
// Lucene's variant of BM25 does, which is never negative.
func (s *search) weigh() {
	s.total = make([]int, len(s.query.Terms))
	s.weights = make([]float32, len(s.query.Terms))
	held := float64(s.generation.passages)
	for t, term := range s.query.Terms {
		for i := range s.df {
			s.total[t] += s.df[i][t]
		}
		df := float64(s.total[t])
		idf := math.Log(1 + (held-df+0.5)/(df+0.5))
		s.weights[t] = float32(idf) * term.Weight / 255
	}
}

// score ranks one segment: all postings are added up first, then the best
// that pass the filter are kept.
func (s *search) score(i int) ([]candidate, error) {
	c := s.generation.segments[i].columns
	pooled := s.index.scores.Get().(*[]float32)
	defer s.index.scores.Put(pooled)
	scores := (*pooled)[:c.len()]
	clear(scores)
	for t, run := range s.runs[i] {
		if err := accumulate(scores, run, s.weights[t]); err != nil {
			return nil, err
		}
	}
	best := newShortlist(s.query.Limit)
	boost, most := s.query.Boost, s.query.MaxBoost
	for n, score := range scores {
		if score == 0 || boost != nil && score*most < best.threshold || boost == nil && score < best.threshold {
			continue
		}
		if !s.sieve.passes(c, n) {
			continue
		}
		if boost != nil {
			score *= boost(c.published[n])
		}
		best.offer(candidate{segment: i, number: n, score: score})
	}
	return best.kept, nil
}

// hits fills in what is known of the best, with the terms each one holds.
func (s *search) hits(best []candidate) ([]Hit, error) {
	hits := make([]Hit, len(best))
	// places gives, by segment and number, the hit's place counted from 1.
	places := make(map[int][]int32)
	for h, b := range best {
		c := s.generation.segments[b.segment].columns
		hits[h] = Hit{
			Passage: c.passage[b.number], Article: c.article[b.number], Score: b.score,
			Published: c.published[b.number], Outlet: c.outlet[b.number],
		}
		if places[b.segment] == nil {
			places[b.segment] = make([]int32, c.len())
		}
		places[b.segment][b.number] = int32(h + 1)
	}
	for i, place := range places {
		for t, run := range s.runs[i] {
			err := eachPosting(run, uint32(len(place)), func(n uint32, _ uint8) {
				if h := place[n]; h > 0 {
					hits[h-1].Matched |= 1 << t
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return hits, nil
}
