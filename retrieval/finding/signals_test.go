package finding_test

import (
	"math"
	"testing"

	"attache/retrieval"
)

func TestSignalsSayWhatIsSoOfAPassage(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.share(t,
		article(t, "First words", "Lakeside Post", "2031-03-01", "“We will go to court over the canal,” said Ana Brandt, the envoy of Vastria, on Friday."),
		article(t, "Other words", "Wire", "2031-03-05", "“We will not go to court over the canal,” Tomas Rell said for Oland. Ana Brandt, his neighbour, left."),
		article(t, "Few words", "Wire", "2031-03-09", "The canal silts up, and Ana Brandt, the envoy of Vastria, stays away."),
	)
	for name, test := range map[string]struct {
		question string
		signal   retrieval.Signal
		want     map[string]float64
	}{
		"the speaker's words": {"What did Ana Brandt say on the canal?", retrieval.SignalSpeaker,
			map[string]float64{"First words": 1, "Other words": 0, "Few words": 0}},
		"those of one of them": {"What did Rell say on the canal?", retrieval.SignalSpeaker,
			map[string]float64{"First words": 0, "Other words": 1, "Few words": 0}},
		"of nobody where nobody's are asked for": {"Who went to court over the canal?", retrieval.SignalSpeaker,
			map[string]float64{"First words": 0, "Other words": 0, "Few words": 0}},
		"the outlet": {"What became of the canal, according to the Lakeside Post?", retrieval.SignalOutlet,
			map[string]float64{"First words": 1, "Other words": 0, "Few words": 0}},
		"by initials": {"What became of the canal, according to the LP?", retrieval.SignalOutlet,
			map[string]float64{"First words": 1, "Other words": 0, "Few words": 0}},
		"no outlet that only sounds like it": {"What became of the canal, according to the Lakeside?", retrieval.SignalOutlet,
			map[string]float64{"First words": 0, "Other words": 0, "Few words": 0}},
		"the newest where that is asked for": {"What is the latest on the canal and Ana Brandt?", retrieval.SignalNewest,
			map[string]float64{"First words": 0, "Other words": .5, "Few words": 1}},
		"and not where it is not": {"What about the canal and Ana Brandt?", retrieval.SignalNewest,
			map[string]float64{"First words": 0, "Other words": 0, "Few words": 0}},
		"the time asked for": {"What happened to the canal on 5 March 2031?", retrieval.SignalWindow,
			map[string]float64{"First words": math.Exp(-4.0 / 7), "Other words": 1, "Few words": 1}},
		"a time long past": {"What happened to the canal on 26 February 2031?", retrieval.SignalWindow,
			map[string]float64{"First words": 1, "Other words": math.Exp(-3.0 / 7), "Few words": math.Exp(-1)}},
		"its age": {"What about the canal?", retrieval.SignalFresh,
			map[string]float64{"First words": math.Exp(-9.0 / 14), "Other words": math.Exp(-5.0 / 14), "Few words": math.Exp(-1.0 / 14)}},
		"no age where a time is asked for": {"What happened to the canal on 5 March 2031?", retrieval.SignalFresh,
			map[string]float64{"First words": 0, "Other words": 0, "Few words": 0}},
		"that it opens its article": {"What about the canal?", retrieval.SignalLead,
			map[string]float64{"First words": 1, "Other words": 1, "Few words": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			seen := 0
			for _, f := range c.retrieve(t, asked{test.question, "2031-03-09T23:59:59Z"}.question(t)).Found {
				want, tested := test.want[f.Article.Title]
				if !tested {
					continue
				}
				seen++
				if got := f.Signals[test.signal]; math.Abs(got-want) > 0.002 {
					t.Errorf("%s of %q is %v, want %v", test.signal, f.Article.Title, got, want)
				}
			}
			if seen != len(test.want) {
				t.Errorf("%d of %d are found", seen, len(test.want))
			}
		})
	}
}
