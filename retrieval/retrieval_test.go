package retrieval_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"attache/index"
	"attache/ingest"
	"attache/news"
	"attache/retrieval"
	"attache/sentence"
	"attache/store"
)

// archive is a real corpus: two guilds with a source each, and a shared one.
type archive struct {
	t         *testing.T
	store     *store.Store
	filer     *ingest.Filer
	retriever *retrieval.Retriever
	sources   map[string]int64
}

var day = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

func newArchive(t *testing.T) *archive {
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
	sentences, err := sentence.New()
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{
		t: t, store: s, filer: ingest.NewFiler(s, sentences, ingest.FilerOptions{}),
		retriever: retrieval.New(index.Open(s), s, ingest.FoldOutlet), sources: make(map[string]int64),
	}
	for _, guild := range []string{news.SharedGuild, "1", "2"} {
		source, _, err := s.AddSource(t.Context(), guild, news.Source{URL: "https://example/" + guild, Kind: news.KindFeed})
		if err != nil {
			t.Fatal(err)
		}
		a.sources[guild] = source.ID
	}
	return a
}

// file files an article that came from a guild's source, days before day.
func (a *archive) file(guild, url, outlet, title, text string, days int) {
	a.t.Helper()
	published := day.AddDate(0, 0, -days)
	_, err := a.filer.File(a.t.Context(), a.sources[guild], []news.Article{{
		URL: url, Outlet: outlet, Title: title, Text: text, Published: news.At(published), Seen: published,
	}})
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a *archive) retrieve(q news.Question) retrieval.Findings {
	a.t.Helper()
	findings, err := a.retriever.Retrieve(a.t.Context(), retrieval.Request{Question: q, Limit: 10, Context: 3})
	if err != nil {
		a.t.Fatal(err)
	}
	return findings
}

func urls(f retrieval.Findings) (found []string) {
	for _, p := range f.Found {
		if !slices.Contains(found, p.Article.URL) {
			found = append(found, p.Article.URL)
		}
	}
	return found
}

func TestAGuildFindsItsOwnAndTheSharedArticlesOnly(t *testing.T) {
	a := newArchive(t)
	for _, guild := range []string{news.SharedGuild, "1", "2"} {
		a.file(guild, "https://wire.example/"+guild, "Wire", "Merle treaty", "The treaty on the Merle was signed in Halse.", 1)
	}
	for guild, want := range map[string][]string{
		news.SharedGuild: {"https://wire.example/"}, "1": {"https://wire.example/", "https://wire.example/1"},
		"2": {"https://wire.example/", "https://wire.example/2"}, "3": {"https://wire.example/"},
	} {
		f := a.retrieve(news.Question{Text: "Where was the Merle treaty signed?", Guild: guild})
		if got := slices.Sorted(slices.Values(urls(f))); !slices.Equal(got, want) || f.Coverage.Articles != len(want) {
			t.Errorf("guild %q finds %v, covers %d", guild, got, f.Coverage.Articles)
		}
	}
}

func TestBoundsHold(t *testing.T) {
	a := newArchive(t)
	for i, outlet := range []string{"Wire", "Post", "Élan"} {
		a.file("", fmt.Sprintf("https://example/%d", i), outlet, "Merle treaty", "The treaty on the Merle was signed in Halse.", 10*i)
	}
	moment := func(days int) news.Moment { return news.At(day.AddDate(0, 0, -days)) }
	for name, test := range map[string]struct {
		q    news.Question
		want []string
	}{
		"the newest come first":        {news.Question{AsOf: moment(0)}, []string{"https://example/0", "https://example/1", "https://example/2"}},
		"as-of hides what came later":  {news.Question{AsOf: moment(5)}, []string{"https://example/1", "https://example/2"}},
		"since hides what came before": {news.Question{Since: moment(12)}, []string{"https://example/0", "https://example/1"}},
		"until hides what came after":  {news.Question{Until: moment(12)}, []string{"https://example/2"}},
		"outlets are told by fold":     {news.Question{Outlets: []string{"elan"}}, []string{"https://example/2"}},
		"an unknown outlet has none":   {news.Question{Outlets: []string{"Nobody"}}, nil},
		"before all there is none":     {news.Question{AsOf: moment(99)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			test.q.Text = "Where was the Merle treaty signed?"
			f := a.retrieve(test.q)
			if got := urls(f); !slices.Equal(got, test.want) {
				t.Errorf("found %v", got)
			}
			if f.Enough != (test.want != nil) {
				t.Errorf("enough: %v", f.Enough)
			}
		})
	}
}

func TestNoMoreThanTwoPassagesOfAnArticleAndTheirNeighbours(t *testing.T) {
	a := newArchive(t)
	text := ""
	for range 6 {
		for range 22 {
			text += "The treaty on the Merle was signed in Halse. "
		}
		text += "\n\n"
	}
	a.file("", "https://example/long", "Wire", "Merle treaty", text, 0)
	bare, err := a.retriever.Retrieve(t.Context(), retrieval.Request{Question: news.Question{Text: "Merle treaty"}, Limit: 50})
	if err != nil || len(bare.Found) != 2 {
		t.Errorf("%d passages, %v", len(bare.Found), err)
	}
	with := a.retrieve(news.Question{Text: "Merle treaty"})
	seen := make(map[int64]bool)
	for _, p := range with.Found {
		if seen[p.Passage.ID] {
			t.Errorf("passage %d comes twice", p.Passage.ID)
		}
		seen[p.Passage.ID] = true
	}
	if len(with.Found) <= len(bare.Found) {
		t.Errorf("%d passages with their neighbours", len(with.Found))
	}
}

func TestCoverageCountsArticlesOutletsAndDays(t *testing.T) {
	a := newArchive(t)
	a.file("", "https://example/1", "Wire", "Treaty signed", "The treaty on the Merle was signed in Halse.", 0)
	a.file("", "https://example/2", "Post", "Treaty signed", "The treaty on the Merle was signed in Halse.", 3)
	a.file("", "https://example/3", "Post", "Merle treaty in doubt", "The treaty on the Merle may fail.", 9)
	a.file("", "https://example/4", "Post", "Chess cup", "A cup was won.", 1)
	f := a.retrieve(news.Question{Text: "What did Okonjo say about the Merle treaty?", AsOf: news.At(day)})
	c := f.Coverage
	if f.Enough || !slices.Equal(f.Missing, []string{"Okonjo"}) {
		t.Errorf("enough %v, missing %v", f.Enough, f.Missing)
	}
	if c.Articles != 3 || c.Origins != 2 || len(c.Outlets) != 2 || c.From.String() != "2031-02-23" || c.To.String() != "2031-03-04" || len(c.Nearest) != 3 {
		t.Errorf("%+v", c)
	}
}

func TestAnEmptyCorpusAndAnEmptyQuestionFindNothing(t *testing.T) {
	a := newArchive(t)
	for _, text := range []string{"", "treaty", "🎉"} {
		if f := a.retrieve(news.Question{Text: text}); f.Enough || len(f.Found) > 0 || f.Coverage.Articles > 0 {
			t.Errorf("%q: %+v", text, f)
		}
	}
}
