package finding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/news"
	"attache/retrieval"
)

// canalNews files what a reader of some days may have seen of one story, with
// other news beside it.
func canalNews(t *testing.T) *corpus {
	t.Helper()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Canal treaty signed", "Wire", "2031-03-04", "Mira Holt and Jon Tallis signed the canal treaty in Halse on Tuesday. "+
			"The treaty lets 30 barges a day pass the locks at Merle."),
		article(t, "Canal treaty goes to parliament", "Post", "2031-03-05", "The canal treaty needs the consent of parliament, which votes on 14 May. "+
			"Mira Holt said that the treaty was “the best that could be had”."),
		article(t, "Harbour dispute", "Wire", "2031-03-05", "Ardland and Belmark spoke about the harbour dispute for a day, and parted without a word."),
		article(t, "Wheat is dear", "Gazette", "2031-03-02", "Bakers say that wheat has become dear since the drought in the south."),
	)
	return c
}

func TestWhetherTheFindingsAreEnough(t *testing.T) {
	t.Parallel()
	c := canalNews(t)
	for name, test := range map[string]struct {
		question string
		enough   bool
		missing  []string
	}{
		"when a passage holds what is asked about":   {"Who signed the canal treaty?", true, nil},
		"whatever form the words have":               {"Who was signing canal treaties?", true, nil},
		"although words that only ask are not there": {"What did Mira Holt say about the canal treaty?", true, nil},
		"when a number is asked for and stated":      {"How many barges a day does the treaty let pass the locks?", true, nil},
		"not when a name is missing":                 {"Did Lena Brandt sign the canal treaty?", false, []string{"Lena Brandt"}},
		"not when the passages hold little of it":    {"Why did the price of wheat rise after the harbour closed?", false, nil},
		"not when nothing is near":                   {"How high is the moon?", false, nil},
		"not when only the subject is near":          {"Which pension fund bought shares of the canal company?", false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: test.question, AsOf: moment(t, "2031-03-06")})
			if f.Enough != test.enough {
				t.Errorf("enough: %v, with a chance of %.2f", f.Enough, f.Chance)
			}
			if !slices.Equal(f.Missing, test.missing) {
				t.Errorf("missing %q, want %q", f.Missing, test.missing)
			}
			if !f.Enough && len(f.Reasons) == 0 {
				t.Error("no reason is given")
			}
		})
	}
}

func TestReasonsSayWhatSpeaksAgainstAnAnswer(t *testing.T) {
	t.Parallel()
	c := canalNews(t)
	for question, want := range map[string]string{
		"Did Lena Brandt sign the canal treaty?":                      `nothing found names "Lena Brandt"`,
		"Why did the price of wheat rise after the harbour closed?":   "no passage holds more than",
		"Which pension fund bought shares of the canal company?":      "stands nowhere near it",
		"How many envoys spoke about the harbour dispute in Ardland?": "no sentence near the question states a number",
		"What was said of the harbour dispute in June 2030?":          "not of the time asked for",
	} {
		t.Run(question, func(t *testing.T) {
			reasons := c.retrieve(t, news.Question{Text: question, AsOf: moment(t, "2031-03-06")}).Reasons
			if !slices.ContainsFunc(reasons, func(reason string) bool { return strings.Contains(reason, want) }) {
				t.Errorf("%q is not in %q", want, reasons)
			}
		})
	}
	t.Run("the latest of what is long past", func(t *testing.T) {
		reasons := c.retrieve(t, news.Question{Text: "What is the latest on the harbour dispute?", AsOf: moment(t, "2032-06-01")}).Reasons
		if !slices.Contains(reasons, "the nearest passage is not recent") {
			t.Errorf("reasons %q", reasons)
		}
	})
	t.Run("none where all is there", func(t *testing.T) {
		f := c.retrieve(t, news.Question{Text: "Who signed the canal treaty?", AsOf: moment(t, "2031-03-06")})
		if !f.Enough || len(f.Reasons) > 0 {
			t.Errorf("enough: %v, reasons %q", f.Enough, f.Reasons)
		}
	})
}

func TestContextBringsTheNeighbours(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	text := long("harbour", 12) + "\n\nThe zeppelin landed on a meadow near Halse on Monday, with forty passengers.\n\n" + long("harbour", 12)
	c.share(t,
		article(t, "Zeppelin lands near Halse", "Wire", "2031-03-01", text),
		article(t, "Zeppelins are back", "Post", "2031-02-20", "A zeppelin was built in the old hangar by 40 carpenters and a clockmaker."),
	)
	retrieve := func(question string, context int) retrieval.Findings {
		f, err := c.Retrieve(t.Context(), retrieval.Request{
			Question: news.Question{Text: question, AsOf: moment(t, "2031-03-02")}, Limit: 10, Context: context,
		})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	const question = "Where did the zeppelin with the forty passengers land?"
	alone, with := retrieve(question, 0), retrieve(question, 3)
	if !alone.Enough {
		t.Fatalf("the findings are not enough: %.2f, %q", alone.Chance, alone.Reasons)
	}
	best := alone.Found[0]
	if !strings.Contains(best.Passage.Text, "zeppelin landed") {
		t.Fatalf("the best is %q", best.Passage.Text)
	}
	t.Run("behind all others", func(t *testing.T) {
		if diff := cmp.Diff(alone.Found, with.Found[:len(alone.Found)]); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("of the best passages, each once", func(t *testing.T) {
		held := make(map[int]bool)
		for _, f := range with.Found {
			if f.Article.ID == best.Article.ID {
				if held[f.Passage.Ordinal] {
					t.Errorf("passage %d twice", f.Passage.Ordinal)
				}
				held[f.Passage.Ordinal] = true
			}
		}
		if !held[best.Passage.Ordinal-1] || !held[best.Passage.Ordinal+1] {
			t.Errorf("beside passage %d are %v", best.Passage.Ordinal, held)
		}
	})
	t.Run("with a lower score than the best", func(t *testing.T) {
		for _, f := range with.Found[len(alone.Found):] {
			if f.Score >= best.Score {
				t.Errorf("passage %d scores %v", f.Passage.Ordinal, f.Score)
			}
		}
	})
	t.Run("but not of what cannot answer", func(t *testing.T) {
		const question = "Did Lena Orr buy the zeppelin?"
		if diff := cmp.Diff(retrieve(question, 0), retrieve(question, 3)); diff != "" {
			t.Error(diff)
		}
	})
}
