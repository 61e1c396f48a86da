package main

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"attache/retrieval"
	"attache/retrieval/finding"
)

// measure is one number that a question is scored by.
type measure struct {
	name string
	of   func(s *set, q *question, kept []retrieval.Found) (value float64, counts bool)
}

// measures are those of score_news.py that are reported.
var measures = []measure{
	{"Doc@2", func(s *set, q *question, kept []retrieval.Found) (float64, bool) {
		return within(rankOf(s, q, kept), 2), true
	}},
	{"Doc@10", func(s *set, q *question, kept []retrieval.Found) (float64, bool) {
		return within(rankOf(s, q, kept), 10), true
	}},
	{"MRR@10", func(s *set, q *question, kept []retrieval.Found) (float64, bool) {
		if r := rankOf(s, q, kept); r > 0 && r <= 10 {
			return 1 / float64(r), true
		}
		return 0, true
	}},
	{"Ans@10", stated},
	{"nDCG@10", gain},
}

func within(rank, most int) float64 {
	if rank > 0 && rank <= most {
		return 1
	}
	return 0
}

// rankOf is the place of the first passage of a gold article; 0 for none.
func rankOf(s *set, q *question, kept []retrieval.Found) int {
	return 1 + slices.IndexFunc(kept, func(f retrieval.Found) bool { return q.gold[s.docs[f.Article.URL]] })
}

// stated tells whether one of ten passages holds the answer's words.
func stated(s *set, q *question, kept []retrieval.Found) (float64, bool) {
	for _, f := range kept[:min(10, len(kept))] {
		if q.stated[s.docs[f.Article.URL]] && holds(f.Passage.Text, q.Answer) {
			return 1, true
		}
	}
	return 0, len(q.stated) > 0
}

// gain is the discounted cumulative gain over the first ten articles.
func gain(s *set, q *question, kept []retrieval.Found) (float64, bool) {
	seen := make(map[string]bool)
	have, best := 0.0, 0.0
	for _, f := range kept {
		doc := s.docs[f.Article.URL]
		if !seen[doc] && len(seen) < 10 && q.gold[doc] {
			have += 1 / math.Log2(float64(len(seen))+2)
		}
		seen[doc] = true
	}
	for i := range min(10, len(q.gold)) {
		best += 1 / math.Log2(float64(i)+2)
	}
	return have / best, true
}

var breaks = regexp.MustCompile(`[^\w$%.]+`)

// holds reports whether a text holds the words of another, as score_news.py
// compares them.
func holds(text, words string) bool {
	plain := func(s string) string {
		return " " + strings.TrimSpace(breaks.ReplaceAllString(strings.ToLower(s), " ")) + " "
	}
	return strings.Contains(plain(text), plain(words))
}

// ranking scores a passage for a question.
type ranking func(*question, retrieval.Signals) float64

// values gives each measure of each question of a set.
func values(s *set, score ranking) [][]float64 {
	all := make([][]float64, len(measures))
	for _, q := range s.questions {
		if len(q.gold) == 0 {
			continue
		}
		found := slices.Clone(q.found)
		slices.SortStableFunc(found, func(a, b retrieval.Found) int {
			return -cmp.Compare(score(q, a.Signals), score(q, b.Signals))
		})
		kept := finding.Diversify(found, 50)
		for i, m := range measures {
			if v, counts := m.of(s, q, kept); counts {
				all[i] = append(all[i], v)
			}
		}
	}
	return all
}

func means(sets []*set, score ranking) [][]float64 {
	var all [][]float64
	for _, s := range sets {
		var row []float64
		for _, v := range values(s, score) {
			m, _ := interval(v)
			row = append(row, m)
		}
		all = append(all, row)
	}
	return all
}

// interval is the mean of values and half of its 95% interval.
func interval(values []float64) (mean, half float64) {
	n := float64(len(values))
	if n < 2 {
		return 0, 0
	}
	var sum, squares float64
	for _, v := range values {
		sum, squares = sum+v, squares+v*v
	}
	mean = sum / n
	return mean, 1.96 * math.Sqrt(max(0, squares/n-mean*mean)/(n-1))
}

func printMeasures(sets []*set, score ranking) {
	for _, s := range sets {
		fmt.Printf("  %-10s", s.name)
		for i, v := range values(s, score) {
			if mean, half := interval(v); len(v) > 0 {
				fmt.Printf("  %s %.3f ±%.3f", measures[i].name, mean, half)
			}
		}
		fmt.Println()
	}
}

func printLoss(without string, base, now [][]float64) {
	fmt.Printf("  %-48s", without)
	for i := range base {
		fmt.Printf("  %s MRR@10 %+.3f nDCG@10 %+.3f", corpora[i].name, now[i][2]-base[i][2], now[i][4]-base[i][4])
	}
	fmt.Println()
}
