// Command tune chooses, on development questions, what each signal of
// ranking and each sign of sufficiency counts. It prints what the choice is
// worth on questions that it was not made on (five folds), what the result
// loses without each signal, and with --write changes the two files of
// package finding that hold the numbers.
//
// Run it from the top of the repository, with the questions beside it:
//
//	go run ./eval/tune [--write]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"

	"attache/retrieval"
	"attache/retrieval/finding"
)

func main() {
	data := flag.String("data", "../shared/eval", "folder of the questions and articles")
	each := flag.Bool("each", false, "measure also what is lost without each signal (minutes)")
	write := flag.Bool("write", false, "write retrieval/finding/weights.go and counts.go")
	flag.Parse()
	if err := run(context.Background(), *data, *each, *write); err != nil {
		fmt.Fprintln(os.Stderr, "tune:", err)
		os.Exit(1)
	}
}

// folds is into how many parts the questions are parted: each is measured
// with what was chosen on the others.
const folds = 5

func run(ctx context.Context, data string, each, write bool) (err error) {
	sets, err := openSets(ctx, data)
	if err != nil {
		return err
	}
	defer func() {
		for _, s := range sets {
			err = errors.Join(err, s.Close())
		}
	}()
	for _, s := range sets {
		if err := s.ask(ctx); err != nil {
			return err
		}
	}
	weights := tuneRanking(sets, each)
	questions, err := judgedQuestions(ctx, sets, weights)
	if err != nil {
		return err
	}
	counts := tuneSufficiency(questions)
	if !write {
		return nil
	}
	return errors.Join(writeWeights(weights), writeCounts(counts))
}

// tuneRanking prints what the weights are worth, and gives those chosen on
// all questions.
func tuneRanking(sets []*set, each bool) retrieval.Signals {
	all := func(int, *question) bool { return true }
	fmt.Println("words and age alone")
	printMeasures(sets, func(*question) retrieval.Signals { return plain })
	fmt.Println("\nchosen on the other folds, mean and 95% interval over the questions")
	var byFold [folds]retrieval.Signals
	for f := range folds {
		byFold[f] = learnWeights(sets, func(_ int, q *question) bool { return q.fold != f }, unused)
	}
	printMeasures(sets, func(q *question) retrieval.Signals { return byFold[q.fold] })
	if each {
		printEach(sets, means(sets, func(q *question) retrieval.Signals { return byFold[q.fold] }))
	}
	weights := learnWeights(sets, all, unused)
	fmt.Println("\nchosen on all of them, and measured on the same")
	printMeasures(sets, func(*question) retrieval.Signals { return weights })
	return weights
}

// unused are signals that serve only to judge: with them the ranking was
// worse on questions that it was not chosen on.
var unused = map[retrieval.Signal]bool{
	retrieval.SignalShare: true, retrieval.SignalArticle: true, retrieval.SignalBeside: true,
}

// printEach prints what the ranking loses without each signal.
func printEach(sets []*set, base [][]float64) {
	fmt.Println("\nthe same without one signal, the difference")
	for s := range retrieval.SignalCount {
		if unused[s] {
			continue
		}
		without := maps.Clone(unused)
		without[s] = true
		var byFold [folds]retrieval.Signals
		for f := range folds {
			byFold[f] = learnWeights(sets, func(_ int, q *question) bool { return q.fold != f }, without)
		}
		printLoss(s, base, means(sets, func(q *question) retrieval.Signals { return byFold[q.fold] }))
	}
}

// plain is a ranking by words and age alone.
var plain = retrieval.Signals{retrieval.SignalScore: 1, retrieval.SignalBoth: 2}

// tuneSufficiency prints what the counts are worth, and gives those chosen
// on all questions.
func tuneSufficiency(questions []judged) finding.Signs {
	scores := make([]float64, len(questions))
	for f := range folds {
		counts := learnCounts(questions, func(q judged) bool { return q.fold != f })
		for i, q := range questions {
			if q.fold == f {
				scores[i] = q.signs.Times(counts)
			}
		}
	}
	fmt.Println("\nquestions refused, chosen on the other folds")
	for _, wrongly := range []float64{.05, .07, wronglyRefused} {
		printRefusals(questions, scores, wrongly)
	}
	counts := learnCounts(questions, func(judged) bool { return true })
	for i, q := range questions {
		scores[i] = q.signs.Times(counts)
	}
	fmt.Println("chosen on all of them, and measured on the same")
	threshold := printRefusals(questions, scores, wronglyRefused)
	// The threshold becomes part of the constant sign: enough is a chance of
	// one half.
	counts[finding.SignAlways] -= threshold
	return counts
}
