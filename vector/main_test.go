package vector

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"attache/news"
	"attache/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var day = time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)

// archive is a database for a test.
func archive(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"))
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

// write files one article of so many passages.
func write(t testing.TB, s *store.Store, url string, passages int) {
	t.Helper()
	ctx := t.Context()
	outlets, err := s.OutletIDs(ctx, []string{"Wire"}, func(name string) string { return name })
	if err != nil {
		t.Fatal(err)
	}
	source, _, err := s.AddSource(ctx, news.SharedGuild, news.Source{URL: "https://wire.example/feed", Kind: news.KindFeed})
	if err != nil {
		t.Fatal(err)
	}
	set, err := s.SourceSet(ctx, []int64{source.ID})
	if err != nil {
		t.Fatal(err)
	}
	f := news.Filing{
		Article: news.Article{URL: url, Revision: 1, Title: "Treaty", Text: "Signed.", Published: news.At(day), Seen: day},
		Outlet:  outlets["Wire"], SourceSet: set, Revised: true,
	}
	for n := range passages {
		f.Passages = append(f.Passages, news.Passage{Revision: 1, Ordinal: n, End: 7, Text: "Signed.", ValidFrom: day})
	}
	if err := s.Commit(ctx, news.Batch{Filings: []news.Filing{f}}); err != nil {
		t.Fatal(err)
	}
}

// fill files passages and keeps these vectors for them, passage 1 the first,
// in blocks of a size; the set that they are in.
func fill(t testing.TB, s *store.Store, model string, vectors [][]float32, size int) news.VectorSet {
	t.Helper()
	last, err := s.LastPassage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := int(last); n < len(vectors); n += BlockSize {
		write(t, s, fmt.Sprintf("https://wire.example/%d", n), min(BlockSize, len(vectors)-n))
	}
	set, err := s.BeginVectorSet(t.Context(), model, len(vectors[0]))
	if err != nil {
		t.Fatal(err)
	}
	for from := 0; from < len(vectors); from += size {
		set = appendBlock(t, s, set, vectors[from:min(from+size, len(vectors))])
	}
	return set
}

// appendBlock keeps vectors for the passages behind those covered.
func appendBlock(t testing.TB, s *store.Store, set news.VectorSet, vectors [][]float32) news.VectorSet {
	t.Helper()
	var coded []Coded
	var rows []news.Vector
	covered := set.Covered
	for _, v := range vectors {
		covered++
		code, err := Quantise(v)
		if err != nil {
			t.Fatal(err)
		}
		coded = append(coded, Coded{Passage: covered, Code: code})
		rows = append(rows, news.Vector{Passage: covered, Codes: code.Bytes})
	}
	if err := s.AppendVectors(t.Context(), set, covered, NewBlock(coded), rows); err != nil {
		t.Fatal(err)
	}
	set.Covered = covered
	return set
}

// clustered gives vectors around centres; the same for the same seed.
func clustered(seed uint64, count, dimension int) [][]float32 {
	return newClusters(seed, count/200, dimension).take(count)
}
