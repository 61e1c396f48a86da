package index_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/index"
	"attache/news"
	"attache/store"
)

// desk is a process on a fresh file with a source that everybody sees.
func desk(t *testing.T) *process {
	t.Helper()
	p, err := openProcess(t.Context(), tempPath(t)())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.store.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, _, err := p.store.AddSource(t.Context(), news.SharedGuild, news.Source{URL: "https://wire.example/", Kind: news.KindImport}); err != nil {
		t.Fatal(err)
	}
	return p
}

// file files one article for each text, each in a batch of its own.
func (p *process) file(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		_, err := p.filer.File(t.Context(), 1, []news.Article{{URL: "https://wire.example/" + text, Outlet: "Wire", Text: text}})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func query(t *testing.T, p *process, limit int, terms ...string) index.Query {
	t.Helper()
	sets, err := p.store.VisibleSets(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	q := index.Query{Filter: index.Filter{SourceSets: sets}, Limit: limit}
	for _, term := range terms {
		q.Terms = append(q.Terms, index.QueryTerm{Term: term, Weight: 1})
	}
	return q
}

func search(t *testing.T, x *index.Index, q index.Query) index.Result {
	t.Helper()
	result, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestSearchAtItsBounds(t *testing.T) {
	p := desk(t)
	p.file(t, "The summit opens.", "The summit ends.", "Grain ships sail.")
	t.Run("finds nothing for no terms", func(t *testing.T) {
		if r := search(t, p.index, query(t, p, 10)); len(r.Hits) != 0 || r.Passages != 3 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("finds nothing for a term that nothing holds", func(t *testing.T) {
		if r := search(t, p.index, query(t, p, 10, "embassi")); len(r.Hits) != 0 || r.DF[0] != 0 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("gives no hits when none are asked for, and the statistics all the same", func(t *testing.T) {
		for _, limit := range []int{0, -1} {
			if r := search(t, p.index, query(t, p, limit, "summit")); len(r.Hits) != 0 || r.DF[0] != 2 {
				t.Errorf("limit %d: %+v", limit, r)
			}
		}
	})
	t.Run("reads the first terms of too many", func(t *testing.T) {
		many := make([]string, index.MaxTerms+5)
		for i := range many {
			many[i] = fmt.Sprintf("absent%d", i)
		}
		many[index.MaxTerms-1], many[index.MaxTerms] = "summit", "grain"
		r := search(t, p.index, query(t, p, 10, many...))
		if len(r.Hits) != 2 || r.Hits[0].Matched != 1<<(index.MaxTerms-1) || len(r.DF) != index.MaxTerms {
			t.Errorf("%+v", r)
		}
	})
	t.Run("counts a repeated term twice, before a merge and after", func(t *testing.T) {
		q := query(t, p, 10, "grain", "grain", "ship")
		before := search(t, p.index, q)
		if err := p.merger.Tidy(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		after := search(t, p.index, q)
		if !slices.Equal(before.Hits, after.Hits) || !slices.Equal(before.DF, after.DF) || before.Hits[0].Matched != 0b111 {
			t.Errorf("before %+v, after %+v", before, after)
		}
	})
	t.Run("reads the first words of too many alternatives", func(t *testing.T) {
		q := query(t, p, 10, "summit", "absent")
		for i := range index.MaxWords - 2 {
			q.Terms[0].Alternatives = append(q.Terms[0].Alternatives, index.Alternative{Term: fmt.Sprintf("absent%d", i), Weight: 1})
		}
		q.Terms[1].Alternatives = []index.Alternative{{Term: "grain", Weight: 1}}
		if r := search(t, p.index, q); len(r.Hits) != 2 {
			t.Errorf("%+v", r)
		}
		q.Terms[0].Alternatives = q.Terms[0].Alternatives[1:]
		if r := search(t, p.index, q); len(r.Hits) != 3 || r.DF[1] != 1 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("leaves out alternatives that count nothing", func(t *testing.T) {
		q := query(t, p, 10, "absent")
		q.Terms[0].Alternatives = []index.Alternative{{Term: "grain", Weight: 0}, {Term: "summit", Weight: -1}}
		if r := search(t, p.index, q); len(r.Hits) != 0 || r.DF[0] != 0 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("credits a passage with the best word of a term, not with their sum", func(t *testing.T) {
		q := query(t, p, 10, "grain", "ship")
		one := search(t, p.index, q)
		q = query(t, p, 10, "grain")
		q.Terms[0].Alternatives = []index.Alternative{{Term: "ship", Weight: 1}, {Term: "sail", Weight: 0.5}}
		best := search(t, p.index, q)
		if len(best.Hits) != 1 || best.Hits[0].Score >= one.Hits[0].Score || best.Hits[0].Matched != 1 || best.Hits[0].Own != 1 || best.DF[0] != 3 {
			t.Errorf("%+v, and with both as terms %+v", best, one)
		}
	})
	t.Run("ends with its context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := p.index.Search(ctx, query(t, p, 10, "summit")); !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
}

func TestAQuestionKeepsItsSegmentsWhileTheyAreMergedAway(t *testing.T) {
	p := desk(t)
	p.file(t, "The summit opens.", "The summit ends.")
	if err := p.merger.Tidy(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	p.file(t, "The summit again.", "Of summits.")
	q := query(t, p, 10, "summit")
	want := search(t, p.index, q)
	var once sync.Once
	q.MaxBoost = 1
	q.Boost = func(int64) float32 { // is called in the middle of a question
		once.Do(func() {
			if err := p.merger.Tidy(t.Context(), true); err != nil {
				t.Error(err)
			}
		})
		return 1
	}
	if got := search(t, p.index, q); !slices.Equal(got.Hits, want.Hits) {
		t.Errorf("found %+v, want %+v", got.Hits, want.Hits)
	}
	left, err := p.store.Droppable(t.Context())
	if err != nil || len(left) == 0 {
		t.Errorf("what the question read was dropped under it: %v, %v", left, err)
	}
	if err := p.merger.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left, err = p.store.Droppable(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("left afterwards: %v, %v", left, err)
	}
	if got := search(t, p.index, q); !slices.Equal(got.Hits, want.Hits) {
		t.Errorf("found %+v afterwards, want %+v", got.Hits, want.Hits)
	}
}

// troubled is a store under which another process drops segments: the first
// few times it says that what was read is not whole, or gone.
type troubled struct {
	*store.Store
	mu        sync.Mutex
	torn      int
	goneReads int
}

func (s *troubled) Standing(ctx context.Context, segments []int64) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.torn--; s.torn >= 0 {
		return false, nil
	}
	return s.Store.Standing(ctx, segments)
}

func (s *troubled) Segment(ctx context.Context, id int64) (news.Segment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.goneReads--; s.goneReads >= 0 {
		return news.Segment{}, news.ErrGone
	}
	return s.Store.Segment(ctx, id)
}

func TestSearchStartsAgainWhenSegmentsAreDroppedUnderIt(t *testing.T) {
	p := desk(t)
	p.file(t, "The summit opens.")
	q := query(t, p, 10, "summit")
	for name, rows := range map[string]*troubled{
		"while postings are read": {Store: p.store, torn: 3},
		"while segments are read": {Store: p.store, goneReads: 3},
	} {
		t.Run(name, func(t *testing.T) {
			if r := search(t, index.Open(rows), q); len(r.Hits) != 1 {
				t.Errorf("%+v", r)
			}
		})
	}
	for name, rows := range map[string]*troubled{
		"but not for ever while postings are read": {Store: p.store, torn: 1 << 20},
		"but not for ever while segments are read": {Store: p.store, goneReads: 1 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := index.Open(rows).Search(t.Context(), q); err == nil || !strings.Contains(err.Error(), "faster") {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

func TestARunningMergerMergesAfterANudgeAndEndsWithItsContext(t *testing.T) {
	p := desk(t)
	for i := range index.MaxTails + 1 {
		p.file(t, fmt.Sprintf("Summit number %d.", i))
	}
	finished := make(chan struct{}, 1)
	merger := index.NewMerger(p.index, announcing{p.store, finished}, nil)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { merger.Run(ctx, time.Hour) })
	<-finished // what was due at the start
	for i := range index.MaxTails + 1 {
		p.file(t, fmt.Sprintf("Envoy number %d.", i))
	}
	merger.Nudge()
	merger.Nudge()
	<-finished
	cancel()
	running.Wait()
	if r := search(t, p.index, query(t, p, 100, "summit", "envoy")); len(r.Hits) != 2*(index.MaxTails+1) {
		t.Errorf("found %d", len(r.Hits))
	}
}

// announcing is a store that tells when a segment has become live.
type announcing struct {
	*store.Store
	finished chan<- struct{}
}

func (s announcing) FinishSegment(ctx context.Context, segment news.Segment, replaced []int64) error {
	err := s.Store.FinishSegment(ctx, segment, replaced)
	if err == nil {
		s.finished <- struct{}{}
	}
	return err
}
