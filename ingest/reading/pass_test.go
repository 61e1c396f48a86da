package reading

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"attache/ingest/fetch"
	"attache/internal/newstest"
	"attache/internal/webtest"
	"attache/news"
)

// shelf is a store of sources in memory that files what it is given.
type shelf struct {
	mu       sync.Mutex
	sources  map[int64]news.Source
	leased   map[int64]time.Time
	known    map[string]news.Known
	outcomes []news.Outcome
	broken   error
}

func newShelf(sources ...news.Source) *shelf {
	s := &shelf{sources: make(map[int64]news.Source), leased: make(map[int64]time.Time), known: make(map[string]news.Known)}
	for i, src := range sources {
		src.ID = int64(i + 1)
		s.sources[src.ID] = src
	}
	return s
}

func (s *shelf) ClaimDue(_ context.Context, now time.Time, lease time.Duration, passing []int64) (news.Source, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, src := range s.sources {
		if !src.NextAt.After(now) && !s.leased[id].After(now) && !slices.Contains(passing, id) {
			s.leased[id] = now.Add(lease)
			return src, true, s.broken
		}
	}
	return news.Source{}, false, s.broken
}

func (s *shelf) RenewLease(_ context.Context, source int64, _, until time.Time) (time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.leased[source]; !ok {
		return time.Time{}, news.ErrStale
	}
	s.leased[source] = until
	return until, nil
}

func (s *shelf) ReleaseClaim(_ context.Context, source int64, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.leased, source)
	return nil
}

func (s *shelf) Carry(context.Context, int64, []string) error { return nil }

func (s *shelf) TakeChecks(context.Context, int64, time.Time, time.Time, int) ([]news.Known, error) {
	return nil, nil
}

func (s *shelf) Known(_ context.Context, _ int64, names []string) (map[string]news.Known, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := make(map[string]news.Known)
	for _, name := range names {
		if k, ok := s.known[name]; ok {
			found[name] = k
		}
	}
	return found, nil
}

func (s *shelf) FinishRead(_ context.Context, outcome news.Outcome) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	src := s.sources[outcome.Source]
	src.NextAt, src.Problem, src.ETag = outcome.NextAt, outcome.Problem, outcome.ETag
	s.sources[outcome.Source] = src
	delete(s.leased, outcome.Source)
	s.outcomes = append(s.outcomes, outcome)
	return nil
}

func (s *shelf) File(_ context.Context, _ int64, articles []news.Article) (news.Filed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var filed news.Filed
	for _, a := range articles {
		if _, ok := s.known[a.URL]; ok {
			filed.Unchanged++
			continue
		}
		s.known[a.URL] = news.Known{URL: a.URL}
		filed.New++
	}
	return filed, nil
}

func TestPassReadsAllDueSources(t *testing.T) {
	d := newDesk(t)
	d.site.Feed("/feed", feedOf(
		webtest.Item{Title: "One", Link: "/1"},
		webtest.Item{Title: "Two", Link: "/2"},
	))
	for _, path := range []string{"/1", "/2"} {
		d.site.Article(path, webtest.Article{Headline: "Talks " + path, Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
	}
	d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
	s := newShelf(
		news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed},
		news.Source{URL: d.site.URL("/page"), Kind: news.KindPage},
		news.Source{URL: d.site.URL("/gone"), Kind: news.KindFeed, Failures: 2},
		news.Source{URL: d.site.URL("/later"), Kind: news.KindFeed, NextAt: readAt.Add(time.Minute)},
	)
	pass := NewPass(s, d.Reader, s, PassOptions{Now: func() time.Time { return d.now }})
	reports := make(map[int64]SourceReport)
	summary, err := pass.Run(t.Context(), Watcher{Finished: func(r SourceReport) { reports[r.Source.ID] = r }})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("and sums them up", func(t *testing.T) {
		if want := (Summary{Sources: 3, Failed: 1, Filed: news.Filed{New: 3}}); summary != want {
			t.Errorf("got %+v, want %+v", summary, want)
		}
	})
	t.Run("and tells of each", func(t *testing.T) {
		if reports[1].New != 2 || reports[2].New != 1 || len(reports) != 3 {
			t.Errorf("got %+v", reports)
		}
		if problem := reports[3].Problem; problem == "" || s.sources[3].Problem != problem {
			t.Errorf("got %q", problem)
		}
	})
	t.Run("and says when each is due again", func(t *testing.T) {
		for id, within := range map[int64][2]time.Duration{
			1: {unknownInterval, unknownInterval * 11 / 10}, 2: {oldPageInterval, oldPageInterval * 11 / 10},
			3: {16 * time.Minute, 20 * time.Minute},
		} {
			if due := reports[id].NextAt.Sub(readAt); due < within[0] || due > within[1] {
				t.Errorf("source %d is due after %s", id, due)
			}
		}
	})
	t.Run("and asks with validators when they are due", func(t *testing.T) {
		d.now = d.now.Add(2 * unknownInterval)
		s.sources[3] = news.Source{ID: 3, NextAt: d.now.Add(time.Hour)}
		s.sources[4] = news.Source{ID: 4, NextAt: d.now.Add(time.Hour)}
		summary, err := pass.Run(t.Context(), Watcher{})
		if want := (Summary{Sources: 1, NotModified: 1}); err != nil || summary != want {
			t.Errorf("got %+v, %v", summary, err)
		}
	})
}

// readerFunc is a sourceReader.
type readerFunc func(ctx context.Context, src news.Source) (Reading, error)

func (f readerFunc) Read(ctx context.Context, src news.Source, _ Desk) (Reading, error) {
	return f(ctx, src)
}

func TestPassStopsCleanly(t *testing.T) {
	t.Run("when its context ends, letting go of its claims", func(t *testing.T) {
		s := newShelf(news.Source{}, news.Source{}, news.Source{})
		ctx, cancel := context.WithCancel(t.Context())
		pass := NewPass(s, readerFunc(func(ctx context.Context, _ news.Source) (Reading, error) {
			cancel()
			<-ctx.Done()
			return Reading{}, ctx.Err()
		}), s, PassOptions{})
		_, err := pass.Run(ctx, Watcher{})
		if !errors.Is(err, context.Canceled) || len(s.outcomes) != 0 || len(s.leased) != 0 {
			t.Errorf("got %v, %+v, %d claims", err, s.outcomes, len(s.leased))
		}
	})
	t.Run("when the store fails", func(t *testing.T) {
		s := newShelf(news.Source{})
		s.broken = errors.New("disk full")
		if _, err := NewPass(s, readerFunc(nil), s, PassOptions{}).Run(t.Context(), Watcher{}); !errors.Is(err, s.broken) {
			t.Errorf("got %v", err)
		}
	})
}

// stuck is a fetcher whose turn never comes.
type stuck struct{}

func (stuck) Fetch(ctx context.Context, _ fetch.Request) (fetch.Response, error) {
	<-ctx.Done()
	return fetch.Response{}, ctx.Err()
}

func (stuck) Sitemaps(context.Context, string) []string { return nil }

func TestAReadingWithoutEndIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(news.Source{URL: "https://envoy.example/feed", Kind: news.KindFeed})
		pass := NewPass(s, NewReader(stuck{}, ReaderOptions{}), s, PassOptions{})
		summary, err := pass.Run(t.Context(), Watcher{})
		if err != nil || summary.Failed != 1 || !strings.Contains(s.sources[1].Problem, "five minutes") {
			t.Errorf("got %+v, %v: %q", summary, err, s.sources[1].Problem)
		}
	})
}

func TestASlowSiteDoesNotHoldUpTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sources []news.Source
		for range 2 * readersAtOnce {
			sources = append(sources, news.Source{URL: "https://slow.example/feed", Kind: news.KindFeed})
		}
		quick := news.Source{URL: "https://quick.example/feed", Kind: news.KindFeed}
		s := newShelf(append(sources, quick)...)
		started := time.Now()
		var waited time.Duration
		pass := NewPass(s, readerFunc(func(_ context.Context, src news.Source) (Reading, error) {
			if src.URL == quick.URL {
				waited = time.Since(started)
				return Reading{}, nil
			}
			<-time.After(time.Minute)
			return Reading{}, nil
		}), s, PassOptions{})
		summary, err := pass.Run(t.Context(), Watcher{})
		if err != nil || summary.Sources != len(sources)+1 || waited > 0 {
			t.Errorf("%+v, %v; the quick site waited %s", summary, err, waited)
		}
	})
}

func TestLoopReadsWheneverSomethingIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(news.Source{Kind: news.KindFeed})
		reads := 0
		pass := NewPass(s, readerFunc(func(context.Context, news.Source) (Reading, error) {
			reads++
			return Reading{}, nil
		}), s, PassOptions{})
		ctx, cancel := context.WithTimeout(t.Context(), 4*unknownInterval)
		defer cancel()
		pass.Loop(ctx, nil)
		if reads != 4 {
			t.Errorf("%d reads", reads)
		}
	})
}

func TestAClaimIsRenewedWhileItsSourceIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(news.Source{Kind: news.KindFeed})
		read := make(chan struct{})
		pass := NewPass(s, readerFunc(func(ctx context.Context, _ news.Source) (Reading, error) {
			select {
			case <-read:
			case <-ctx.Done():
			}
			return Reading{}, ctx.Err()
		}), s, PassOptions{})
		done := make(chan error)
		go func() {
			_, err := pass.Run(t.Context(), Watcher{})
			done <- err
		}()
		<-time.After(3 * claimLease)
		if _, found, err := s.ClaimDue(t.Context(), time.Now(), claimLease, nil); found || err != nil {
			t.Errorf("another got the source, %v", err)
		}
		close(read)
		if err := <-done; err != nil || len(s.outcomes) != 1 {
			t.Errorf("%d outcomes, %v", len(s.outcomes), err)
		}
	})
}

func TestAReadingWhoseClaimWasLostEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(news.Source{Kind: news.KindFeed})
		pass := NewPass(s, readerFunc(func(ctx context.Context, src news.Source) (Reading, error) {
			if err := s.ReleaseClaim(ctx, src.ID, src.Lease); err != nil {
				return Reading{}, err
			}
			s.mu.Lock()
			s.sources[src.ID] = news.Source{ID: src.ID, NextAt: time.Now().Add(time.Hour)}
			s.mu.Unlock()
			<-ctx.Done()
			return Reading{}, context.Cause(ctx)
		}), s, PassOptions{})
		started := time.Now()
		if _, err := pass.Run(t.Context(), Watcher{}); err != nil || time.Since(started) > claimLease {
			t.Errorf("ended after %s with %v", time.Since(started), err)
		}
	})
}
