package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"attache/news"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crashEnv); path != "" {
		importForever(path)
	}
	goleak.VerifyTestMain(m)
}

// open opens a store on a fresh file for a test.
func open(t *testing.T) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "news.db"))
}

func openAt(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// add subscribes a guild to a feed.
func add(t *testing.T, s *Store, guild, url string) news.Source {
	t.Helper()
	source, _, err := s.AddSource(t.Context(), guild, news.Source{URL: url, Kind: news.KindFeed, Title: "Feed of " + url})
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// filing is a new article of one passage.
func filing(ctx context.Context, s *Store, url string, sources ...int64) (news.Filing, error) {
	outlets, err := s.OutletIDs(ctx, []string{"Wire"}, func(name string) string { return name })
	if err != nil {
		return news.Filing{}, err
	}
	set, err := s.SourceSet(ctx, sources)
	if err != nil {
		return news.Filing{}, err
	}
	const text = "The treaty was signed."
	return news.Filing{
		Article: news.Article{URL: url, Revision: 1, Title: "Treaty", Text: text, Published: news.At(day), Seen: day},
		Outlet:  outlets["Wire"], SourceSet: set, Revised: true,
		Passages: []news.Passage{{
			Revision: 1, End: len(text), Text: text, Sentences: []news.Span{{End: len(text)}}, ValidFrom: day,
		}},
	}, nil
}
