package main

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"path/filepath"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/google/go-cmp/cmp"

	"attache/index"
	"attache/store"
)

// harbour are passages whose second one is the only one of the treaty.
var harbour = []passage{
	{Title: "Grain", Lead: "Ships left.", Text: "Ships left. The port of Oland is open."},
	{Title: "Treaty", Lead: "Ana Brandt signed it.", Text: "Ana Brandt signed it. The port is named in the treaty twice, and the treaty holds."},
	{Title: "Grain", Text: "More ships are to follow."},
}

func TestEveryEngineIndexesWhatItIsGiven(t *testing.T) {
	for _, e := range engines() {
		t.Run(e.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "index")
			if err := e.build(t.Context(), path, harbour); err != nil {
				t.Fatal(err)
			}
			if size, err := sizeOf(path); err != nil || size == 0 {
				t.Errorf("it is %d bytes on disk, %v", size, err)
			}
		})
	}
}

func TestWithoutPassagesNothingIsBuilt(t *testing.T) {
	for name, engine := range map[string]string{"an engine that is": "prototype", "one that is not": "abacus"} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := settings{engine: engine, imported: filepath.Join(folder, "news.db"), db: filepath.Join(folder, "index.db"), passages: 10}
			if r, err := measureBuild(t.Context(), s); err == nil {
				t.Errorf("it was built: %+v", r)
			}
		})
	}
}

func TestOurIndexHoldsEachPassageOnceMerged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index.db")
	if err := indexOurs(t.Context(), path, harbour); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	manifest, err := db.Manifest(t.Context(), nil, 0)
	if err != nil || len(manifest.Segments) != 1 || manifest.Segments[0].IsTail {
		t.Fatalf("the segments are %+v, %v", manifest.Segments, err)
	}
	var term string
	index.NewAnalyser().Terms("treaty", func(token index.Token) bool { term = token.Term; return false })
	postings, err := db.Postings(t.Context(), manifest.Segments[0].ID, []string{term})
	if err != nil || len(postings) != 1 || postings[0].DF != 1 {
		t.Errorf("the postings of %q are %+v, %v", term, postings, err)
	}
}

func TestThePrototypeWritesARunForEachWord(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index.db")
	if err := indexPrototype(t.Context(), path, harbour); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	for word, want := range map[string][]uint64{"port": {0, 1}, "treaty": {1}, "ships": {0, 2}, "grain": {0, 2}} {
		var df int
		var data []byte
		if err := db.QueryRow(`SELECT df, data FROM postings WHERE term = ? AND segment = 0`, word).Scan(&df, &data); err != nil {
			t.Fatalf("reading %q: %v", word, err)
		}
		if got, err := passagesOf(data); err != nil || df != len(want) || !cmp.Equal(got, want) {
			t.Errorf("%q stands in %v of %d, want %v: %v", word, got, df, want, err)
		}
	}
}

// passagesOf reads the numbers of a run.
func passagesOf(run []byte) (numbers []uint64, err error) {
	var n uint64
	for len(run) > 0 {
		gap, used := binary.Uvarint(run)
		if used <= 0 || used == len(run) || run[used] == 0 {
			return nil, errors.New("the run is damaged")
		}
		n += gap
		numbers, run = append(numbers, n), run[used+1:]
	}
	return numbers, nil
}

func TestBleveFindsAStemByTheEnglishAnalyserOnly(t *testing.T) {
	for analyser, want := range map[string]uint64{bleveEnglish: 1, bleveSimple: 0} {
		t.Run(analyser, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "index")
			if err := indexBleve(analyser)(t.Context(), path, harbour); err != nil {
				t.Fatal(err)
			}
			idx, err := bleve.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := idx.Close(); err != nil {
					t.Error(err)
				}
			})
			query := bleve.NewMatchQuery("treaties")
			query.SetField("Text")
			found, err := idx.Search(bleve.NewSearchRequest(query))
			if err != nil || found.Total != want {
				t.Errorf("found %d, want %d: %v", found.Total, want, err)
			}
		})
	}
}
