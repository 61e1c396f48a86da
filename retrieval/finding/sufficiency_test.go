package finding

import (
	"testing"

	"attache/retrieval"
)

func TestTheHeaviestTermThatIsNotHeld(t *testing.T) {
	weights := []float64{2, 5, 5, 1}
	for name, test := range map[string]struct{ held, want uint64 }{
		"is the first of those that weigh most": {0, 0b0010},
		"is the next where that is held":        {0b0010, 0b0100},
		"is the lightest at last":               {0b0111, 0b1000},
		"is none where all are held":            {0b1111, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := heaviest(weights, test.held); got != test.want {
				t.Errorf("%04b, want %04b", got, test.want)
			}
		})
	}
	if got := heaviest(nil, 0); got != 0 {
		t.Errorf("of no terms: %b", got)
	}
}

// judgedBy are the signs of findings for four terms of the same weight.
func judgedBy(asked retrieval.Asked, found ...retrieval.Found) Signs {
	return SignsOf(retrieval.Findings{Asked: asked, Weights: []float64{1, 1, 1, 1}, Found: found})
}

func TestSignsSayWhereTheWordsStand(t *testing.T) {
	asked := retrieval.Asked{Terms: []retrieval.Term{{Term: "oland", Name: true}, {Term: "treati"}, {Term: "30"}, {Term: "2031"}}}
	for name, test := range map[string]struct {
		found []retrieval.Found
		sign  Sign
		want  float64
	}{
		"no word stands nowhere, of all":          {[]retrieval.Found{{Matched: 0b0011}, {Matched: 0b1100}}, SignNowhere, 0},
		"a word that none holds":                  {[]retrieval.Found{{Matched: 0b0011}, {Matched: 0b0100}}, SignNowhere, .25},
		"a word that the best lacks":              {[]retrieval.Found{{Matched: 0b0011, Share: .5}, {Matched: 0b1100, Share: .4}}, SignMissing, .25},
		"a name that none holds":                  {[]retrieval.Found{{Matched: 0b1110}}, SignNamesNowhere, 1},
		"a name that one holds":                   {[]retrieval.Found{{Matched: 0b1110}, {Matched: 1}}, SignNamesNowhere, 0},
		"a number that the best lacks":            {[]retrieval.Found{{Matched: 0b0011, Share: .5}, {Matched: 0b0100, Share: .2}}, SignNumbers, 1},
		"no number where only a year is lacking":  {[]retrieval.Found{{Matched: 0b0111, Share: .7}}, SignNumbers, 0},
		"a name only among those that are judged": {append(make([]retrieval.Found, judged), retrieval.Found{Matched: 1}), SignNamesNowhere, 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := judgedBy(asked, test.found...)[test.sign]; got != test.want {
				t.Errorf("%s is %v, want %v", test.sign, got, test.want)
			}
		})
	}
	t.Run("of nothing found there is only what is always", func(t *testing.T) {
		if got := judgedBy(asked); got != (Signs{SignAlways: 1}) {
			t.Errorf("%v", got)
		}
	})
}

func TestNoSignCountsForWhatItSpeaksAgainst(t *testing.T) {
	for sign := SignAlways + 1; sign < SignCount; sign++ {
		if counts[sign] > 0 && sign.Against() || counts[sign] < 0 && !sign.Against() {
			t.Errorf("%s counts %v", sign, counts[sign])
		}
	}
}
