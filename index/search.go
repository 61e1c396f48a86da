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
// passage that holds a term and passes the filter was scored. As many
// questions are searched at once as there are cores, the others wait: more
// would be no faster, and hold their postings in memory.
func (x *Index) Search(ctx context.Context, q Query) (Result, error) {
	select {
	case x.searching <- struct{}{}:
		defer func() { <-x.searching }()
	case <-ctx.Done():
		return Result{}, fmt.Errorf("waiting to search the index: %w", ctx.Err())
	}
	q.Limit = max(q.Limit, 0)
	w := newWanted(q.Terms)
	for range searchAttempts {
		result, whole, err := x.searchOnce(ctx, q, w)
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
func (x *Index) searchOnce(ctx context.Context, q Query, w wanted) (result Result, whole bool, err error) {
	g, err := x.pin(ctx)
	if err != nil {
		return Result{}, false, err
	}
	defer x.release(g)
	s := search{index: x, query: q, wanted: w, sieve: newSieve(q.Filter), generation: g}
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
	wanted     wanted
	sieve      sieve
	generation *generation
	runs       [][][]byte // by segment, by word
	df         [][]int    // by segment, by word
	total      []int      // by term: df over all segments
	weights    []float32  // by term: idf, the term's weight, and the impact's scale
	bar        bar
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
	hits, err := s.hits(ctx, best)
	return Result{Hits: hits, DF: s.total, Passages: s.generation.passages}, err
}

// eachSegment does work on every segment, spread over the cores, beginning
// with the newest: what is boosted most raises the bar for the others.
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
	for i := segments - 1; i >= 0; i-- {
		group.Go(func() error { return work(ctx, i) })
	}
	return group.Wait()
}

// gather reads the runs of the query's words in one segment.
func (s *search) gather(ctx context.Context, i int) error {
	seg := s.generation.segments[i]
	s.runs[i], s.df[i] = make([][]byte, len(s.wanted.words)), make([]int, len(s.wanted.words))
	if seg.tail != nil {
		for w, word := range s.wanted.words {
			df, run, err := seg.tail.find(word.text)
			if err != nil {
				return err
			}
			s.runs[i][w], s.df[i][w] = run, df
		}
		return nil
	}
	postings, err := s.index.rows.Postings(ctx, seg.id, s.wanted.texts)
	if err != nil {
		return fmt.Errorf("reading postings of segment %d: %w", seg.id, err)
	}
	for _, p := range postings {
		for _, w := range s.wanted.places[p.Term] {
			s.runs[i][w], s.df[i][w] = p.Data, p.DF
		}
	}
	return nil
}

// weigh computes the terms' weights from their document frequencies, as
// Lucene's variant of BM25 does, which is never negative.
func (s *search) weigh() {
	s.total = make([]int, s.wanted.terms())
	s.weights = make([]float32, s.wanted.terms())
	for t := range s.total {
		for i := range s.df {
			for w := s.wanted.first[t]; w < s.wanted.first[t+1]; w++ {
				s.total[t] += s.df[i][w]
			}
		}
		s.total[t] = min(s.total[t], s.generation.passages)
		held, df := float64(s.generation.passages), float64(s.total[t])
		idf := math.Log(1 + (held-df+0.5)/(df+0.5))
		s.weights[t] = float32(idf) * s.query.Terms[t].Weight / 255
	}
}

// score ranks one segment: all postings are added up first, then the best
// that pass the filter are kept.
func (s *search) score(i int) ([]candidate, error) {
	c := s.generation.segments[i].columns
	scores := s.index.scores.Get().(*scores)
	defer s.index.scores.Put(scores)
	sums := scores.sums[:c.len()]
	clear(sums)
	for t, weight := range s.weights {
		from, to := s.wanted.first[t], s.wanted.first[t+1]
		if err := scores.group(s.runs[i][from:to], s.wanted.words[from:to], weight, c.len()); err != nil {
			return nil, err
		}
	}
	best := newShortlist(s.query.Limit)
	boosts := newBoosts(&s.query, c.days)
	floor := s.bar.get()
	for block, days := range c.blocks {
		from := block * blockPassages
		most := boosts.most(days)
		for n, score := range sums[from:min(from+blockPassages, len(sums))] {
			if n += from; score*most < floor || score == 0 || !s.sieve.passes(c, n) {
				continue
			}
			best.offer(candidate{segment: i, number: n, score: score * boosts.of(c.published.at(n))})
			floor = max(floor, best.threshold)
		}
	}
	s.bar.raise(best.threshold)
	return best.kept, nil
}
