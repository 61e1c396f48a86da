package finding_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
	"attache/retrieval"
)

func TestAnEmptyCorpusFindsNothing(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	for _, guild := range []string{news.SharedGuild, "guild"} {
		f := c.retrieve(t, news.Question{Text: "Who signed the treaty?", Guild: guild})
		if f.Enough || len(f.Found) > 0 || f.Coverage.Articles > 0 || len(f.Asked.Terms) == 0 {
			t.Errorf("in guild %q: %+v", guild, f)
		}
	}
}

func TestOddQuestions(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.share(t, article(t, "Who signed", "Wire", "2031-03-04", "The Who signed a record deal with the WHO in the US. Переговоры в Женеве. جنيف"))
	for name, question := range map[string]string{
		"of stop words only":          "The Who?",
		"in other scripts":            "Переговоры в Женеве",
		"right to left":               "\u202bجنيف\u202c",
		"of a word and many signs":    "🙂🙂 record !!! \u200b",
		"with an acronym":             "the WHO",
		"of five thousand words":      "record " + strings.Repeat("deal with the WHO signed in the US ", 700),
		"with invalid bytes in it":    "record \xff\xfe deal",
		"with signs that mean things": `record" OR NEAR(deal) * -x 'y; DROP TABLE articles`,
	} {
		t.Run(name+" are answered from what is held", func(t *testing.T) {
			if len(c.retrieve(t, news.Question{Text: question}).Found) != 1 {
				t.Errorf("%.60q finds nothing", question)
			}
		})
	}
	for name, question := range map[string]string{"of nothing": "", "of white space": " \n", "of emoji": "🙂🇨🇭", "of strange words": "zyx"} {
		t.Run(name+" find nothing", func(t *testing.T) {
			if f := c.retrieve(t, news.Question{Text: question}); f.Enough || len(f.Found) > 0 {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestAGuildNeverSeesAnothersSources(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	subjects := []string{"canal", "harbour", "treaty", "border", "tariff"}
	// visible tells which guilds may see an article, by its title.
	visible := make(map[string][]string)
	guilds := []string{"a", "b", "c"}
	random := rand.New(rand.NewPCG(1, 2))
	for source := range 8 {
		subscribers := []string{guilds[source%3]}
		if source > 4 {
			subscribers = append(subscribers, guilds[(source+1)%3])
		}
		for n := range 3 {
			subject := subjects[random.IntN(len(subjects))]
			title := fmt.Sprintf("Report %d on the %s from source %d", n, subject, source)
			visible[title] = subscribers
			for _, guild := range subscribers {
				c.file(t, guild, fmt.Sprint("source ", source), article(t, title, "Wire", "2031-03-04", long(subject, 2)))
			}
		}
	}
	c.share(t, article(t, "A shared report on the canal", "Wire", "2031-03-04", long("canal", 2)))
	visible["A shared report on the canal"] = append(guilds, news.SharedGuild, "stranger")

	rapid.Check(t, func(rt *rapid.T) {
		guild := rapid.SampledFrom([]string{"a", "b", "c", "stranger", news.SharedGuild}).Draw(rt, "guild")
		words := rapid.SliceOfN(rapid.SampledFrom(append(subjects, "envoys", "report", "source")), 1, 4).Draw(rt, "words")
		f, err := c.Retrieve(t.Context(), retrieval.Request{
			Question: news.Question{Text: strings.Join(words, " "), Guild: guild}, Limit: 50, Context: 3,
		})
		if err != nil {
			rt.Fatal(err)
		}
		titles := slices.Clone(f.Coverage.Nearest)
		for _, found := range f.Found {
			titles = append(titles, found.Article.Title)
		}
		for _, title := range titles {
			if !slices.Contains(visible[title], guild) {
				rt.Fatalf("guild %q asking %q sees %q", guild, words, title)
			}
		}
	})

	t.Run("but sees all of its own", func(t *testing.T) {
		for _, guild := range guilds {
			got := c.titles(t, news.Question{Text: "envoys in the harbour town", Guild: guild})
			want := 0
			for _, who := range visible {
				if slices.Contains(who, guild) {
					want++
				}
			}
			// At most twenty passages are asked for, two of an article.
			if len(got) != want {
				t.Errorf("guild %q finds %d articles, want %d", guild, len(got), want)
			}
		}
	})
	t.Run("and none of them once it has unsubscribed", func(t *testing.T) {
		for source := range 8 {
			if _, err := c.store.RemoveSource(t.Context(), "a", fmt.Sprint("test:source ", source)); err != nil && !errors.Is(err, news.ErrNotFound) {
				t.Fatal(err)
			}
		}
		got := c.titles(t, news.Question{Text: "envoys in the harbour town", Guild: "a"})
		if diff := cmp.Diff([]string{"A shared report on the canal"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRanking(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	text := "The envoys spoke about the canal."
	c.share(t,
		article(t, "Old talks", "Wire", "2030-01-01", text), article(t, "Fresh talks", "Wire", "2031-03-04", text),
		article(t, "Last week's talks", "Wire", "2031-02-26", text), article(t, "A long story", "Post", "2031-03-01", long("canal", 40)),
	)
	t.Run("puts the fresh before the old", func(t *testing.T) {
		got := c.titles(t, news.Question{Text: "envoys canal", AsOf: moment(t, "2031-03-05")})
		got = slices.DeleteFunc(got, func(title string) bool { return title == "A long story" })
		if diff := cmp.Diff([]string{"Fresh talks", "Last week's talks", "Old talks"}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("has no regard to age where no time is asked for", func(t *testing.T) {
		scores := make(map[float64]bool)
		for _, f := range c.retrieve(t, news.Question{Text: "envoys canal"}).Found {
			if strings.HasSuffix(f.Article.Title, "talks") {
				scores[f.Score] = true
			}
		}
		if len(scores) != 1 {
			t.Errorf("%d different scores", len(scores))
		}
	})
	t.Run("keeps two passages of an article at the most", func(t *testing.T) {
		count := make(map[int64]int)
		for _, f := range c.retrieve(t, news.Question{Text: "the envoys in the harbour town"}).Found {
			count[f.Article.ID]++
		}
		for id, n := range count {
			if n > 2 {
				t.Errorf("article %d has %d passages", id, n)
			}
		}
		if len(count) == 0 {
			t.Error("nothing is found")
		}
	})
	t.Run("returns no more than asked for, best first", func(t *testing.T) {
		f, err := c.Retrieve(t.Context(), retrieval.Request{Question: news.Question{Text: "envoys canal"}, Limit: 2})
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Found) != 2 || f.Found[0].Score < f.Found[1].Score {
			t.Errorf("%+v", f.Found)
		}
	})
	t.Run("is the same each time", func(t *testing.T) {
		q := news.Question{Text: "envoys canal harbour", AsOf: moment(t, "2031-03-05")}
		if diff := cmp.Diff(c.retrieve(t, q), c.retrieve(t, q)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("leaves hidden articles out", func(t *testing.T) {
		q := news.Question{Text: "envoys canal"}
		best := c.retrieve(t, q).Found[0].Article
		q.Hidden = []int64{best.ID}
		f := c.retrieve(t, q)
		if f.Coverage.Articles != 3 || slices.Contains(f.Coverage.Nearest, best.Title) || slices.Contains(c.titles(t, q), best.Title) {
			t.Errorf("%q is not hidden: %+v", best.Title, f.Coverage)
		}
	})
}

func TestContextBringsTheNeighbours(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	text := long("harbour", 12) + "\n\nThe zeppelin landed near Halse on Monday.\n\n" + long("harbour", 12)
	c.share(t, article(t, "A long story", "Wire", "2031-03-01", text))
	places := func(context int) (places []int) {
		f, err := c.Retrieve(t.Context(), retrieval.Request{Question: news.Question{Text: "Where did the zeppelin land?"}, Limit: 10, Context: context})
		if err != nil {
			t.Fatal(err)
		}
		if !f.Enough {
			t.Fatal("the findings are not enough")
		}
		for i, found := range f.Found {
			places = append(places, found.Passage.Ordinal)
			if i > 0 && found.Score >= f.Found[0].Score {
				t.Errorf("passage %d ranks no lower than the best", i)
			}
		}
		return places
	}
	alone := places(0)
	if len(alone) != 1 {
		t.Fatalf("passages %v", alone)
	}
	with := places(3)
	slices.Sort(with[1:])
	if diff := cmp.Diff([]int{alone[0], alone[0] - 1, alone[0] + 1}, with); diff != "" {
		t.Error(diff)
	}
}

func TestRetrievingStopsWithItsContext(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.share(t, article(t, "Talks", "Wire", "2031-03-01", "The envoys spoke about the canal."))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Retrieve(ctx, retrieval.Request{Question: news.Question{Text: "canal"}, Limit: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
