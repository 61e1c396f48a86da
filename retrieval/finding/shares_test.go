package finding

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"attache/index"
	"attache/retrieval"
)

func TestAShareIsThePartOfTheWeights(t *testing.T) {
	weights := []float64{4, 3, 2, 1}
	for name, test := range map[string]struct {
		matched, part uint64
		want          float64
	}{
		"of all":                      {0b0001, 0b1111, .4},
		"of a part":                   {0b0110, 0b0011, 3.0 / 7},
		"nothing of what is not held": {0b1100, 0b0011, 0},
		"all of it":                   {0b1111, 0b1111, 1},
		"nothing of no terms":         {0b1111, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := shareOf(test.matched, test.part, weights); math.Abs(got-test.want) > 1e-9 {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
	if share(0b0011, weights) != 0.7 || share(0b11, nil) != 0 || shareOf(1, 1, []float64{0}) != 0 {
		t.Error("the share of all terms is another")
	}
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0, 20), 1, 64).Draw(t, "weights")
		a, b := rapid.Uint64().Draw(t, "a"), rapid.Uint64().Draw(t, "b")
		all := uint64(1)<<len(weights) - 1
		some, more := shareOf(a&b, all, weights), shareOf(a, all, weights)
		if some > more+1e-9 || more > 1+1e-9 || some < 0 {
			t.Errorf("the share of some is %v, of more %v", some, more)
		}
	})
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Financial Gazette": "FG", "British Canal Company": "BCC", "Bureau of the River": "BR", "École Normale": "ÉN", "el país": "", "": "", " 24 Hours ": "H",
	} {
		if got := initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestWeightsTellRareFromCommonWords(t *testing.T) {
	asked := retrieval.Asked{Terms: []retrieval.Term{{Term: "rare"}, {Term: "common"}, {Term: "say", Frame: true}, {Term: "nowhere"}}}
	w := weights(asked, index.Result{DF: []int{2, 900, 2, 0}, Passages: 1000})
	if !(w[3] > w[0] && w[0] > w[1] && w[1] > 0) {
		t.Errorf("weights %v", w)
	}
	if math.Abs(w[2]-frameWeight*w[0]) > 1e-9 {
		t.Errorf("a word that asks weighs %v, others %v", w[2], w[0])
	}
	t.Run("even where every passage holds them", func(t *testing.T) {
		if w := weights(asked, index.Result{DF: []int{1, 1, 1, 1}, Passages: 1}); w[0] <= 0 || w[2] <= 0 {
			t.Errorf("weights %v", w)
		}
	})
}
