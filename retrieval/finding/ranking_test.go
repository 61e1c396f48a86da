package finding_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
	"attache/retrieval"
)

func TestWhatThePassageSaysDecides(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Rain 1", "Post", "2031-03-03", "Tomas Rell called the levy “a tax on rain” before the farmers of the valley."),
		article(t, "Rain 2", "Post", "2031-03-03", "The farmers called it rain on a tax, and the levy of the valley a burden."),
		article(t, "Locks 1", "Lakeside Post", "2031-03-02", "The repair of the locks will cost 40 million crowns, engineers estimate."),
		article(t, "Locks 2", "Northern Wire", "2031-03-02", "The repair of the locks will cost 70 million crowns, engineers estimate."),
		article(t, "Dredging 1", "Wire", "2031-03-01", "The dredging of the strait displeased Ana Brandt, the envoy of Vastria, for some time before she left."),
		article(t, "Dredging 2", "Wire", "2031-03-01", "“We will go to court over the dredging of the strait,” Ana Brandt, the envoy of Vastria, said on Friday."),
		article(t, "Whales counted", "Post", "2031-03-02", "The count of whales took the biologists a month on three boats."),
		article(t, "Boats leave", "Post", "2031-03-02", "The biologists took three boats out for a month; whales were the aim."),
	)
	for name, test := range map[string]struct{ question, first, second string }{
		"a quoted phrase as it is quoted":                  {"Who called the levy \"a tax on rain\"?", "Rain 1", "Rain 2"},
		"a phrase in other marks":                          {"Who spoke of “a tax on rain”?", "Rain 1", "Rain 2"},
		"the outlet that is asked for":                     {"According to the Lakeside Post, how much will the repair of the locks cost?", "Locks 1", "Locks 2"},
		"the other outlet":                                 {"How much will the repair of the locks cost, according to the Northern Wire?", "Locks 2", "Locks 1"},
		"an outlet by its initials":                        {"According to the LP, how much will the repair of the locks cost?", "Locks 1", "Locks 2"},
		"an outlet by what it reported":                    {"What cost did the Northern Wire report for the repair of the locks?", "Locks 2", "Locks 1"},
		"the words of whom they are asked of":              {"What did Ana Brandt say about the dredging of the strait?", "Dredging 2", "Dredging 1"},
		"the same by the last name":                        {"What did Brandt say about the dredging of the strait?", "Dredging 2", "Dredging 1"},
		"what the headline says before what only the text": {"Which whales were counted by biologists on boats?", "Whales counted", "Boats leave"},
	} {
		t.Run(name, func(t *testing.T) {
			c.isFirst(t, asked{test.question, "2031-03-05"}, test.first)
			if got := c.titles(t, asked{test.question, "2031-03-05"}.question(t)); !slices.Contains(got, test.second) {
				t.Errorf("%q is not found beside it: %q", test.second, got)
			}
		})
	}
	t.Run("no phrase is taken for one whose words stand apart", func(t *testing.T) {
		for _, f := range c.retrieve(t, asked{"Who called the levy \"a tax on rain\"?", "2031-03-05"}.question(t)).Found {
			if holds := strings.Contains(f.Passage.Text, "a tax on rain"); (f.Signals[retrieval.SignalPhrase] == 1) != holds {
				t.Errorf("phrase %v in %q", f.Signals[retrieval.SignalPhrase], f.Passage.Text)
			}
		}
	})
}

// mixed is a corpus of long and short, old and new, dated and undated
// reports, some of them reprints.
func mixed(t testing.TB) *corpus {
	t.Helper()
	c := newCorpus(t)
	c.background(t)
	text := "The envoys spoke about the canal."
	c.share(t,
		article(t, "Old talks", "Wire", "2030-01-01", text), article(t, "Fresh talks", "Wire", "2031-03-04", text),
		article(t, "Undated talks", "Post", "", text+" A harbour was named."),
		article(t, "A long story", "Post", "2031-03-01", long("canal", 40)), article(t, "Another long story", "Gazette", "2031-02-01", long("harbour", 30)),
		article(t, "Brandt on tolls", "Gazette", "2031-03-02", "“The tolls are a tax on rain,” Ana Brandt told the Lakeside Post in Kyiv on Friday. Thirty barges wait."),
		article(t, "Treaty signed", "Wire", "2031-03-03", treaty), article(t, "Treaty reprinted", "Post", "2031-03-04", treaty+" More is expected."),
	)
	return c
}

// treaty is a report that is long enough to be known when it is reprinted.
const treaty = "HALSE (EWA) - The envoys of Vastria and Oland signed the canal treaty on Tuesday in Halse, after four years of talks. " +
	"Foreign minister Ana Brandt said that 30 barges a day would pass the locks at Merle from June, and that the tolls " +
	"would be shared in halves. Oland's parliament has to approve the text by 14 May; a committee of nine engineers will " +
	"watch over the water. Fishermen in the lower valley had asked for a later date."

func TestEveryResultIsInGoodOrder(t *testing.T) {
	t.Parallel()
	c := mixed(t)
	phrases := []string{
		"envoys", "canal", "harbour town", "treaty", "Ana Brandt", "said", "tolls", "\"a tax on rain\"", "latest", "in March", "last week", "timeline of",
		"since the talks", "according to the Wire", "how many barges", "Kiev", "who", "Lena Orr", "not", "on 4 March 2031", "as of 2 March", "orchestra", "?", "Who signed the treaty?", "And when did the envoys dine?",
	}
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(phrases), 1, 6).Draw(rt, "question")
		request := retrieval.Request{
			Question: news.Question{Text: strings.Join(words, " ")},
			Limit:    rapid.IntRange(0, 30).Draw(rt, "limit"),
		}
		if asOf := rapid.SampledFrom([]string{"", "2031-03-05", "2031-03-02T12:00:00Z", "2035-01-01"}).Draw(rt, "as of"); asOf != "" {
			request.AsOf = moment(t, asOf)
		}
		f, err := c.Retrieve(t.Context(), request)
		if err != nil {
			rt.Fatal(err)
		}
		checkOrder(rt, f, request.Limit)
		again, err := c.Retrieve(t.Context(), request)
		if diff := cmp.Diff(f, again); err != nil || diff != "" {
			rt.Errorf("not the same again: %v\n%s", err, diff)
		}
	})
}

// checkOrder checks what holds of all findings without context.
func checkOrder(t *rapid.T, f retrieval.Findings, limit int) {
	if len(f.Found) > limit {
		t.Errorf("%d found of %d", len(f.Found), limit)
	}
	if f.Chance < 0 || f.Chance > 1 {
		t.Errorf("chance %v", f.Chance)
	}
	if !f.Enough && len(f.Reasons) == 0 {
		t.Error("not enough, and no reason why")
	}
	passages, articles := make(map[int64]bool), make(map[int64]int)
	for i, found := range f.Found {
		if i > 0 && found.Score > f.Found[i-1].Score {
			t.Errorf("score %v behind %v", found.Score, f.Found[i-1].Score)
		}
		if passages[found.Passage.ID] {
			t.Errorf("passage %d twice", found.Passage.ID)
		}
		passages[found.Passage.ID] = true
		if articles[found.Article.ID]++; articles[found.Article.ID] > 2 {
			t.Errorf("article %d has more than two passages", found.Article.ID)
		}
		if found.Matched>>len(f.Asked.Terms) != 0 {
			t.Errorf("matched %b of %d terms", found.Matched, len(f.Asked.Terms))
		}
		checkSignals(t, found)
	}
	for _, found := range f.Found {
		for _, copied := range found.Copies {
			if copied.ID == found.Article.ID {
				t.Errorf("article %d is a copy of itself", copied.ID)
			}
		}
	}
}

// checkSignals checks that a passage's signals are within their bounds.
func checkSignals(t *rapid.T, found retrieval.Found) {
	const rounding = 1e-6
	if found.Share < 0 || found.Share > 1+rounding {
		t.Errorf("share %v", found.Share)
	}
	scores := []retrieval.Signal{retrieval.SignalScore}
	for signal, v := range found.Signals {
		most := 1 + rounding
		if slices.Contains(scores, retrieval.Signal(signal)) {
			most = 100
		}
		if !(v >= -rounding && v <= most) {
			t.Errorf("%s is %v", retrieval.Signal(signal), v)
		}
	}
}

func TestQuestionsAtTheSameTimeFindTheSame(t *testing.T) {
	t.Parallel()
	c, other := mixed(t), mixed(t)
	for _, text := range []string{"What did the envoys say about the canal?", "Who signed the treaty?", "harbour town"} {
		want := c.retrieve(t, asked{text, "2031-03-05"}.question(t))
		if len(want.Found) == 0 {
			t.Errorf("%q finds nothing", text)
		}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if diff := cmp.Diff(want, c.retrieve(t, asked{text, "2031-03-05"}.question(t))); diff != "" {
					t.Error(diff)
				}
			})
		}
		all.Wait()
		if diff := cmp.Diff(want, other.retrieve(t, asked{text, "2031-03-05"}.question(t))); diff != "" {
			t.Errorf("another database that was filled alike: %s", diff)
		}
	}
}

func TestHowMuchIsFound(t *testing.T) {
	t.Parallel()
	c := mixed(t)
	for _, limit := range []int{0, 1, 2, 5} {
		f, err := c.Retrieve(t.Context(), retrieval.Request{Question: news.Question{Text: "envoys canal"}, Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Found) != limit {
			t.Errorf("%d found of %d", len(f.Found), limit)
		}
	}
	t.Run("two passages of an article that has many", func(t *testing.T) {
		count := make(map[string]int)
		for _, f := range c.retrieve(t, news.Question{Text: "the envoys in the harbour town"}).Found {
			count[f.Article.Title]++
		}
		if count["A long story"] != 2 || count["Another long story"] != 2 {
			t.Errorf("passages: %v", count)
		}
	})
	t.Run("nothing of what is hidden", func(t *testing.T) {
		q := news.Question{Text: "envoys canal"}
		all := c.retrieve(t, q)
		best := all.Found[0].Article
		q.Hidden = []int64{best.ID}
		f := c.retrieve(t, q)
		if f.Coverage.Articles != all.Coverage.Articles-1 || slices.Contains(c.titles(t, q), best.Title) {
			t.Errorf("%q is not hidden: %+v", best.Title, f.Coverage)
		}
	})
}
