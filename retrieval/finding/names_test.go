package finding_test

import (
	"slices"
	"strings"
	"testing"

	"attache/news"
	"attache/retrieval"
)

func TestNamesAreFoundByTheirOtherNames(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "London makes an offer", "Wire", "2031-03-04", "The British government offered on Monday to host the next round of the fisheries talks."),
		article(t, "Oland makes an offer", "Post", "2031-03-04", "The government of Oland offered on Monday to host the next round of the fisheries talks."),
		article(t, "A treaty on grain", "Wire", "2031-03-02", "A treaty on grain was signed in Kyiv after a night of talks."),
		article(t, "A treaty on wool", "Post", "2031-03-02", "A treaty on wool was signed in Halse after a night of talks."),
		article(t, "An evening at the opera", "Wire", "2031-03-03", "President Volodymyr Zelensky received the delegation at the opera."),
		article(t, "An evening at the races", "Post", "2031-03-03", "President Tomas Rell received the delegation at the races."),
	)
	for name, test := range map[string]struct{ question, name, want string }{
		"a country for its people":         {"What did Britain offer on the fisheries talks?", "Britain", "London makes an offer"},
		"an older spelling of a city":      {"Which treaty was signed in Kiev?", "Kiev", "A treaty on grain"},
		"another romanisation of a person": {"Where did President Zelenskiy receive the delegation?", "Zelenskiy", "An evening at the opera"},
		"a name without its own script":    {"Where did Зеленський receive the delegation?", "Зеленський", "An evening at the opera"},
	} {
		t.Run(name, func(t *testing.T) {
			c.isFirst(t, asked{test.question, "2031-03-05"}, test.want)
			f := c.retrieve(t, news.Question{Text: test.question, AsOf: moment(t, "2031-03-05")})
			if len(f.Missing) > 0 {
				t.Errorf("%q are missing", f.Missing)
			}
			if terms := termsOf(f.Asked, test.name); terms == 0 || f.Found[0].Matched&terms != terms {
				t.Errorf("%q is not seen in %q", test.name, f.Found[0].Passage.Text)
			}
		})
	}
	t.Run("a street for its government, if only to be found", func(t *testing.T) {
		c.isFirst(t, asked{"What did Downing Street offer on the fisheries talks?", "2031-03-05"}, "London makes an offer")
	})
	t.Run("a country for its capital, if only to be found", func(t *testing.T) {
		c.isFirst(t, asked{"Which treaty was signed in Ukraine?", "2031-03-05"}, "A treaty on grain")
	})
	t.Run("but its own words count more than what they may mean", func(t *testing.T) {
		c := newCorpus(t)
		c.background(t)
		c.share(t,
			article(t, "In the capital", "Wire", "2031-03-04", "Kyiv asked for a longer pause in the grain talks."),
			article(t, "In the country", "Post", "2031-03-04", "Ukraine asked for a longer pause in the grain talks."),
		)
		c.isFirst(t, asked{"Did Kyiv ask for a pause in the grain talks?", "2031-03-05"}, "In the capital")
		c.isFirst(t, asked{"Did Ukraine ask for a pause in the grain talks?", "2031-03-05"}, "In the country")
	})
}

// termsOf are the question's terms that are words of a name.
func termsOf(a retrieval.Asked, name string) (terms uint64) {
	for i, t := range a.Terms {
		if slices.Contains(strings.Fields(name), t.Word) {
			terms |= 1 << i
		}
	}
	return terms
}

func TestNamesThatNobodyHoldsAreNamedInTheRefusal(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Canal treaty signed", "Wire", "2031-03-04", "Mira Holt of Vastria signed the canal treaty in Halse on Tuesday. The text goes to parliament."),
		article(t, "Canal tolls are to be shared", "Post", "2031-03-05", "The canal treaty shares the tolls in halves, said Mira Holt, who signed it for Vastria."),
	)
	for name, test := range map[string]struct {
		question string
		missing  []string
	}{
		"a person":                      {"Did Lena Brandt sign the canal treaty?", []string{"Lena Brandt"}},
		"a person beside one who is":    {"Did Mira Holt or Lena Brandt sign the canal treaty?", []string{"Lena Brandt"}},
		"a country":                     {"Did Oland sign the canal treaty?", []string{"Oland"}},
		"a country that has many names": {"Did Ukraine sign the canal treaty?", []string{"Ukraine"}},
		"two of them":                   {"Did Lena Brandt or Jon Tallis sign the canal treaty?", []string{"Lena Brandt", "Jon Tallis"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: test.question, AsOf: moment(t, "2031-03-06")})
			if f.Enough || !slices.Equal(f.Missing, test.missing) {
				t.Errorf("enough: %v, missing %q", f.Enough, f.Missing)
			}
			for _, missing := range test.missing {
				if !slices.ContainsFunc(f.Reasons, func(reason string) bool { return strings.Contains(reason, missing) }) {
					t.Errorf("%q is in none of the reasons %q", missing, f.Reasons)
				}
			}
		})
	}
	for name, question := range map[string]string{
		"but an outlet that is asked for is no name that a report must have": "Who signed the canal treaty, according to the Wire?",
		"nor is a month":                       "Who signed the canal treaty in March?",
		"nor is one whose report is asked for": "Did the Post report that Mira Holt signed the canal treaty?",
	} {
		t.Run(name, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: question, AsOf: moment(t, "2031-03-06")})
			if len(f.Missing) > 0 || !f.Enough {
				t.Errorf("missing %q, enough %v (%.2f): %q", f.Missing, f.Enough, f.Chance, f.Reasons)
			}
		})
	}
}
