package index_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/index"
	"attache/ingest"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

// vocabulary is small, so that documents collide.
var vocabulary = strings.Fields("treaty summit border vote minister envoy grain ceasefire sanctions embassy talks fleet")

// guilds are the readers; each subscribes to the source of its own name.
var guilds = []string{"north", "south"}

// archive is a corpus under test: one process that writes, merges and
// searches, and what the test itself knows of it.
type archive struct {
	ctx     context.Context
	store   *store.Store
	index   *index.Index
	merger  *index.Merger
	filer   *ingest.Filer
	sources map[string]int64 // by guild
	clock   time.Time
	// published and carriers are the model: by URL, when it came out and
	// which guilds' sources brought it. Deleted articles leave it.
	published map[string]time.Time
	carriers  map[string]map[string]bool
	// seen keeps the passages' words, which outlive their deletion here.
	seen map[int64]news.Evidence
}

func newArchive(t *rapid.T, dir string, sentences *sentence.Splitter) *archive {
	a := &archive{
		ctx: context.Background(), sources: make(map[string]int64), clock: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
		published: make(map[string]time.Time), carriers: make(map[string]map[string]bool), seen: make(map[int64]news.Evidence),
	}
	var err error
	if a.store, err = store.Open(a.ctx, filepath.Join(dir, "news.db")); err != nil {
		t.Fatal(err)
	}
	a.index = index.Open(a.store)
	a.merger = index.NewMerger(a.index, a.store, slog.New(slog.DiscardHandler))
	a.filer = ingest.NewFiler(a.store, sentences, ingest.FilerOptions{})
	for _, guild := range guilds {
		source, _, err := a.store.AddSource(a.ctx, guild, news.Source{URL: "https://" + guild + ".example/feed", Kind: news.KindFeed})
		if err != nil {
			t.Fatal(err)
		}
		a.sources[guild] = source.ID
	}
	return a
}

// words draws a text of whole sentences. Only its size and a seed are drawn,
// since drawing each word would take most of the test's time.
func words(t *rapid.T, label string, most int) string {
	count := rapid.IntRange(1, most).Draw(t, label)
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	var b strings.Builder
	for range count {
		for i := range 3 + random.IntN(7) {
			word := vocabulary[random.IntN(len(vocabulary))]
			if i == 0 {
				b.WriteString(strings.ToUpper(word[:1]) + word[1:])
				continue
			}
			b.WriteString(" " + word)
		}
		b.WriteString(". ")
	}
	return strings.TrimSpace(b.String())
}

// file files a new article, a revision of one, or the same one again from
// another source.
func (a *archive) file(t *rapid.T) {
	url := fmt.Sprintf("https://wire.example/%d", rapid.IntRange(0, 7).Draw(t, "url"))
	guild := rapid.SampledFrom(guilds).Draw(t, "guild")
	a.clock = a.clock.Add(time.Hour)
	article := news.Article{
		URL: url, Outlet: "Wire", Title: words(t, "title", 1), Text: words(t, "sentences", 60),
		Published: news.At(a.clock), Seen: a.clock,
	}
	if published, known := a.published[url]; known {
		article.Published = news.At(published)
	} else {
		a.published[url], a.carriers[url] = a.clock, make(map[string]bool)
	}
	a.carriers[url][guild] = true
	if _, err := a.filer.File(a.ctx, a.sources[guild], []news.Article{article}); err != nil {
		t.Fatal(err)
	}
}

// carry files what is held of an article once more, from a drawn source.
func (a *archive) carry(t *rapid.T) {
	if len(a.published) == 0 {
		t.Skip("nothing is held")
	}
	url := rapid.SampledFrom(slices.Sorted(maps.Keys(a.published))).Draw(t, "url")
	guild := rapid.SampledFrom(guilds).Draw(t, "guild")
	held, err := a.store.Held(a.ctx, []string{url})
	if err != nil {
		t.Fatal(err)
	}
	newest := held[url].Newest()
	filed, err := a.filer.File(a.ctx, a.sources[guild], []news.Article{{
		URL: url, Outlet: "Wire", Title: newest.Title, Text: newest.Text,
	}})
	if err != nil || filed.Unchanged != 1 {
		t.Fatalf("filing the same words: %+v, %v", filed, err)
	}
	a.carriers[url][guild] = true
}

func (a *archive) remove(t *rapid.T) {
	if len(a.published) == 0 {
		t.Skip("nothing is held")
	}
	url := rapid.SampledFrom(slices.Sorted(maps.Keys(a.published))).Draw(t, "url")
	// What is deleted counts in the statistics until it is merged away, so
	// its words must be known.
	held, err := a.index.Held(a.ctx)
	if err != nil {
		t.Fatal(err)
	}
	a.read(t, held)
	if found, err := a.store.DeleteArticle(a.ctx, url); err != nil || !found {
		t.Fatalf("deleting %s: %v, %v", url, found, err)
	}
	delete(a.published, url)
	delete(a.carriers, url)
}

func (a *archive) merge(t *rapid.T) {
	if err := a.merger.Tidy(a.ctx, rapid.Bool().Draw(t, "all")); err != nil {
		t.Fatal(err)
	}
}

// document is a passage as plain BM25 sees it.
type document struct {
	frequency map[string]float64
	length    float64
}

// read looks at the words of every passage that the index holds, as they
// stand in the archive.
func (a *archive) read(t *rapid.T, held map[int64]bool) map[int64]document {
	evidence, err := a.store.Evidence(a.ctx, slices.Collect(maps.Keys(held)))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		a.seen[e.Passage.ID] = e
	}
	analyser := index.NewAnalyser()
	documents := make(map[int64]document)
	for id := range held {
		e, ok := a.seen[id]
		if !ok {
			t.Fatalf("the index holds passage %d, which the archive never had", id)
		}
		d := document{frequency: make(map[string]float64)}
		add := func(text string, weight, length float64) {
			analyser.Terms(text, func(token index.Token) bool {
				d.frequency[token.Term] += weight
				d.length += length
				return true
			})
		}
		add(e.Article.Title, index.TitleWeight, 1)
		add(e.Passage.Text, 1, 1)
		if e.Passage.Ordinal == 0 {
			add(e.Passage.Sentence(0), index.LeadWeight, 0)
		}
		documents[id] = d
	}
	return documents
}

// bm25 is the score of a document for a question, with how far quantising
// each term's part to a 255th may move it.
func bm25(d document, documents map[int64]document, terms []string) (score, slack float64) {
	n := float64(len(documents))
	for _, term := range terms {
		if d.frequency[term] == 0 {
			continue
		}
		df := 0.0
		for _, other := range documents {
			if other.frequency[term] > 0 {
				df++
			}
		}
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		f := d.frequency[term]
		score += idf * f / (f + index.K1*(1-index.B+index.B*d.length/index.AverageLength))
		slack += idf * 0.5 / 255
	}
	return score, slack
}

// search asks a drawn question as a drawn guild and holds the answer against
// plain BM25 over the archive's texts.
func (a *archive) search(t *rapid.T) {
	guild := rapid.SampledFrom(guilds).Draw(t, "guild")
	asOf := a.clock.Add(-time.Duration(rapid.IntRange(0, 6).Draw(t, "hours ago")) * time.Hour)
	sets, err := a.store.VisibleSets(a.ctx, guild)
	if err != nil {
		t.Fatal(err)
	}
	query := index.Query{Filter: index.Filter{SourceSets: sets, AsOf: asOf}, Limit: 10_000}
	var terms []string
	analyser := index.NewAnalyser()
	for range rapid.IntRange(1, 4).Draw(t, "terms") {
		analyser.Terms(rapid.SampledFrom(vocabulary).Draw(t, "term"), func(token index.Token) bool {
			if !slices.Contains(terms, token.Term) {
				terms = append(terms, token.Term)
				query.Terms = append(query.Terms, index.QueryTerm{Term: token.Term, Weight: 1})
			}
			return true
		})
	}
	boost := func(published int64) float32 { return 1 + float32(published%7)/7 }
	if rapid.Bool().Draw(t, "boost") {
		query.Boost, query.MaxBoost = boost, 2
	} else {
		boost = func(int64) float32 { return 1 }
	}
	result, err := a.index.Search(a.ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	a.compare(t, result, terms, guild, asOf, boost)
}

func (a *archive) compare(t *rapid.T, result index.Result, terms []string, guild string, asOf time.Time, boost func(int64) float32) {
	held, err := a.index.Held(a.ctx)
	if err != nil {
		t.Fatal(err)
	}
	documents := a.read(t, held)
	type exact struct{ score, slack float64 }
	want := make(map[int64]exact)
	for id, deleted := range held {
		e := a.seen[id]
		valid := !e.Passage.ValidFrom.After(asOf) && (e.Passage.ValidTo.IsZero() || e.Passage.ValidTo.After(asOf))
		if deleted || !valid || !a.carriers[e.Article.URL][guild] {
			continue
		}
		if score, slack := bm25(documents[id], documents, terms); score > 0 {
			factor := float64(boost(e.Article.Published.Time.Unix()))
			want[id] = exact{score * factor, slack*factor + 1e-5}
		}
	}
	if len(result.Hits) != len(want) {
		t.Fatalf("found %d passages, want %d", len(result.Hits), len(want))
	}
	for i, hit := range result.Hits {
		w, ok := want[hit.Passage]
		if !ok {
			t.Fatalf("passage %d must not be found", hit.Passage)
		}
		if math.Abs(float64(hit.Score)-w.score) > w.slack {
			t.Fatalf("passage %d scores %f, want %f within %f", hit.Passage, hit.Score, w.score, w.slack)
		}
		if i > 0 {
			before := want[result.Hits[i-1].Passage]
			if w.score-before.score > w.slack+before.slack {
				t.Fatalf("passage %d stands behind %d, which scores less", hit.Passage, result.Hits[i-1].Passage)
			}
		}
		for bit, term := range terms {
			if (hit.Matched&(1<<bit) != 0) != (documents[hit.Passage].frequency[term] > 0) {
				t.Fatalf("passage %d: wrong about %q", hit.Passage, term)
			}
		}
	}
	for id, deleted := range held {
		if _, stands := a.published[a.seen[id].Article.URL]; !stands && !deleted {
			t.Fatalf("passage %d of a deleted article is held as standing", id)
		}
	}
}

// ask reads without end, as another process on the same file would, until
// stop is closed: whatever it finds must be whole and in order.
func ask(path string, stop <-chan struct{}) error {
	ctx := context.Background()
	other, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	x := index.Open(other)
	for {
		select {
		case <-stop:
			return other.Close()
		default:
		}
		sets, err := other.VisibleSets(ctx, guilds[0])
		if err != nil {
			return err
		}
		result, err := x.Search(ctx, index.Query{
			Terms:  []index.QueryTerm{{Term: "treati", Weight: 1}, {Term: "vote", Weight: 1}},
			Filter: index.Filter{SourceSets: sets}, Limit: 50,
		})
		if err != nil {
			return err
		}
		seen := make(map[int64]bool)
		for i, hit := range result.Hits {
			if seen[hit.Passage] || hit.Matched == 0 || i > 0 && hit.Score > result.Hits[i-1].Score {
				return fmt.Errorf("hit %d of %+v is out of order", i, result.Hits)
			}
			seen[hit.Passage] = true
		}
	}
}

// TestSearchIsPlainBM25WhateverHappens is the promise of the package.
func TestSearchIsPlainBM25WhateverHappens(t *testing.T) {
	sentences, err := sentence.New()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "attache-index-")
		if err != nil {
			t.Fatal(err)
		}
		a := newArchive(t, dir, sentences)
		stop := make(chan struct{})
		failed := make(chan error, 1)
		var reading sync.WaitGroup
		reading.Go(func() { failed <- ask(filepath.Join(dir, "news.db"), stop) })
		t.Cleanup(func() {
			close(stop)
			reading.Wait()
			if err := <-failed; err != nil {
				t.Errorf("a reader meanwhile: %v", err)
			}
			if err := a.store.Close(); err != nil {
				t.Error(err)
			}
			if err := os.RemoveAll(dir); err != nil {
				t.Error(err)
			}
		})
		t.Repeat(map[string]func(*rapid.T){
			"file": a.file, "file more": a.file, "carry": a.carry, "remove": a.remove, "merge": a.merge, "search": a.search,
			"": func(*rapid.T) {},
		})
	})
}
