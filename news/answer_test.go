package news_test

import (
	"testing"

	"attache/news"
)

func TestMoreSourcesHelpOnlyWhereLittleIsHeldForAQuestionInWords(t *testing.T) {
	for name, test := range map[string]struct {
		question string
		articles int
		want     bool
	}{
		"nothing is held":      {"Who signed the treaty?", 0, true},
		"little is held":       {"Who signed the treaty?", 2, true},
		"much is held":         {"Who signed the treaty?", 3, false},
		"in another script":    {"محادثات", 0, true},
		"of a number":          {"2728", 0, true},
		"nothing was asked":    {" ", 0, false},
		"only signs were sent": {"🙂 ?!", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			a := news.Answer{Question: test.question, Coverage: news.Coverage{Articles: test.articles}}
			if got := a.ScarcelyCovered(); got != test.want {
				t.Error(got)
			}
		})
	}
}
