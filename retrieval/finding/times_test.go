package finding_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"attache/news"
	"attache/retrieval"
)

func TestAQuestionIsMatchedToItsTime(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Envoys on eels", "Wire", "2030-11-20", "The envoys decided that eels may be caught until the frost."),
		article(t, "Envoys on barges", "Post", "2031-01-14", "The envoys decided that barges pass the locks by day only."),
		article(t, "Envoys on gravel", "Wire", "2031-02-20", "The envoys decided that gravel is taken from the lower bank."),
		article(t, "Envoys on tolls", "Post", "2031-03-06T15:00:00Z", "The envoys decided that tolls are shared in halves."),
		article(t, "Envoys on pilots", "Wire", "2031-03-14T08:00:00Z", "The envoys decided that pilots learn both languages."),
	)
	for name, test := range map[string]asked{
		"Envoys on tolls":  {"What did the envoys decide on 6 March 2031?", "2031-03-14"},
		"Envoys on pilots": {"What is the latest that the envoys decided?", "2031-03-14"},
		"Envoys on barges": {"What did the envoys decide in January?", "2031-03-14"},
		"Envoys on gravel": {"What did the envoys decide in February 2031?", "2031-03-14"},
		"Envoys on eels":   {"What did the envoys decide in November?", "2031-03-14"},
	} {
		t.Run(test.text, func(t *testing.T) { c.isFirst(t, test, name) })
	}
	t.Run("last week's, asked on a Friday", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide last week?", "2031-03-14"}, "Envoys on tolls")
	})
	t.Run("last week's, asked on a Wednesday", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide last week?", "2031-03-12"}, "Envoys on tolls")
	})
	t.Run("last month's", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide last month?", "2031-03-14"}, "Envoys on gravel")
	})
	t.Run("yesterday's", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide yesterday?", "2031-03-14"}, "Envoys on pilots")
	})
	t.Run("that of a day, told the day after", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide on 5 March?", "2031-03-14"}, "Envoys on tolls")
	})
	t.Run("and of no time, the newest", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide?", "2031-03-14"}, "Envoys on pilots")
	})
	t.Run("before a day, nothing of it", func(t *testing.T) {
		c.isFirst(t, asked{"What did the envoys decide before 1 December 2030?", "2031-03-14"}, "Envoys on eels")
	})
}

func TestAgeCountsByWhatIsAsked(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	for _, day := range []string{"2030-01-01", "2031-02-04", "2031-03-04", "2031-03-12"} {
		c.share(t, article(t, "Talks of "+day, "Wire", day, "The envoys spoke about the canal dispute."))
	}
	// lead is how far the report of one day is before that of another.
	lead := func(t *testing.T, question, day, other string) float64 {
		t.Helper()
		scores := make(map[string]float64)
		for _, f := range c.retrieve(t, asked{question, "2031-03-13"}.question(t)).Found {
			scores[f.Article.Title] = f.Score
		}
		a, ok := scores["Talks of "+day]
		b, too := scores["Talks of "+other]
		if !ok || !too {
			t.Fatalf("not both are found: %v", scores)
		}
		return a - b
	}
	const plain, latest = "What did the envoys say on the canal dispute?", "What did the envoys say most recently on the canal dispute?"
	t.Run("the newer is before the older", func(t *testing.T) {
		for _, days := range [][2]string{{"2031-03-12", "2031-03-04"}, {"2031-03-04", "2031-02-04"}, {"2031-02-04", "2030-01-01"}} {
			if by := lead(t, plain, days[0], days[1]); by <= 0 {
				t.Errorf("%s is %.3f before %s", days[0], by, days[1])
			}
		}
	})
	t.Run("by more where the latest is asked for", func(t *testing.T) {
		if usual, harder := lead(t, plain, "2031-03-12", "2030-01-01"), lead(t, latest, "2031-03-12", "2030-01-01"); harder <= usual {
			t.Errorf("%.3f before it, and %.3f where nothing is said", harder, usual)
		}
	})
	t.Run("and not at all in a timeline", func(t *testing.T) {
		if by := lead(t, "Give me a timeline of the canal dispute and the envoys", "2031-03-12", "2030-01-01"); by != 0 {
			t.Errorf("the newest is %.3f before the oldest", by)
		}
	})
}

func TestAsOfInTheQuestionHidesWhatCameLater(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	first := article(t, "Tolls in talks", "Wire", "2031-03-02", "The toll on the canal is four crowns, the envoys said.")
	second := first
	second.Title, second.Text, second.Seen = "Tolls rise", "The toll on the canal is six crowns, the envoys said.", moment(t, "2031-03-07T09:00:00Z").Time
	c.share(t, first, second,
		article(t, "Tolls on the day", "Post", "2031-03-05T22:00:00Z", "The toll on the canal is five crowns at night."),
		article(t, "Tolls an hour later", "Daily", "2031-03-06T01:00:00Z", "The toll on the canal is eight crowns for tugs."),
	)
	for text, want := range map[string][]string{
		"What was the toll on the canal as of 5 March?":      {"Tolls in talks", "Tolls on the day"},
		"What was the toll on the canal as of 5 March 2031?": {"Tolls in talks", "Tolls on the day"},
		"What is the toll on the canal?":                     {"Tolls an hour later", "Tolls on the day", "Tolls rise"},
	} {
		t.Run(text, func(t *testing.T) {
			got := c.titles(t, asked{text, "2031-03-10"}.question(t))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	t.Run("but never shows what came after the time of asking", func(t *testing.T) {
		got := c.titles(t, asked{"What was the toll on the canal as of 9 March 2031?", "2031-03-04"}.question(t))
		if !slices.Equal(got, []string{"Tolls in talks"}) {
			t.Errorf("got %q", got)
		}
	})
}

func TestEventsAreAnchoredToTheirReports(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "Gates and grain", "Post", "2031-02-03", "Oland promised lower tolls and more grain, its premier told farmers."),
		article(t, "Merle summit opens", "Wire", "2031-02-10", "The Merle summit opened on Monday with a dinner for six premiers."),
		article(t, "Gates and coal", "Wire", "2031-02-17", "Oland promised lower tolls and more coal, its premier told miners."),
		article(t, "Election day", "Wire", "2031-03-02", "Ardland held its general election on Sunday; the turnout was high."),
		article(t, "Gates and timber", "Post", "2031-03-08", "Oland promised lower tolls and more timber, its premier told loggers."),
	)
	for text, test := range map[string]struct {
		from, to string
		first    []string // one of these is the first on Oland's promises
	}{
		"What did Oland promise since the Merle summit?":                {"2031-02-10", "", []string{"Gates and timber"}},
		"What did Oland promise before the Merle summit?":               {"", "2031-02-10", []string{"Gates and grain"}},
		"What did Oland promise before the general election?":           {"", "2031-03-02", []string{"Gates and grain", "Gates and coal"}},
		"What did Oland promise after the general election in Ardland?": {"2031-03-03", "", []string{"Gates and timber"}},
		"What did Oland promise until the general election?":            {"", "2031-03-03", []string{"Gates and grain", "Gates and coal"}},
		"What did Oland promise since the earthquake?":                  {"", "", []string{"Gates and timber"}},
		"What did Oland promise during the Merle summit?":               {"", "", []string{"Gates and timber"}},
	} {
		t.Run(text, func(t *testing.T) {
			got := c.titles(t, asked{text, "2031-03-10"}.question(t))
			got = slices.DeleteFunc(got, func(title string) bool { return !strings.HasPrefix(title, "Gates") })
			if len(got) != 3 || !slices.Contains(test.first, got[0]) {
				t.Errorf("got %q, want one of %q first", got, test.first)
			}
			f := c.retrieve(t, asked{text, "2031-03-10"}.question(t))
			if len(f.Asked.Times) != 1 || !isTime(t, f.Asked.Times[0], test.from, test.to) {
				t.Errorf("times %+v, want from %q to %q", f.Asked.Times, test.from, test.to)
			}
		})
	}
	t.Run("by none that is seen only later", func(t *testing.T) {
		f := c.retrieve(t, asked{"What did Oland promise since the Merle summit?", "2031-02-05"}.question(t))
		if len(f.Asked.Times) != 1 || !isTime(t, f.Asked.Times[0], "", "") {
			t.Errorf("times %+v", f.Asked.Times)
		}
	})
	t.Run("by none that the guild does not see", func(t *testing.T) {
		c := newCorpus(t)
		c.background(t)
		c.file(t, "other", "other", article(t, "Merle summit opens", "Wire", "2031-02-10", "The Merle summit opened on Monday with a dinner."))
		c.file(t, "guild", "own", article(t, "Gates and coal", "Post", "2031-02-17", "Oland promised lower tolls and more coal."))
		f := c.retrieve(t, news.Question{Text: "What did Oland promise since the Merle summit?", Guild: "guild", AsOf: moment(t, "2031-03-10")})
		if len(f.Found) == 0 || len(f.Asked.Times) != 1 || f.Asked.Times[0].Bounded() {
			t.Errorf("times %+v", f.Asked.Times)
		}
	})
}

// isTime reports whether a time is bounded by these days; empty is open.
func isTime(t *testing.T, got retrieval.Time, from, to string) bool {
	t.Helper()
	return got.From.Equal(moment(t, from).Time) && got.To.Equal(moment(t, to).Time)
}

func TestAQuestionAskedAtNoTimeHasNoRegardToAge(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	for i, day := range []string{"2029-01-01", "2031-03-04", ""} {
		c.share(t, article(t, fmt.Sprint("Talks ", i), "Wire", day, "The envoys spoke about the canal."))
	}
	for _, text := range []string{"envoys canal", "What did the envoys say on the canal?", "envoys canal yesterday"} {
		scores := make(map[float64]bool)
		found := c.retrieve(t, news.Question{Text: text}).Found
		for _, f := range found {
			scores[f.Score] = true
		}
		if len(found) != 3 || len(scores) != 1 {
			t.Errorf("%q: %d found, %d different scores", text, len(found), len(scores))
		}
	}
}
