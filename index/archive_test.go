package index_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

// vocabulary is small, so that passages share words; outlets and carriers
// are small for the same reason.
var (
	vocabulary = strings.Fields("treaty summit border vote minister envoy grain ceasefire sanctions embassy talks fleet U.N. café 1,000")
	outlets    = []string{"Wire", "Gazette", "Courier"}
	// carriers are the guilds that the sources belong to. One source is
	// everybody's.
	carriers = []string{"north", "south", news.SharedGuild}
)

var splitter = sync.OnceValues(sentence.New)

// process is what one process has open on the archive's file.
type process struct {
	store  *store.Store
	index  *index.Index
	merger *index.Merger
	filer  *filing.Filer
}

func openProcess(ctx context.Context, path string) (*process, error) {
	sentences, err := splitter()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	x := index.Open(s)
	return &process{
		store: s, index: x, merger: index.NewMerger(x, s, nil),
		filer: filing.NewFiler(s, sentences, filing.FilerOptions{}),
	}, nil
}

// version is one revision of an article's words, and from when it is known.
type version struct {
	title, text string
	knownFrom   time.Time
}

// report is what the test knows of an article, beside the archive.
type report struct {
	published news.Moment
	outlet    string
	versions  []version
	carriers  map[string]bool
}

// archive is a corpus under test: two processes with the same file open,
// and the model of what it must hold.
type archive struct {
	ctx       context.Context
	processes []*process
	sources   map[string]int64 // by carrier
	outlets   map[string]int64
	clock     time.Time
	urls      []string // of reports, in the order they came
	reports   map[string]*report
	// seen keeps the passages, and documents their words, which outlive
	// their deletion here.
	seen      map[int64]news.Evidence
	documents map[int64]document
	witness   *witness
}

// blank is an archive's file with its sources and nothing else, made once.
var blank = sync.OnceValues(func() (data []byte, err error) {
	dir, err := os.MkdirTemp("", "attache-index-")
	if err != nil {
		return nil, err
	}
	path, ctx := filepath.Join(dir, "news.db"), context.Background()
	s, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	for _, guild := range carriers {
		if _, _, err := s.AddSource(ctx, guild, news.Source{URL: "https://" + guild + ".example/feed", Kind: news.KindFeed}); err != nil {
			return nil, err
		}
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	if data, err = os.ReadFile(path); err != nil {
		return nil, err
	}
	return data, os.RemoveAll(dir)
})

func newArchive(t *rapid.T, path string) *archive {
	data, err := blank()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	a := &archive{
		ctx: context.Background(), clock: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
		sources: make(map[string]int64), reports: make(map[string]*report),
		seen: make(map[int64]news.Evidence), documents: make(map[int64]document),
	}
	for range 2 {
		p, err := openProcess(a.ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := p.store.Close(); err != nil {
				t.Error(err)
			}
		})
		a.processes = append(a.processes, p)
	}
	for i, guild := range carriers {
		a.sources[guild] = int64(i + 1)
	}
	if a.outlets, err = a.processes[0].store.OutletIDs(a.ctx, outlets, filing.FoldOutlet); err != nil {
		t.Fatal(err)
	}
	return a
}

// tempPath is a path for a file that goes when the test ends.
func tempPath(t *testing.T) func() string {
	dir, n := t.TempDir(), 0
	return func() string {
		n++
		return filepath.Join(dir, fmt.Sprintf("%d.db", n))
	}
}
