package filing_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/sentence"
	"attache/store"
)

// newSplitter loads the sentence model once for all tests.
var newSplitter = sync.OnceValues(sentence.New)

// now is the clock of every Filer here.
var now = time.Date(2031, 5, 20, 12, 0, 0, 0, time.UTC)

// archive is a real database with a Filer on it.
type archive struct {
	*filing.Filer
	store  *store.Store
	path   string
	source int64
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	a := &archive{path: filepath.Join(t.TempDir(), "attache.db")}
	a.store = openStore(t, a.path)
	a.Filer = newFiler(t, a.store)
	a.source = a.addSource(t, news.SharedGuild, "test:shared")
	return a
}

func openStore(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
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

func newFiler(t *testing.T, s *store.Store) *filing.Filer {
	t.Helper()
	sentences, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	return filing.NewFiler(s, sentences, filing.FilerOptions{Now: func() time.Time { return now }})
}

func (a *archive) addSource(t *testing.T, guild, url string) int64 {
	t.Helper()
	source, _, err := a.store.AddSource(t.Context(), guild, news.Source{URL: url, Kind: news.KindImport, Title: url})
	if err != nil {
		t.Fatal(err)
	}
	return source.ID
}

// file files articles and checks the counts.
func (a *archive) file(t *testing.T, want news.Filed, articles ...news.Article) {
	t.Helper()
	got, err := a.File(t.Context(), a.source, articles)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Fatalf("filed %+v, want %+v", got, want)
	}
}

// held reads what is stored under an address.
func (a *archive) held(t *testing.T, url string) news.Held {
	t.Helper()
	all, err := a.store.Held(t.Context(), []string{url})
	if err != nil {
		t.Fatal(err)
	}
	return all[url]
}

// live reads the passages that stand.
func (a *archive) live(t *testing.T, url string) []news.Passage {
	t.Helper()
	passages, err := a.store.LivePassages(t.Context(), a.held(t, url).Article)
	if err != nil {
		t.Fatal(err)
	}
	return passages
}

// rows counts the rows of the tables that filing writes.
func (a *archive) rows(t *testing.T) map[string]int {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+a.path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	counts := make(map[string]int)
	for _, table := range []string{"articles", "revisions", "passages", "outlets", "source_sets", "segments", "amendments"} {
		var n int
		if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[table] = n
	}
	return counts
}

// find gives the passages that a question finds, best first.
func (a *archive) find(t *testing.T, q news.Question) []news.Evidence {
	t.Helper()
	r := finding.New(finding.Options{
		Index: index.Open(a.store), Archive: a.store, Asker: asking.New(nil), FoldOutlet: filing.FoldOutlet,
	})
	findings, err := r.Retrieve(t.Context(), retrieval.Request{Question: q, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	var evidence []news.Evidence
	for _, f := range findings.Found {
		evidence = append(evidence, f.Evidence)
	}
	return evidence
}

// paragraphs are about 30 words each, on a subject.
func paragraphs(subject string, n int) string {
	var parts []string
	for i := range n {
		parts = append(parts, fmt.Sprintf("On day %d the envoys spoke about the %s in the old harbour town. "+
			"They said that round %d of the talks had been useful, and that they would meet again soon.", i+1, subject, i+1))
	}
	return strings.Join(parts, "\n\n")
}

func article(url, title, text string) news.Article {
	published, _ := news.ParseMoment("2031-05-02")
	return news.Article{URL: url, Title: title, Outlet: "The Lakeside Post", Published: published, Text: text}
}

const address = "https://lakeside.example/canal"
