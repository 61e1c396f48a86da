package index_test

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"attache/index"
)

// document is a passage as plain BM25F sees it.
type document struct {
	frequency map[string]float64
	length    float64
}

func newDocument(title, lead, text string) document {
	d := document{frequency: make(map[string]float64)}
	analyser := index.NewAnalyser()
	add := func(text string, weight, length float64) {
		analyser.Terms(text, func(token index.Token) bool {
			d.frequency[token.Term] += weight
			d.length += length
			return true
		})
	}
	add(title, index.TitleWeight, 1)
	add(lead, index.LeadWeight, 0)
	add(text, 1, 1)
	return d
}

// statistics are what BM25F knows of a corpus.
type statistics struct {
	documents float64
	df        map[string]float64
}

func count(documents map[int64]document) statistics {
	s := statistics{documents: float64(len(documents)), df: make(map[string]float64)}
	for _, d := range documents {
		for term := range d.frequency {
			s.df[term]++
		}
	}
	return s
}

// dfOf counts the passages for a term: those of its words summed up, as far
// as there are that many.
func (s statistics) dfOf(term index.QueryTerm) float64 {
	sum := s.df[term.Term]
	for _, other := range term.Alternatives {
		sum += s.df[other.Term]
	}
	return min(sum, s.documents)
}

// bm25 is the score of a document for weighted terms, and how far it may be
// off when each word's part is rounded to a 255th, and never to none.
func (s statistics) bm25(d document, terms []index.QueryTerm) (score, slack float64) {
	for _, term := range terms {
		best, off := d.part(term.Term, 1)
		for _, other := range term.Alternatives {
			part, wrong := d.part(other.Term, float64(other.Weight))
			best, off = max(best, part), max(off, wrong)
		}
		df := s.dfOf(term)
		idf := float64(term.Weight) * math.Log(1+(s.documents-df+0.5)/(df+0.5))
		score += idf * best
		slack += idf * off
	}
	return score, slack + 1e-5*score // float32
}

// part is what a word of a document counts before its idf, and how far it
// may be off.
func (d document) part(word string, share float64) (part, off float64) {
	f := d.frequency[word]
	if f == 0 {
		return 0, 0
	}
	part = f / (f + index.K1*(1-index.B+index.B*d.length/index.AverageLength))
	return share * part, share * max(0.5/255, 1.0/255-part)
}

// holds reports whether a document holds a term itself, and whether it holds
// the term or what stands for it.
func (d document) holds(term index.QueryTerm) (own, any bool) {
	own = d.frequency[term.Term] > 0
	any = own || slices.ContainsFunc(term.Alternatives, func(a index.Alternative) bool { return d.frequency[a.Term] > 0 })
	return own, any
}

// read looks at every passage that the index holds, as it stands in the
// archive now, and gives which of them are deleted.
func (a *archive) read(t *rapid.T, p *process) (deleted map[int64]bool) {
	deleted, err := p.index.Held(a.ctx)
	if err != nil {
		t.Fatal(err)
	}
	evidence, err := p.store.Evidence(a.ctx, slices.Collect(maps.Keys(deleted)))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		if old, known := a.seen[e.Passage.ID]; known && old.Passage.Text != e.Passage.Text {
			t.Fatalf("passage %d is another passage now", e.Passage.ID)
		} else if !known {
			lead := ""
			if e.Passage.Ordinal == 0 {
				lead = e.Passage.Sentence(0)
			}
			a.documents[e.Passage.ID] = newDocument(e.Article.Title, lead, e.Passage.Text)
		}
		a.seen[e.Passage.ID] = e
	}
	for id := range deleted {
		if _, known := a.seen[id]; !known {
			t.Fatalf("the index holds passage %d, which the archive never had", id)
		}
	}
	return deleted
}

// valid reports whether a passage counts as known at a time (zero: now).
func (a *archive) valid(id int64, asOf time.Time) bool {
	p := a.seen[id].Passage
	if asOf.IsZero() {
		return p.ValidTo.IsZero()
	}
	return !p.ValidFrom.After(asOf) && (p.ValidTo.IsZero() || p.ValidTo.After(asOf))
}

// wholeness checks that the passages known at a time hold exactly the words
// of the versions known then, under their titles.
func (a *archive) wholeness(t *rapid.T, deleted map[int64]bool, asOf time.Time) {
	held := make(map[string][]string)
	for id, gone := range deleted {
		e := a.seen[id]
		r, standing := a.reports[e.Article.URL]
		if standing == gone {
			t.Fatalf("passage %d of %s: held as deleted %v, article stands %v", id, e.Article.URL, gone, standing)
		}
		if !standing || !a.valid(id, asOf) {
			continue
		}
		if want := r.at(asOf); e.Article.Title != want.title {
			t.Fatalf("passage %d stands under %q, want %q", id, e.Article.Title, want.title)
		}
		held[e.Article.URL] = append(held[e.Article.URL], strings.Fields(e.Passage.Text)...)
	}
	for url, r := range a.reports {
		want := strings.Fields(r.at(asOf).text)
		slices.Sort(want)
		slices.Sort(held[url])
		if !slices.Equal(want, held[url]) {
			t.Fatalf("as of %v the passages of %s hold %q, want %q", asOf, url, held[url], want)
		}
	}
}

// at is the version that was known at a time (zero: now).
func (r *report) at(asOf time.Time) (found version) {
	for _, v := range r.versions {
		if asOf.IsZero() || !v.knownFrom.After(asOf) {
			found = v
		}
	}
	return found
}
