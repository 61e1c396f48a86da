package main

import (
	"math"

	"attache/retrieval"
)

const (
	// ridge holds the weights small: the square of each, on signals of unit
	// variance, costs so much.
	ridge = 0.01
	// partly is what a passage of the right article counts that does not
	// hold the answer's words.
	partly = 0.3
)

// list are the candidates of one question.
type list struct {
	signals []retrieval.Signals
	article []int     // the number of the gold article, from 1; 0 for none
	counts  []float64 // what the passage counts in its article
	gold    int
	weight  float64
}

// learnWeights chooses weights so that passages of gold articles have the
// greatest part of a softmax over the candidates (Cao et al., "Learning to
// Rank: From Pairwise Approach to Listwise Approach", 2007), each gold
// article alike. All signals speak for a passage: none counts less than 0.
func learnWeights(sets []*set, use func(*question) bool, without map[retrieval.Signal]bool) (weights retrieval.Signals) {
	var lists []list
	for _, s := range sets {
		for _, q := range s.questions {
			if l := newList(s, q); l.gold > 0 && use(q) {
				l.weight = s.counts / float64(len(s.questions))
				lists = append(lists, l)
			}
		}
	}
	scale := deviations(lists)
	w := make([]float64, retrieval.SignalCount)
	w[retrieval.SignalScore] = scale[retrieval.SignalScore]
	climb(w, func(w, slope []float64) {
		for _, l := range lists {
			l.slope(w, scale, slope)
		}
		for s := range slope {
			if without[retrieval.Signal(s)] || scale[s] == 0 {
				slope[s], w[s] = 0, 0
			}
			slope[s] -= ridge * w[s]
			w[s] = max(0, w[s])
		}
	})
	for s := range weights {
		if scale[s] > 0 {
			weights[s] = max(0, w[s]/scale[s])
		}
	}
	return weights
}

func newList(s *set, q *question) (l list) {
	numbers := make(map[string]int)
	for _, f := range q.found {
		doc, number, counts := s.docs[f.Article.URL], 0, 1.0
		if q.gold[doc] {
			if numbers[doc] == 0 {
				numbers[doc] = len(numbers) + 1
			}
			number = numbers[doc]
			if q.stated[doc] && !holds(f.Passage.Text, q.Answer) {
				counts = partly
			}
		}
		l.signals = append(l.signals, f.Signals)
		l.article = append(l.article, number)
		l.counts = append(l.counts, counts)
	}
	l.gold = len(numbers)
	return l
}

// slope adds the direction in which the gold articles gain.
func (l list) slope(w []float64, scale retrieval.Signals, slope []float64) {
	scores := make([]float64, len(l.signals))
	most := math.Inf(-1)
	for i, x := range l.signals {
		for s := range w {
			if scale[s] > 0 {
				scores[i] += w[s] * x[s] / scale[s]
			}
		}
		most = max(most, scores[i])
	}
	all, gold := 0.0, make([]float64, l.gold+1)
	for i := range scores {
		scores[i] = math.Exp(scores[i] - most)
		all += scores[i]
		gold[l.article[i]] += scores[i] * l.counts[i]
	}
	for i, x := range l.signals {
		pull := -scores[i] / all
		if a := l.article[i]; a > 0 && gold[a] > 0 {
			pull += scores[i] * l.counts[i] / gold[a] / float64(l.gold)
		}
		for s := range slope {
			if scale[s] > 0 {
				slope[s] += l.weight * pull * x[s] / scale[s]
			}
		}
	}
}

// deviations are the standard deviations of the signals; 0 for one that is
// always the same.
func deviations(lists []list) (scale retrieval.Signals) {
	var sum, squares retrieval.Signals
	n := 0.0
	for _, l := range lists {
		for _, x := range l.signals {
			n++
			for s, v := range x {
				sum[s], squares[s] = sum[s]+v, squares[s]+v*v
			}
		}
	}
	for s := range scale {
		if d := math.Sqrt(max(0, squares[s]/n-sum[s]/n*sum[s]/n)); d > 1e-3 {
			scale[s] = d
		}
	}
	return scale
}

// climb follows a slope uphill (Adam: Kingma and Ba, 2015, with its usual
// constants but for the length of a step).
func climb(w []float64, slopeAt func(w, slope []float64)) {
	const steps, length, mean, spread = 500, 0.05, 0.9, 0.999
	m, v := make([]float64, len(w)), make([]float64, len(w))
	for step := 1.0; step <= steps; step++ {
		slope := make([]float64, len(w))
		slopeAt(w, slope)
		for i := range w {
			m[i] = mean*m[i] + (1-mean)*slope[i]
			v[i] = spread*v[i] + (1-spread)*slope[i]*slope[i]
			w[i] += length * m[i] / (1 - math.Pow(mean, step)) / (math.Sqrt(v[i]/(1-math.Pow(spread, step))) + 1e-8)
		}
	}
}
