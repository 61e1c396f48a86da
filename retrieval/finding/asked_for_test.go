package finding_test

import (
	"fmt"
	"testing"

	"attache/news"
	"attache/retrieval"
	"attache/retrieval/finding"
)

func TestANameIsNotMissingWhereItsOtherNamesStand(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "London makes an offer", "Wire", "2031-03-04", "The British government offered on Monday to host the next round of the fisheries talks."),
		article(t, "A treaty on grain", "Wire", "2031-03-02", "A treaty on grain was signed in Kyiv after a night of talks."),
	)
	for _, question := range []string{"What did Downing Street offer on the fisheries talks?", "Which treaty was signed in Ukraine?"} {
		if f := c.retrieve(t, asked{question, "2031-03-05"}.question(t)); len(f.Missing) > 0 {
			t.Errorf("%q: %q are missing", question, f.Missing)
		}
	}
}

func TestTimesAndOutletsAreNoMissingNames(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Canal treaty signed", "Wire", "2031-03-04", "Mira Holt of Vastria signed the canal treaty in Halse on Tuesday. The text goes to parliament."),
		article(t, "Canal tolls are to be shared", "Post", "2031-03-05", "The canal treaty shares the tolls in halves, said Mira Holt, who signed it for Vastria."),
	)
	for name, question := range map[string]string{
		"a month":                 "Who signed the canal treaty in March?",
		"a day":                   "Who signed the canal treaty on 4 March 2031?",
		"an outlet":               "Who signed the canal treaty, according to the Wire?",
		"one that is asked about": "Did the Post report that Mira Holt signed the canal treaty?",
	} {
		t.Run(name, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: question, AsOf: moment(t, "2031-03-06")})
			if len(f.Missing) > 0 || !f.Enough {
				t.Errorf("missing %q, enough %v (%.2f): %q", f.Missing, f.Enough, f.Chance, f.Reasons)
			}
		})
	}
}

func TestAsOfInTheQuestionHidesTheNextDaysReports(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Tolls in talks", "Wire", "2031-03-02", "The toll on the canal is four crowns, the envoys said."),
		article(t, "Tolls a day later", "Gazette", "2031-03-06", "The toll on the canal is nine crowns for barges."),
	)
	if got := c.titles(t, asked{"What was the toll on the canal as of 5 March 2031?", "2031-03-10"}.question(t)); len(got) != 1 || got[0] != "Tolls in talks" {
		t.Errorf("got %q", got)
	}
}

func TestAsOfHoldsForAllPartsOfAQuestion(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Tolls in talks", "Wire", "2031-03-02", "The toll on the canal is four crowns, the envoys said."),
		article(t, "Tolls later", "Gazette", "2031-03-08", "The toll on the canal is nine crowns for barges, and the locks are shut."),
	)
	for _, f := range c.retrieve(t, asked{"As of 5 March 2031, what was the toll on the canal? Which locks are shut?", "2031-03-10"}.question(t)).Found {
		if f.Article.Title == "Tolls later" {
			t.Errorf("%q is found", f.Article.Title)
		}
	}
}

func TestTheNewestIsNoMoreThanNewest(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "First talks", "Wire", "2031-03-01", "The envoys spoke about the canal dispute and the tolls at Merle."),
		article(t, "Second talks", "Wire", "2031-03-04", "The envoys spoke about the canal dispute and the locks at Merle."),
		article(t, "Swimming", "Post", "2031-03-08", "A boy swam the canal."),
	)
	for _, f := range c.retrieve(t, asked{"What is the latest of the envoys on the canal dispute at Merle?", "2031-03-09"}.question(t)).Found {
		if v := f.Signals[retrieval.SignalNewest]; v > 1 {
			t.Errorf("newest is %.2f for %q", v, f.Article.Title)
		}
	}
}

func TestAnAdviserLosesNothing(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	for i := range 40 {
		c.share(t, article(t, fmt.Sprint("Talks ", i), "Wire", "2031-03-04", "The envoys spoke about the canal."))
	}
	request := retrieval.Request{Question: news.Question{Text: "envoys canal"}, Limit: 50}
	plain, err := c.Retrieve(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	advised, err := c.with(finding.Options{Adviser: new(contrary)}).Retrieve(t.Context(), request)
	if err != nil || len(advised.Found) != len(plain.Found) {
		t.Errorf("%d passages with an adviser, %d without: %v", len(advised.Found), len(plain.Found), err)
	}
}

func TestAsManyAreFoundAsAreAskedForAndHeld(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	for i := range 80 {
		c.share(t, article(t, fmt.Sprint("Talks ", i), "Wire", "2031-03-04", fmt.Sprintf("Envoy %d spoke about the canal for %d hours in room %d.", i, i*7, i*13)))
	}
	f, err := c.Retrieve(t.Context(), retrieval.Request{Question: news.Question{Text: "What of the canal?"}, Limit: 70})
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[int64]bool)
	for i, found := range f.Found {
		if seen[found.Passage.ID] || i > 0 && found.Score > f.Found[i-1].Score {
			t.Errorf("passage %d at place %d again, or out of order", found.Passage.ID, i)
		}
		seen[found.Passage.ID] = true
	}
	if len(seen) != 70 {
		t.Errorf("%d passages", len(seen))
	}
}
