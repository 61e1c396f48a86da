package index_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/index"
)

// TestSearchIsPlainBM25WhateverHappens is the promise of the package.
func TestSearchIsPlainBM25WhateverHappens(t *testing.T) {
	explore(t, "10", "50")
	path := tempPath(t)
	rapid.Check(t, func(t *rapid.T) {
		a := newArchive(t, path())
		a.watch(t)
		t.Repeat(map[string]func(*rapid.T){
			"file": a.fileNew, "file more": a.fileNew, "file many": a.fileMany,
			"revise": a.revise, "revise more": a.revise, "carry": a.carry, "remove": a.remove,
			"merge": a.merge, "merge meanwhile": a.mergeMeanwhile, "search": a.search, "search more": a.search,
			"": func(*rapid.T) { a.witness.nudge() },
		})
		if err := a.processes[0].merger.Tidy(a.ctx, true); err != nil {
			t.Fatal(err)
		}
		for _, p := range a.processes {
			a.ask(t, p, question{guild: carriers[0], terms: []index.QueryTerm{{Term: "summit", Weight: 1}, {Term: "again", Weight: 1}}})
			if _, tails, err := p.index.Segments(a.ctx); err != nil || tails != 0 {
				t.Fatalf("after tidying all, %d tails, %v", tails, err)
			}
		}
		a.witness.close(t)
	})
}

// question is a query in the model's words.
type question struct {
	guild              string
	terms              []index.QueryTerm
	asOf, since, until time.Time
	outlet, hidden     string
	boosted            bool
}

// search asks a drawn question as a drawn guild of a drawn process.
func (a *archive) search(t *rapid.T) {
	q := question{guild: rapid.SampledFrom([]string{"north", "south", "nobody", ""}).Draw(t, "guild")}
	analyser := index.NewAnalyser()
	for range rapid.IntRange(1, 4).Draw(t, "terms") {
		analyser.Terms(rapid.SampledFrom(vocabulary).Draw(t, "term"), func(token index.Token) bool {
			weight := float32(rapid.IntRange(1, 8).Draw(t, "weight")) / 4
			q.terms = append(q.terms, index.QueryTerm{Term: token.Term, Weight: weight, Alternatives: alternatives(t, token.Term)})
			return true
		})
	}
	back := func(label string) time.Time {
		hours := rapid.IntRange(-60, 40).Draw(t, label)
		if hours < 0 {
			return time.Time{}
		}
		return a.clock.Add(-time.Duration(hours) * time.Hour)
	}
	q.asOf, q.since, q.until = back("as of"), back("since"), back("until")
	if rapid.IntRange(0, 3).Draw(t, "of one outlet") == 0 {
		q.outlet = rapid.SampledFrom(outlets).Draw(t, "outlet")
	}
	if rapid.IntRange(0, 3).Draw(t, "hide one") == 0 {
		q.hidden = a.someURL(t)
	}
	q.boosted = rapid.Bool().Draw(t, "boost")
	a.ask(t, a.process(t), q)
}

// alternatives draws words that stand for a term.
func alternatives(t *rapid.T, term string) (drawn []index.Alternative) {
	words := rapid.SliceOfNDistinct(rapid.SampledFrom(vocabulary), 0, 3, rapid.ID).Draw(t, "alternatives")
	index.NewAnalyser().Terms(strings.Join(words, " "), func(token index.Token) bool {
		if token.Term != term {
			share := float32(rapid.IntRange(1, 4).Draw(t, "share")) / 4
			drawn = append(drawn, index.Alternative{Term: token.Term, Weight: share})
		}
		return true
	})
	return drawn
}

func boost(published int64) float32 { return 1.5 + float32(published/86400%7)/14 }

// query puts a question to the index as the archive numbers things.
func (a *archive) query(t *rapid.T, p *process, q question) index.Query {
	sets, err := p.store.VisibleSets(a.ctx, q.guild)
	if err != nil {
		t.Fatal(err)
	}
	query := index.Query{
		Terms: q.terms, Limit: 10_000,
		Filter: index.Filter{SourceSets: sets, AsOf: q.asOf, Since: q.since, Until: q.until},
	}
	if q.outlet != "" {
		query.Filter.Outlets = []int64{a.outlets[q.outlet]}
	}
	if q.hidden != "" {
		held, err := p.store.Held(a.ctx, []string{q.hidden})
		if err != nil {
			t.Fatal(err)
		}
		query.Filter.HiddenArticles = []int64{held[q.hidden].Article}
	}
	if q.boosted {
		query.Boost, query.MaxBoost = boost, 2
	}
	return query
}

// ask holds the index's answer against plain BM25F over the archive's texts.
func (a *archive) ask(t *rapid.T, p *process, q question) {
	query := a.query(t, p, q)
	result, err := p.index.Search(a.ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	deleted := a.read(t, p)
	a.wholeness(t, deleted, q.asOf)
	documents := make(map[int64]document, len(deleted))
	for id := range deleted {
		documents[id] = a.documents[id]
	}
	corpus := count(documents)
	for i, term := range q.terms {
		if want := int(corpus.dfOf(term)); result.DF[i] != want || result.Passages != len(documents) {
			t.Fatalf("%d of %d passages hold %q, want %d of %d", result.DF[i], result.Passages, term.Term, want, len(documents))
		}
	}
	want := make(map[int64]exact)
	for id, gone := range deleted {
		if score, slack := corpus.bm25(documents[id], q.terms); score > 0 && !gone && a.lets(q, id) {
			if q.boosted {
				factor := float64(boost(a.published(id)))
				score, slack = score*factor, slack*factor
			}
			want[id] = exact{score, slack}
		}
	}
	compare(t, result, want, documents, q.terms)
	a.pass(t, p, q, query.Filter, deleted)
	query.Limit = 3
	short, err := p.index.Search(a.ctx, query)
	if err != nil || !slices.Equal(short.Hits, result.Hits[:min(3, len(result.Hits))]) {
		t.Fatalf("the best three are %+v, want the first of %+v (%v)", short.Hits, result.Hits, err)
	}
}

// pass holds what passes a filter against what a question may find.
func (a *archive) pass(t *rapid.T, p *process, q question, f index.Filter, deleted map[int64]bool) {
	passing, err := p.index.Passing(a.ctx, f)
	if err != nil {
		t.Fatal(err)
	}
	defer passing.Close()
	for id, gone := range deleted {
		want := !gone && a.lets(q, id)
		hit, passes := passing.Find(id)
		if passes != want {
			t.Fatalf("passage %d passes: %v, want %v", id, passes, want)
		}
		if passes && (hit.Passage != id || hit.Article != a.seen[id].Article.ID || hit.Published != a.published(id)) {
			t.Fatalf("passage %d passes as %+v", id, hit)
		}
		if _, passes := passing.Find(-id); passes {
			t.Fatal("a passage that nobody holds passes")
		}
	}
}

// lets reports whether a question's filter lets a passage through.
func (a *archive) lets(q question, id int64) bool {
	r := a.reports[a.seen[id].Article.URL]
	published := r.published.Time
	return a.valid(id, q.asOf) && (r.carriers[q.guild] || r.carriers[""]) &&
		(q.since.IsZero() || !published.Before(q.since)) &&
		(q.until.IsZero() || !published.IsZero() && !published.After(q.until)) &&
		(q.outlet == "" || q.outlet == r.outlet) && q.hidden != a.seen[id].Article.URL
}

func (a *archive) published(id int64) int64 {
	if published := a.seen[id].Article.Published; !published.IsZero() {
		return published.Time.Unix()
	}
	return index.Undated
}

// exact is a score before quantising, and how far quantising may move it.
type exact struct{ score, slack float64 }

// compare requires exactly the wanted passages, each with its score, and no
// two swapped whose scores differ by more than quantising explains.
func compare(t *rapid.T, result index.Result, want map[int64]exact, documents map[int64]document, terms []index.QueryTerm) {
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
		for _, before := range result.Hits[:i] {
			if b := want[before.Passage]; w.score-b.score > w.slack+b.slack {
				t.Fatalf("passage %d stands behind %d, which scores less", hit.Passage, before.Passage)
			}
		}
		if i > 0 && (hit.Score > result.Hits[i-1].Score || hit.Score == result.Hits[i-1].Score && hit.Passage <= result.Hits[i-1].Passage) {
			t.Fatalf("hit %d of %+v is out of order", i, result.Hits)
		}
		for bit, term := range terms {
			own, held := documents[hit.Passage].holds(term)
			if (hit.Own&(1<<bit) != 0) != own || (hit.Matched&(1<<bit) != 0) != held {
				t.Fatalf("passage %d: wrong about %q", hit.Passage, term.Term)
			}
		}
	}
}
