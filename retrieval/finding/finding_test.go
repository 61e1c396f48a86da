package finding_test

import (
	"context"
	"errors"
	"strings"
	"testing"

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
		"of one stop word":            "the",
		"in other scripts":            "Переговоры в Женеве",
		"right to left":               "\u202bجنيف\u202c",
		"of a word and many signs":    "🙂🙂 record !!! \u200b",
		"with zero-width characters":  "\u200bre\u2060cord\u200b \ufeffdeal",
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
