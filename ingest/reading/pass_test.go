package reading

import (
	"context"
	"errors"
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
	known    map[string]bool
	outcomes []news.Outcome
	broken   error
}

func newShelf(sources ...news.Source) *shelf {
	s := &shelf{sources: make(map[int64]news.Source), leased: make(map[int64]time.Time), known: make(map[string]bool)}
	for i, src := range sources {
		src.ID = int64(i + 1)
		s.sources[src.ID] = src
	}
	return s
}

func (s *shelf) ClaimDue(_ context.Context, now time.Time, lease time.Duration) (news.Source, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, src := range s.sources {
		if !src.NextAt.After(now) && !s.leased[id].After(now) {
			s.leased[id] = now.Add(lease)
			return src, true, s.broken
		}
	}
	return news.Source{}, false, s.broken
}

func (s *shelf) KnownURLs(_ context.Context, urls []string) (map[string]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := make(map[string]bool)
	for _, u := range urls {
		found[u] = s.known[u]
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
		if s.known[a.URL] {
			filed.Unchanged++
			continue
		}
		s.known[a.URL] = true
		filed.New++
	}
	return filed, nil
}

func TestPassReadsAllDueSources(t *testing.T) {
	d := newDesk(t)
	d.site.Feed("/feed", feedOf(
		webtest.Item{Title: "One", Link: "/1", Content: paragraphsOf(6)},
		webtest.Item{Title: "Two", Link: "/2", Content: paragraphsOf(7)},
	))
	d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
	s := newShelf(
		news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed},
		news.Source{URL: d.site.URL("/page"), Kind: news.KindPage},
		news.Source{URL: d.site.URL("/gone"), Kind: news.KindFeed, Failures: 2},
		news.Source{URL: d.site.URL("/later"), Kind: news.KindFeed, NextAt: readAt.Add(time.Minute)},
	)
	pass := NewPass(s, d.Reader, s, PassOptions{Now: func() time.Time { return d.now }})
	reports := make(map[int64]SourceReport)
	summary, err := pass.Run(t.Context(), func(r SourceReport) { reports[r.Source.ID] = r })
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
			1: {feedInterval, feedInterval}, 2: {pageInterval, pageInterval}, 3: {16 * time.Minute, 20 * time.Minute},
		} {
			if due := reports[id].NextAt.Sub(readAt); due < within[0] || due > within[1] {
				t.Errorf("source %d is due after %s", id, due)
			}
		}
	})
	t.Run("and asks with validators when they are due", func(t *testing.T) {
		d.now = d.now.Add(feedInterval)
		s.sources[3] = news.Source{ID: 3, NextAt: d.now.Add(time.Hour)}
		s.sources[4] = news.Source{ID: 4, NextAt: d.now.Add(time.Hour)}
		summary, err := pass.Run(t.Context(), nil)
		if want := (Summary{Sources: 1, NotModified: 1}); err != nil || summary != want {
			t.Errorf("got %+v, %v", summary, err)
		}
	})
}

// readerFunc is a sourceReader.
type readerFunc func(ctx context.Context, src news.Source) (Reading, error)

func (f readerFunc) Read(ctx context.Context, src news.Source, _ Known) (Reading, error) {
	return f(ctx, src)
}

func TestPassStopsCleanly(t *testing.T) {
	t.Run("when its context ends, leaving claims to lapse", func(t *testing.T) {
		s := newShelf(news.Source{}, news.Source{}, news.Source{})
		ctx, cancel := context.WithCancel(t.Context())
		pass := NewPass(s, readerFunc(func(ctx context.Context, _ news.Source) (Reading, error) {
			cancel()
			<-ctx.Done()
			return Reading{}, ctx.Err()
		}), s, PassOptions{})
		_, err := pass.Run(ctx, nil)
		if !errors.Is(err, context.Canceled) || len(s.outcomes) != 0 || len(s.leased) == 0 {
			t.Errorf("got %v, %+v, %d claims", err, s.outcomes, len(s.leased))
		}
	})
	t.Run("when the store fails", func(t *testing.T) {
		s := newShelf(news.Source{})
		s.broken = errors.New("disk full")
		if _, err := NewPass(s, readerFunc(nil), s, PassOptions{}).Run(t.Context(), nil); !errors.Is(err, s.broken) {
			t.Errorf("got %v", err)
		}
	})
}

func TestPassGivesUpOnAReadingWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(news.Source{Kind: news.KindFeed})
		pass := NewPass(s, readerFunc(func(ctx context.Context, _ news.Source) (Reading, error) {
			<-ctx.Done()
			return Reading{}, ctx.Err()
		}), s, PassOptions{})
		summary, err := pass.Run(t.Context(), nil)
		if err != nil || summary.Failed != 1 || s.sources[1].Problem == "" {
			t.Errorf("got %+v, %v", summary, err)
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
		ctx, cancel := context.WithTimeout(t.Context(), 3*feedInterval+time.Second)
		defer cancel()
		pass.Loop(ctx)
		if reads != 4 {
			t.Errorf("%d reads", reads)
		}
	})
}

func TestRetryDelayGrowsUpToADay(t *testing.T) {
	for failures, want := range map[int]time.Duration{
		0: firstRetry, 1: firstRetry, 2: 2 * firstRetry, 5: 16 * firstRetry, 9: 256 * firstRetry, 10: lastRetry, 1 << 30: lastRetry,
	} {
		if got := retryDelay(failures, 0, nil); got != want {
			t.Errorf("after %d failures: got %s, want %s", failures, got, want)
		}
	}
	t.Run("is spread so that sources do not come back together", func(t *testing.T) {
		if got := retryDelay(1, 1, nil); got != firstRetry*4/5 {
			t.Errorf("got %s", got)
		}
	})
	t.Run("heeds what the server asks for, up to a day", func(t *testing.T) {
		asked := &news.Fault{Cause: &fetch.StatusError{Code: 429, RetryAfter: time.Hour}}
		if got := retryDelay(1, 0.5, asked); got != time.Hour {
			t.Errorf("got %s", got)
		}
		asked.Cause = &fetch.StatusError{Code: 503, RetryAfter: 1000 * time.Hour}
		if got := retryDelay(1, 0, asked); got != lastRetry {
			t.Errorf("got %s", got)
		}
	})
}
