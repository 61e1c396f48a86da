package main

import (
	"fmt"
	"math"
	"testing"

	"attache/retrieval"
	"attache/retrieval/finding"
)

// syntheticSet has questions whose gold article is told by one signal, while
// another speaks against it and the rest say nothing.
func syntheticSet() *set {
	s := &set{counts: 1, docs: make(map[string]string)}
	for i := range 20 {
		q := &question{gold: map[string]bool{"gold": true}}
		for n := range 5 {
			f := retrieval.Found{}
			f.Article.URL = fmt.Sprint("other", n)
			f.Signals[retrieval.SignalScore] = float64((i*7+n*3)%10) / 10
			f.Signals[retrieval.SignalFresh] = float64((i+n)%3) / 3
			f.Signals[retrieval.SignalLead] = 1
			if n == 2 {
				f.Article.URL = "gold"
				f.Signals[retrieval.SignalPhrase], f.Signals[retrieval.SignalLead] = 1, 0
			}
			s.docs[f.Article.URL] = f.Article.URL
			q.found = append(q.found, f)
		}
		s.questions = append(s.questions, q)
	}
	return s
}

func TestWeightsAreLearnedAndNoneSpeaksAgainstAPassage(t *testing.T) {
	s := syntheticSet()
	everything := func(*question) bool { return true }
	w := learnWeights([]*set{s}, everything, nil)
	for signal, weight := range w {
		if weight < 0 {
			t.Errorf("%s counts %.2f", retrieval.Signal(signal), weight)
		}
	}
	if w[retrieval.SignalPhrase] < 1 || w[retrieval.SignalLead] > 0 {
		t.Errorf("learned %s", w)
	}
	if values(s, by(func(*question) retrieval.Signals { return w }))[0][0] != 1 {
		t.Error("the gold article is not among the first two")
	}
	without := learnWeights([]*set{s}, everything, map[retrieval.Signal]bool{retrieval.SignalPhrase: true})
	if without[retrieval.SignalPhrase] != 0 {
		t.Errorf("a signal that is left out counts %.2f", without[retrieval.SignalPhrase])
	}
}

func TestCountsAreLearnedAndStayOnTheirSide(t *testing.T) {
	var questions []judged
	for i := range 40 {
		q := judged{answer: i%2 == 0, group: answerable}
		q.signs[finding.SignAlways] = 1
		if q.answer {
			// It is told by its score, and misleadingly by what speaks against it.
			q.signs[finding.SignFirstScore], q.signs[finding.SignNowhere] = 0.8, 0.5
		} else {
			q.group = uncovered
		}
		questions = append(questions, q)
	}
	counts := learnCounts(questions, func(judged) bool { return true })
	for sign, count := range counts {
		if s := finding.Sign(sign); s != finding.SignAlways && (s.Against() && count > 0 || !s.Against() && count < 0) {
			t.Errorf("%s counts %.2f", s, count)
		}
	}
	for _, q := range questions {
		if q.signs.Times(counts) > 0 != q.answer {
			t.Errorf("a question with the signs %v is judged wrongly by %v", q.signs, counts)
		}
	}
}

func TestMeanAndInterval(t *testing.T) {
	mean, half := interval([]float64{1, 0, 1, 0})
	if mean != 0.5 || math.Abs(half-1.96*math.Sqrt(0.25/3)) > 1e-9 {
		t.Errorf("%.3f ±%.3f", mean, half)
	}
}

func TestTheIdentifiersOfNumbers(t *testing.T) {
	for words, want := range map[string]string{"always": "Always", "names nowhere": "NamesNowhere"} {
		if got := identifier(words); got != want {
			t.Errorf("%q is %s, want %s", words, got, want)
		}
	}
}
