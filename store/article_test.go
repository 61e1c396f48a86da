package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"attache/news"
)

// sourceSet numbers a set of sources.
func sourceSet(t *testing.T, s *Store, sources ...int64) int64 {
	t.Helper()
	id, err := s.SourceSet(t.Context(), sources)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestACommitIsStaleWhenAnotherSourceCameMeanwhile(t *testing.T) {
	s := open(t)
	var sources []int64
	for i := range 3 {
		sources = append(sources, add(t, s, "1", fmt.Sprintf("https://wire.example/%d", i)).ID)
	}
	f, err := filing(t.Context(), s, "https://wire.example/article", sources[0])
	if err != nil {
		t.Fatal(err)
	}
	commit(t, s, f)
	// All go on from an article that came from the first source alone.
	carried := func(sources ...int64) news.Filing {
		again := f
		again.Article.ID, again.Revised, again.Passages, again.SourceSet = 1, false, nil, sourceSet(t, s, sources...)
		return again
	}
	commit(t, s, carried(sources[0], sources[1]))
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{carried(sources[0], sources[2])}}); !errors.Is(err, news.ErrStale) {
		t.Errorf("a set without the second source ended with %v", err)
	}
	revised := carried(sources[0])
	revised.Article.Revision, revised.Revised, revised.Article.Seen = 2, true, day.Add(time.Hour)
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{revised}}); !errors.Is(err, news.ErrStale) {
		t.Errorf("a revision without the second source ended with %v", err)
	}
	commit(t, s, carried(sources...))
	held, err := s.Held(t.Context(), []string{f.Article.URL})
	if got := held[f.Article.URL]; err != nil || !slices.Equal(got.Sources, sources) || len(got.Revisions) != 1 {
		t.Errorf("held from %v, want %v: %v", got.Sources, sources, err)
	}
}

func TestARevisionOfADeletedArticleIsStale(t *testing.T) {
	s := open(t)
	f := paragraphs(t, s, "https://wire.example/1", "one")
	commit(t, s, f)
	if found, err := s.DeleteArticle(t.Context(), f.Article.URL); err != nil || !found {
		t.Fatalf("deleting: %v, %v", found, err)
	}
	if found, err := s.DeleteArticle(t.Context(), f.Article.URL); err != nil || found {
		t.Errorf("deleting again: %v, %v", found, err)
	}
	// Another takes the place that the deleted one's number would be free at.
	commit(t, s, paragraphs(t, s, "https://wire.example/2", "two"))
	f.Article.ID, f.Article.Revision, f.Replaced = 1, 2, []int64{1}
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{f}}); !errors.Is(err, news.ErrStale) {
		t.Errorf("ended with %v", err)
	}
}

func TestNumbersAreNeverUsedAgain(t *testing.T) {
	s := open(t)
	var before []int64
	for i := range 3 {
		url := fmt.Sprintf("https://wire.example/%d", i)
		commit(t, s, paragraphs(t, s, url, "one", "two"))
		held, err := s.Held(t.Context(), []string{url})
		if err != nil {
			t.Fatal(err)
		}
		live, err := s.LivePassages(t.Context(), held[url].Article)
		if err != nil || len(live) != 2 {
			t.Fatalf("%v, %v", live, err)
		}
		if slices.Contains(before, live[0].ID) || held[url].Article != int64(i+1) {
			t.Errorf("article %d with passage %d after %v", held[url].Article, live[0].ID, before)
		}
		before = append(before, live[0].ID, live[1].ID)
		if _, err := s.DeleteArticle(t.Context(), url); err != nil {
			t.Fatal(err)
		}
	}
}

func TestATailMustHoldTheBatchsPassages(t *testing.T) {
	s := open(t)
	f := paragraphs(t, s, "https://wire.example/1", "one", "two")
	err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{f}, Tail: news.Segment{Passages: 1, IsTail: true}})
	if err == nil {
		t.Error("a tail of one of two passages was taken")
	}
	if known, err := s.Known(t.Context(), 1, []string{f.Article.URL}); err != nil || len(known) != 0 {
		t.Errorf("left behind: %v, %v", known, err)
	}
}

func TestAManifestTellsWhatHasChangedSince(t *testing.T) {
	s := open(t)
	first, second := live(t, s, "https://wire.example/1"), live(t, s, "https://wire.example/2")
	if _, err := s.DeleteArticle(t.Context(), "https://wire.example/1"); err != nil {
		t.Fatal(err)
	}
	third := live(t, s, "https://wire.example/3")
	m, err := s.Manifest(t.Context(), nil, 0)
	if err != nil || len(m.Segments) != 3 || len(m.Amendments) != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	if a := m.Amendments[0]; !a.Deleted || a.Passage != m.Segments[0].FirstPassage {
		t.Errorf("the deletion is told as %+v", a)
	}
	last := m.Amendments[0].Seq
	if m.Segments[2].Amended != last || m.Segments[0].Amended >= last {
		t.Errorf("amended up to %d and %d, want the tail made last to be up to date with %d", m.Segments[0].Amended, m.Segments[2].Amended, last)
	}
	for name, c := range map[string]struct {
		known []int64
		want  int
	}{
		"nothing to who knows all segments":        {[]int64{first, second, third}, 0},
		"nothing to who lacks one made afterwards": {[]int64{first, second}, 0},
		"what an unknown older segment lacks":      {[]int64{second, third}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			if m, err := s.Manifest(t.Context(), c.known, last); err != nil || len(m.Amendments) != c.want {
				t.Errorf("%+v, %v", m.Amendments, err)
			}
		})
	}
}

// TestTwoProcessesFileAtOnce has two stores commit to the same file; each
// batch must be numbered behind all others.
func TestTwoProcessesFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	stores := []*Store{openAt(t, path), openAt(t, path)}
	source := add(t, stores[0], news.SharedGuild, "https://wire.example/feed")
	var writing sync.WaitGroup
	for i, s := range stores {
		writing.Go(func() {
			for n := range 20 {
				f, err := filing(t.Context(), s, fmt.Sprintf("https://wire.example/%d/%d", i, n), source.ID)
				if err != nil {
					t.Error(err)
					return
				}
				tail := news.Segment{Passages: 1, IsTail: true, Columns: []byte("columns"), Tail: []byte("tail")}
				if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{f}, Tail: tail}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writing.Wait()
	m, err := stores[0].Manifest(t.Context(), nil, 0)
	if err != nil || len(m.Segments) != 40 {
		t.Fatalf("%d segments, %v", len(m.Segments), err)
	}
	for i, seg := range m.Segments {
		if seg.FirstPassage != int64(i+1) || seg.FirstArticle != int64(i+1) {
			t.Errorf("segment %d begins at passage %d, article %d", i, seg.FirstPassage, seg.FirstArticle)
		}
	}
}

func TestWhatAPageStatesIsKeptWithItsArticle(t *testing.T) {
	s := open(t)
	src := add(t, s, "1", "https://wire.example/feed")
	modified := day.Add(time.Hour)
	url := fileFrom(t, s, "https://wire.example/talks", func(f *news.Filing) {
		f.Article.Modified, f.Article.Image = news.At(modified), "https://wire.example/talks.jpg"
		f.Article.Walled, f.Article.Partial, f.Article.Language = true, true, "en"
	}, src.ID)
	var (
		at              int64
		image, language string
		walled, partial bool
	)
	err := s.read.QueryRowContext(t.Context(), `SELECT modified, image, language, walled, partial FROM articles WHERE url = ?`, url).
		Scan(&at, &image, &language, &walled, &partial)
	if err != nil || at != modified.Unix() || image != "https://wire.example/talks.jpg" || language != "en" || !walled || !partial {
		t.Errorf("kept %d, %q, %q, walled %t, partial %t: %v", at, image, language, walled, partial, err)
	}
}
