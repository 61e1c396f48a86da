package finding_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/retrieval/lexicon"
	"attache/sentence"
	"attache/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newSplitter loads the sentence model once for all tests.
var newSplitter = sync.OnceValues(sentence.New)

// corpus is a real database with its index, filled through a real Filer.
type corpus struct {
	*finding.Retriever
	store *store.Store
	filer *filing.Filer
}

func newCorpus(t testing.TB) *corpus {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "attache.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	sentences, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	return &corpus{
		Retriever: newRetriever(s), store: s,
		filer: filing.NewFiler(s, sentences, filing.FilerOptions{}),
	}
}

// names loads the lexicon once for all tests.
var names = sync.OnceValue(func() *lexicon.Lexicon {
	l, err := lexicon.Load()
	if err != nil {
		panic(err)
	}
	return l
})

func newRetriever(s *store.Store) *finding.Retriever {
	return finding.New(finding.Options{Index: index.Open(s), Archive: s, Asker: asking.New(names), FoldOutlet: filing.FoldOutlet})
}

// file files articles as coming from a source that a guild subscribes to.
func (c *corpus) file(t testing.TB, guild, source string, articles ...news.Article) {
	t.Helper()
	s, _, err := c.store.AddSource(t.Context(), guild, news.Source{URL: "test:" + source, Kind: news.KindImport})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.filer.File(t.Context(), s.ID, articles); err != nil {
		t.Fatal(err)
	}
}

// share files articles that everybody sees.
func (c *corpus) share(t testing.TB, articles ...news.Article) {
	t.Helper()
	c.file(t, news.SharedGuild, "shared", articles...)
}

func (c *corpus) retrieve(t testing.TB, q news.Question) retrieval.Findings {
	t.Helper()
	f, err := c.Retrieve(t.Context(), retrieval.Request{Question: q, Limit: 20})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// titles are the headlines of what is found, best first, each once.
func (c *corpus) titles(t testing.TB, q news.Question) []string {
	t.Helper()
	var titles []string
	seen := make(map[string]bool)
	for _, f := range c.retrieve(t, q).Found {
		if !seen[f.Article.Title] {
			seen[f.Article.Title] = true
			titles = append(titles, f.Article.Title)
		}
	}
	return titles
}

// asked is what a question asked at some time is tested with.
type asked struct{ text, asOf string }

func (a asked) question(t testing.TB) news.Question {
	t.Helper()
	return news.Question{Text: a.text, AsOf: moment(t, a.asOf)}
}

// isFirst checks that a question finds the report with this headline first.
func (c *corpus) isFirst(t *testing.T, a asked, want string) {
	t.Helper()
	f := c.retrieve(t, a.question(t))
	if len(f.Found) > 0 && f.Found[0].Article.Title == want {
		return
	}
	for _, found := range f.Found {
		t.Logf("%6.2f %q: %s", found.Score, found.Article.Title, found.Signals)
	}
	t.Errorf("%q does not find %q first", a.text, want)
}

// moment reads a day or time; empty is the zero Moment.
func moment(t testing.TB, s string) news.Moment {
	t.Helper()
	var m news.Moment
	if err := m.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return m
}

// article is a short report; what is filed under one title has one address.
func article(t testing.TB, title, outlet, published, text string) news.Article {
	t.Helper()
	return news.Article{
		URL: "https://" + strings.ReplaceAll(strings.ToLower(outlet+"/"+title), " ", "-"), Title: title, Outlet: outlet,
		Published: moment(t, published), Text: text, Seen: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

// long is a text of many passages that speak of a subject.
func long(subject string, paragraphs int) string {
	var parts []string
	for i := range paragraphs {
		parts = append(parts, fmt.Sprintf("On day %d the envoys spoke about the %s in the old harbour town. "+
			"They said that round %d of the meetings had been useful, and that they would come back soon.", i+1, subject, i+1))
	}
	return strings.Join(parts, "\n\n")
}

// background files reports that have nothing to do with the tests' questions,
// so that words weigh what they do in a corpus of some size.
func (c *corpus) background(t testing.TB) {
	t.Helper()
	var articles []news.Article
	for i, text := range []string{
		"The ministry of health opened a clinic for the mountain villages, with four doctors and a bus that brings patients over the pass.",
		"A ferry ran aground near the lighthouse in thick fog; nobody was hurt, and tugs pulled it free at high tide.",
		"Farmers brought in the largest plum harvest for ten years, and the price of jam fell in every market of the valley.",
		"The national orchestra will tour six capitals with a programme of forgotten symphonies and one new work for bells.",
		"Engineers began to drain the old reservoir, whose dam had cracked in hard frost.",
		"The football league was suspended after referees refused to travel on unlit roads in the northern districts.",
		"A court fined the railway for late trains, and ordered that passengers be paid a third of the fare.",
		"Beekeepers warned that mites had reached the islands, and asked for a stop to the trade in queens.",
	} {
		articles = append(articles, article(t, "Home news "+string(rune('A'+i)), "Gazette", fmt.Sprintf("2031-03-%02d", i+1), text))
	}
	c.share(t, articles...)
}
