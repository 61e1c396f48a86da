package finding_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"attache/news"
	"attache/retrieval"
	"attache/retrieval/finding"
	"attache/vector"
)

// silent is a model that fails: it gives back what it was given.
type silent struct{}

func (silent) Rewrite(_ context.Context, question string, _ []news.Turn) (string, error) {
	return question, nil
}

func (silent) Rerank(_ context.Context, _ string, passages []string) ([]int, error) {
	order := make([]int, len(passages))
	for i := range order {
		order[i] = i
	}
	return order, nil
}

// forgetful is a model whose rewriting loses when something was asked.
type forgetful struct{ silent }

func (forgetful) Rewrite(context.Context, string, []news.Turn) (string, error) {
	return "What is the toll on the canal?", nil
}

// counter counts how often it is asked for meaning.
type counter struct{ asked int }

func (c *counter) Nearest(context.Context, string, func(int64) bool, int) []vector.Hit {
	c.asked++
	return nil
}

func (c *corpus) shareTolls(t *testing.T) {
	t.Helper()
	c.background(t)
	for i, day := range []string{"2031-03-01", "2031-03-05", "2031-03-06", "2031-03-09"} {
		c.share(t, article(t, fmt.Sprint("Toll report ", i), "Wire", day,
			fmt.Sprintf("The toll on the canal was set at %d crowns by minister Lena Orr, who left the council.", 10+i)))
	}
}

func TestAModelThatFailsIsNoWorseThanNoneForAFollowUp(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Rell on tolls", "Wire", "2031-03-05", "Tomas Rell said that tolls are too low."),
		article(t, "Brandt on tolls", "Wire", "2031-02-20", "Ana Brandt said that tolls are too high."))
	q := news.Question{Text: "What was said on tolls?", History: []news.Turn{{Text: "Who is Ana Brandt?"}}, AsOf: moment(t, "2031-03-05")}
	for name, c := range map[string]*corpus{"without": c, "with a failing model": c.with(finding.Options{Adviser: silent{}})} {
		if got := c.retrieve(t, q).Found[0].Article.Title; got != "Brandt on tolls" {
			t.Errorf("%s: %q first", name, got)
		}
	}
}

func TestARewritingKeepsTheAsOfOfTheQuestion(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.shareTolls(t)
	q := asked{"What was it as of yesterday?", "2031-03-09"}.question(t)
	q.History = []news.Turn{{Text: "What is the toll on the canal?"}}
	for _, f := range c.with(finding.Options{Adviser: forgetful{}}).retrieve(t, q).Found {
		if f.Article.Title == "Toll report 3" {
			t.Errorf("the report of 9 March is found as of the 8th")
		}
	}
}

func TestAQuestionOfManyPartsIsEmbeddedOnce(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.shareTolls(t)
	var n counter
	c.with(finding.Options{Meaning: &n}).retrieve(t, asked{"What was the toll? Who is the minister? When did the minister leave the council?", "2031-03-12"}.question(t))
	if n.asked != 1 {
		t.Errorf("asked %d times", n.asked)
	}
}

func TestAnArticleOfAnotherCenturyIsOldAndNothingElse(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Brandt on tolls", "Wire", "2031-03-04", "Ana Brandt said in March that the canal tolls are too high."),
		article(t, "An old paper", "Wire", "1601-01-01", "A canal was dug by monks."))
	for _, text := range []string{"What did Ana Brandt say on canal tolls?", "What did Ana Brandt say on canal tolls on 4 March 2031?"} {
		for _, f := range c.retrieve(t, asked{text, "2031-03-20"}.question(t)).Found {
			old := f.Article.Title == "An old paper"
			if math.IsNaN(f.Score) || math.IsInf(f.Score, 0) || old && f.Signals[retrieval.SignalFresh] > 0 {
				t.Errorf("%q: %q scores %v: %s", text, f.Article.Title, f.Score, f.Signals)
			}
		}
	}
}
