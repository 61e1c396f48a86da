package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

// fileFrom commits an article that came from sources, and gives its address.
func fileFrom(t *testing.T, s *Store, url string, change func(*news.Filing), sources ...int64) string {
	t.Helper()
	f, err := filing(t.Context(), s, url, sources...)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&f)
	}
	commit(t, s, f)
	return f.Article.URL
}

func TestASourceCarriesWhatAnotherHasBrought(t *testing.T) {
	s := open(t)
	first, second := add(t, s, "1", "https://wire.example/1"), add(t, s, "2", "https://wire.example/2")
	url := fileFrom(t, s, "https://wire.example/article", nil, first.ID)
	known := func(source int64) news.Known {
		t.Helper()
		all, err := s.Known(t.Context(), source, []string{url})
		if err != nil {
			t.Fatal(err)
		}
		return all[url]
	}
	files, _, err := s.AddSource(t.Context(), "3", news.Source{URL: "files", Kind: news.KindImport})
	if err != nil {
		t.Fatal(err)
	}
	private := fileFrom(t, s, "https://wire.example/private", nil, files.ID)
	if !known(first.ID).Carried || known(second.ID).Carried {
		t.Fatal("it is not known who carries it")
	}
	for range 2 {
		if err := s.Carry(t.Context(), second.ID, []string{url, private, "https://wire.example/unknown"}); err != nil {
			t.Fatal(err)
		}
	}
	if !known(first.ID).Carried || !known(second.ID).Carried {
		t.Error("the second source does not carry it")
	}
	held, err := s.Held(t.Context(), []string{url, private})
	if !cmp.Equal(held[private].Sources, []int64{files.ID}) {
		t.Errorf("what only files have brought is carried by %v", held[private].Sources)
	}
	if err != nil || !cmp.Equal(held[url].Sources, []int64{first.ID, second.ID}) {
		t.Errorf("%+v, %v", held, err)
	}
	manifest, err := s.Manifest(t.Context(), nil, 0)
	if err != nil || len(manifest.Amendments) != 1 || manifest.Amendments[0].SourceSet != held[url].SourceSet {
		t.Errorf("the index hears of it %d times: %+v, %v", len(manifest.Amendments), manifest.Amendments, err)
	}
	sets, err := s.VisibleSets(t.Context(), "2")
	if err != nil || !cmp.Equal(sets, []int64{held[url].SourceSet}) {
		t.Errorf("visible: %v, %v", sets, err)
	}
}

func TestChecksAreTakenOnceAndBySourcesThatCarryTheArticle(t *testing.T) {
	s := open(t)
	first, second := add(t, s, "1", "https://wire.example/1"), add(t, s, "2", "https://wire.example/2")
	for i := range 3 {
		fileFrom(t, s, fmt.Sprintf("https://wire.example/%d", i), func(f *news.Filing) {
			f.Article.Checked, f.Article.CheckAt = day, day.Add(time.Duration(i)*time.Hour)
		}, first.ID)
	}
	take := func(source int64, now time.Time, limit int) (urls []string) {
		t.Helper()
		due, err := s.TakeChecks(t.Context(), source, now, now.Add(6*time.Hour), limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range due {
			urls = append(urls, k.URL)
		}
		return urls
	}
	if got := take(second.ID, day.Add(5*time.Hour), 10); got != nil {
		t.Errorf("a source that does not carry them takes %q", got)
	}
	if got := take(first.ID, day.Add(time.Hour), 1); !cmp.Equal(got, []string{"https://wire.example/0"}) {
		t.Errorf("took %q", got)
	}
	if got := take(first.ID, day.Add(time.Hour), 10); !cmp.Equal(got, []string{"https://wire.example/1"}) {
		t.Errorf("then took %q", got)
	}
	if got := take(first.ID, day.Add(time.Hour), 10); got != nil {
		t.Errorf("took %q again", got)
	}
}

func TestASourceIsRevivedAsWhatItIs(t *testing.T) {
	s := open(t)
	src := add(t, s, "1", "https://wire.example/feed")
	claimed := claim(t, s, day)
	err := s.FinishRead(t.Context(), news.Outcome{Source: src.ID, Lease: claimed.Lease, At: day, NextAt: day.Add(time.Hour), Failed: true,
		Problem: "Gone.", PauseReason: "Gone for good."})
	if err != nil {
		t.Fatal(err)
	}
	revived, err := s.ReviveSource(t.Context(), src.ID, news.KindSitemap)
	if err != nil || revived.Paused || revived.PauseReason != "" || revived.Problem != "" || revived.Failures != 0 || revived.Kind != news.KindSitemap {
		t.Fatalf("%+v, %v", revived, err)
	}
	claim(t, s, day)
	t.Run("but stays paused where an administrator has paused it", func(t *testing.T) {
		if _, err := s.PauseSource(t.Context(), "1", src.URL, true); err != nil {
			t.Fatal(err)
		}
		if revived, err := s.ReviveSource(t.Context(), src.ID, news.KindFeed); err != nil || !revived.Paused {
			t.Errorf("%+v, %v", revived, err)
		}
	})
}

func TestAClockThatWasAheadSilencesNothing(t *testing.T) {
	s := open(t)
	src := add(t, s, "1", "https://wire.example/feed")
	ahead := day.AddDate(1, 0, 0)
	claimed := claim(t, s, ahead)
	if _, found, err := s.ClaimDue(t.Context(), ahead.Add(time.Second), time.Minute, nil); found || err != nil {
		t.Errorf("claimed twice, %v", err)
	}
	if got := claim(t, s, day); got.ID != src.ID || got.Lease.After(day.Add(time.Hour)) {
		t.Errorf("the lease of a year ahead holds: %+v", got)
	}
	if err := s.ReleaseClaim(t.Context(), src.ID, claimed.Lease); err != nil {
		t.Fatal(err)
	}
	again := claim(t, s, day.Add(2*time.Minute))
	if err := s.FinishRead(t.Context(), news.Outcome{Source: src.ID, Lease: again.Lease, At: ahead, NextAt: ahead.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	claim(t, s, day.Add(3*time.Minute))
}

func TestATitleThatTwoSourcesHaveIsNoName(t *testing.T) {
	s := open(t)
	for _, url := range []string{"https://one.example/feed", "https://two.example/feed"} {
		if _, _, err := s.AddSource(t.Context(), "1", news.Source{URL: url, Kind: news.KindFeed, Title: "News"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.RemoveSource(t.Context(), "1", "news"); news.Explain(err, "") == "" {
		t.Errorf("removed one of two: %v", err)
	}
	if src, err := s.RemoveSource(t.Context(), "1", "https://two.example/feed"); err != nil || src.URL != "https://two.example/feed" {
		t.Errorf("%+v, %v", src, err)
	}
	if _, err := s.RemoveSource(t.Context(), "1", "news"); err != nil {
		t.Error(err)
	}
}

func TestAGuildCannotPauseWhatOthersRead(t *testing.T) {
	s := open(t)
	src := add(t, s, "1", "https://wire.example/feed")
	add(t, s, news.SharedGuild, src.URL)
	if _, err := s.PauseSource(t.Context(), "1", src.URL, true); news.Explain(err, "") == "" || errors.Is(err, news.ErrNotFound) {
		t.Errorf("a guild paused the operator's source: %v", err)
	}
	if got, err := s.PauseSource(t.Context(), news.SharedGuild, src.URL, true); err != nil || !got.Paused {
		t.Errorf("%+v, %v", got, err)
	}
}
