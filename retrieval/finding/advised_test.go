package finding_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/vector"
)

// contrary advises to turn every order round, and counts how often it is
// asked.
type contrary struct{ rewritten, reranked int }

func (a *contrary) Rewrite(_ context.Context, question string, history []news.Turn) (string, error) {
	a.rewritten++
	return question + " " + history[0].Text, nil
}

func (a *contrary) Rerank(_ context.Context, _ string, passages []string) ([]int, error) {
	a.reranked++
	order := make([]int, len(passages))
	for i := range order {
		order[i] = len(passages) - 1 - i
	}
	return order, nil
}

// nearAll finds every passage near that it may, the last filed first.
type nearAll struct{ passages int64 }

func (n nearAll) Nearest(_ context.Context, _ string, allowed func(int64) bool, limit int) (hits []vector.Hit) {
	for p := n.passages; p > 0 && len(hits) < limit; p-- {
		if allowed(p) {
			hits = append(hits, vector.Hit{Passage: p, Similarity: float64(p) / float64(n.passages+1)})
		}
	}
	return hits
}

// with is the corpus asked through a retriever with other parts.
func (c *corpus) with(o finding.Options) *corpus {
	o.Index, o.Archive, o.Asker, o.FoldOutlet = index.Open(c.store), c.store, asking.New(names), filing.FoldOutlet
	return &corpus{Retriever: finding.New(o), store: c.store, filer: c.filer}
}

// passages are the numbers of the passages found, in order.
func passages(f retrieval.Findings) (ids []int64) {
	for _, found := range f.Found {
		ids = append(ids, found.Passage.ID)
	}
	return ids
}

func TestAnAdviserOnlyOrdersWhatWasFound(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t, article(t, "Brandt on tolls", "Gazette", "2031-03-02", "“The tolls are a tax on rain,” Ana Brandt told the Lakeside Post in Halse on Friday."))
	for i, subject := range []string{"locks", "tolls", "barges", "pilots", "fees"} {
		c.share(t, article(t, "On "+subject, "Wire", fmt.Sprintf("2031-03-04T0%d:00:00Z", i), "The envoys spoke about the canal and its "+subject+"."))
	}
	q := asked{"What did the envoys say about the canal?", "2031-03-05"}.question(t)
	plain := c.retrieve(t, q)
	adviser := new(contrary)
	advised := c.with(finding.Options{Adviser: adviser}).retrieve(t, q)
	if adviser.reranked != 1 || adviser.rewritten != 0 {
		t.Fatalf("asked %d times for an order, %d for a question", adviser.reranked, adviser.rewritten)
	}
	want := passages(plain)
	slices.Reverse(want)
	if diff := cmp.Diff(want, passages(advised)); diff != "" {
		t.Error(diff)
	}
	for i := range advised.Found {
		if i > 0 && advised.Found[i].Score > advised.Found[i-1].Score {
			t.Errorf("score %v behind %v", advised.Found[i].Score, advised.Found[i-1].Score)
		}
	}
	t.Run("and is not asked where the first is clear", func(t *testing.T) {
		adviser := new(contrary)
		q := asked{"Who called the tolls “a tax on rain”?", "2031-03-05"}.question(t)
		if got := c.with(finding.Options{Adviser: adviser}).retrieve(t, q); adviser.reranked != 0 || got.Found[0].Article.Title != "Brandt on tolls" {
			t.Errorf("asked %d times: %+v", adviser.reranked, got.Found[0].Article)
		}
	})
	t.Run("nor twice for one question", func(t *testing.T) {
		adviser := new(contrary)
		q := q
		q.History = []news.Turn{{Text: "Who speaks of the canal?"}}
		c.with(finding.Options{Adviser: adviser}).retrieve(t, q)
		if adviser.rewritten+adviser.reranked != 1 {
			t.Errorf("asked %d times for a question, %d for an order", adviser.rewritten, adviser.reranked)
		}
	})
}

func TestAFollowUpIsAboutTheNamesOfTheConversation(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Brandt on tolls", "Wire", "2031-03-04", "Ana Brandt said that tolls are too high."),
		article(t, "Rell on tolls", "Wire", "2031-03-04", "Tomas Rell said that tolls are too low."),
	)
	for name, test := range map[string]struct {
		history []news.Turn
		text    string
		want    string
	}{
		"the last that the reader named":    {[]news.Turn{{Text: "Who is Tomas Rell?"}, {Text: "And who is Ana Brandt?"}}, "What was said on tolls?", "Brandt on tolls"},
		"not those that the bot named":      {[]news.Turn{{Text: "Who is Tomas Rell?"}, {Text: "He knows Ana Brandt.", ByBot: true}}, "What was said on tolls?", "Rell on tolls"},
		"unless the question has its own":   {[]news.Turn{{Text: "Who is Tomas Rell?"}}, "What did Ana Brandt say on tolls?", "Brandt on tolls"},
		"and further up where none is last": {[]news.Turn{{Text: "Who is Tomas Rell?"}, {Text: "what else?"}}, "What was said on tolls?", "Rell on tolls"},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: test.text, History: test.history, AsOf: moment(t, "2031-03-05")})
			if len(f.Found) == 0 || f.Found[0].Article.Title != test.want {
				t.Errorf("found %+v", f.Found)
			}
		})
	}
}

func TestMeaningFindsWhatHasNoWordInCommon(t *testing.T) {
	t.Parallel()
	c := mixed(t).with(finding.Options{Meaning: nearAll{30}})
	q := asked{"zeppelins of the navy", "2031-03-05"}.question(t)
	f := c.retrieve(t, q)
	if len(f.Found) == 0 {
		t.Fatal("nothing is found")
	}
	if f.Enough {
		t.Errorf("what only is near is enough: %.2f", f.Chance)
	}
	for i, found := range f.Found {
		if found.Signals[retrieval.SignalMeaning] <= 0 || i > 0 && found.Score > f.Found[i-1].Score {
			t.Errorf("%d: score %v, signals %s", i, found.Score, found.Signals)
		}
	}
	if f.Coverage.Articles != 0 {
		t.Errorf("coverage counts %d articles", f.Coverage.Articles)
	}
}
