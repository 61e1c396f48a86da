package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"attache/retrieval"
	"attache/retrieval/finding"
)

// judged is a question with the signs of what was found.
type judged struct {
	signs  finding.Signs
	answer bool // whether it can be answered
	group  string
	fold   int
}

// The groups of questions, and what each counts as a whole.
const (
	answerable = "answerable"
	uncovered  = "uncovered"
	leftOut    = "left out"
	weakly     = "rtqa2026, weakly answerable"
	deskGood   = "desk2031, answerable"
	deskBad    = "desk2031, near misses and off-topic"
)

var groups = []struct {
	name   string
	counts float64
}{{answerable, 2}, {uncovered, 1.4}, {leftOut, 1}, {weakly, .1}, {deskGood, 1.5}, {deskBad, .8}}

// wronglyRefused is the share of answerable questions that may be refused.
const wronglyRefused = 0.09

// judgedQuestions asks all questions with the chosen weights.
func judgedQuestions(ctx context.Context, sets []*set, weights retrieval.Signals) (all []judged, err error) {
	add := func(s *set, q *question, group string, answer bool, hidden []int64) error {
		f, err := candidates(ctx, s.retriever, q, hidden)
		if err != nil {
			return err
		}
		f.Found = finding.Diversify(f.Found, 50)
		all = append(all, judged{signs: finding.SignsOf(f), answer: answer, group: group, fold: q.fold})
		return nil
	}
	for _, s := range sets {
		*s.weights = weights
		for _, q := range s.questions {
			switch {
			case s.name == "rtqa2022":
				if err = add(s, q, answerable, true, nil); err == nil {
					err = add(s, q, leftOut, false, s.numbers(q.LeaveOut))
				}
			case s.name == "rtqa2026" && len(q.gold) > 0:
				err = add(s, q, weakly, true, nil)
			case s.name == "desk2031" && q.Refuse:
				err = add(s, q, deskBad, false, nil)
			case s.name == "desk2031":
				err = add(s, q, deskGood, true, nil)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	others, err := readQuestions(filepath.Join(sets[0].data, "rtqa2022", "uncovered_dev.jsonl"))
	for i := 0; i < len(others) && err == nil; i++ {
		err = add(sets[0], others[i], uncovered, false, nil)
	}
	return all, err
}

func (s *set) numbers(docs []string) (numbers []int64) {
	for _, doc := range docs {
		if n, held := s.articles[doc]; held {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// learnCounts fits a logistic regression, each group weighted as a whole.
func learnCounts(questions []judged, use func(judged) bool) (counts finding.Signs) {
	mean, scale := spread(questions)
	weight := make(map[string]float64)
	for _, g := range groups {
		n := 0.0
		for _, q := range questions {
			if q.group == g.name && use(q) {
				n++
			}
		}
		weight[g.name] = g.counts / max(1, n)
	}
	w := make([]float64, finding.SignCount)
	climb(w, func(w, slope []float64) {
		for _, q := range questions {
			if !use(q) {
				continue
			}
			x := standard(q.signs, mean, scale)
			z, want := 0.0, 0.0
			for s := range w {
				z += w[s] * x[s]
			}
			if q.answer {
				want = 1
			}
			for s := range w {
				slope[s] += weight[q.group] * (want - 1/(1+math.Exp(-z))) * x[s]
			}
		}
		for s := 1; s < len(w); s++ {
			slope[s] -= ridge * w[s]
			keepSide(w, s)
		}
	})
	counts[finding.SignAlways] = w[finding.SignAlways]
	for s := 1; s < len(w); s++ {
		if keepSide(w, s); scale[s] > 0 {
			counts[s] = w[s] / scale[s]
			counts[finding.SignAlways] -= counts[s] * mean[s]
		}
	}
	return counts
}

// keepSide takes what a sign counts to 0 where it would count for what it
// speaks against.
func keepSide(w []float64, s int) {
	if w[s] > 0 == finding.Sign(s).Against() {
		w[s] = 0
	}
}

func standard(x, mean, scale finding.Signs) finding.Signs {
	for s := 1; s < len(x); s++ {
		if scale[s] > 0 {
			x[s] = (x[s] - mean[s]) / scale[s]
		} else {
			x[s] = 0
		}
	}
	return x
}

func spread(questions []judged) (mean, scale finding.Signs) {
	n := float64(len(questions))
	for _, q := range questions {
		for s, v := range q.signs {
			mean[s] += v / n
		}
	}
	for s := range scale {
		for _, q := range questions {
			scale[s] += (q.signs[s] - mean[s]) * (q.signs[s] - mean[s]) / n
		}
		scale[s] = math.Sqrt(scale[s])
	}
	return mean, scale
}

// printRefusals prints what a threshold refuses under which a share of the
// answerable questions lies, and gives it.
func printRefusals(questions []judged, scores []float64, wrongly float64) (threshold float64) {
	var good []float64
	for i, q := range questions {
		if q.group == answerable && q.signs.Whole() {
			good = append(good, math.Inf(1))
		} else if q.group == answerable {
			good = append(good, scores[i])
		}
	}
	slices.Sort(good)
	threshold = good[int(wrongly*float64(len(good)))]
	for _, g := range groups {
		refused, n := 0, 0
		for i, q := range questions {
			if q.group == g.name {
				n++
				if scores[i] < threshold && !q.signs.Whole() {
					refused++
				}
			}
		}
		fmt.Printf("  %s %d/%d %.2f", g.name, refused, n, float64(refused)/float64(max(1, n)))
	}
	fmt.Println()
	return threshold
}
