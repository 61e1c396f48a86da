// Command tune chooses, on development questions, what each signal of
// ranking and each sign of sufficiency counts. It prints what the choice is
// worth on questions that it was not made on (five folds), what the result
// loses without each feature (--each), and with --write changes the two files of
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
	each := flag.Bool("each", false, "measure also what is lost without each feature (some minutes)")
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
		if err := s.ask(ctx, s.retriever); err != nil {
			return err
		}
	}
	weights, err := tuneRanking(ctx, sets, each)
	if err != nil {
		return err
	}
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
func tuneRanking(ctx context.Context, sets []*set, each bool) (weights retrieval.Signals, err error) {
	fmt.Println("words and age alone, mean and 95% interval over the questions")
	printMeasures(sets, plain)
	fmt.Println("\nchosen on the other folds")
	chosen := byFolds(sets, unused)
	printMeasures(sets, by(chosen))
	if each {
		if err := printEach(ctx, sets, means(sets, by(chosen))); err != nil {
			return weights, err
		}
	}
	weights = learnWeights(sets, func(*question) bool { return true }, unused)
	fmt.Println("\nchosen on all of them, and measured on the same")
	printMeasures(sets, by(func(*question) retrieval.Signals { return weights }))
	return weights, nil
}

// unused are signals that serve only to judge: with them the ranking was
// worse on questions that it was not chosen on.
var unused = map[retrieval.Signal]bool{
	retrieval.SignalShare: true, retrieval.SignalToday: true,
}

// features are groups of signals that serve one end.
var features = []struct {
	name    string
	signals []retrieval.Signal
}{
	{"age at the time of asking", []retrieval.Signal{retrieval.SignalFresh, retrieval.SignalNewest}},
	{"the time, outlet and speaker asked for", []retrieval.Signal{retrieval.SignalWindow, retrieval.SignalOutlet, retrieval.SignalSpeaker}},
	{"headline, and the passage that opens an article", []retrieval.Signal{retrieval.SignalTitle, retrieval.SignalLead}},
	{"words near one another, and quoted phrases", []retrieval.Signal{retrieval.SignalSentence, retrieval.SignalPhrase}},
	{"the article as a whole, and its names", []retrieval.Signal{retrieval.SignalWhole, retrieval.SignalNames}},
	{"a sentence of the kind asked for", []retrieval.Signal{retrieval.SignalWanted}},
}

// printEach prints what the ranking loses without each feature.
func printEach(ctx context.Context, sets []*set, base [][]float64) error {
	fmt.Println("\nthe same without one feature, the difference")
	for _, feature := range features {
		without := maps.Clone(unused)
		for _, s := range feature.signals {
			without[s] = true
		}
		printLoss(feature.name, base, means(sets, by(byFolds(sets, without))))
	}
	for _, s := range sets {
		if err := s.ask(ctx, s.bare); err != nil {
			return err
		}
	}
	printLoss("the lexicon", base, means(sets, by(byFolds(sets, unused))))
	for _, s := range sets {
		if err := s.ask(ctx, s.retriever); err != nil {
			return err
		}
	}
	return nil
}

// byFolds gives each question the weights that were chosen on the others.
func byFolds(sets []*set, without map[retrieval.Signal]bool) func(*question) retrieval.Signals {
	var weights [folds]retrieval.Signals
	for f := range folds {
		weights[f] = learnWeights(sets, func(q *question) bool { return q.fold != f }, without)
	}
	return func(q *question) retrieval.Signals { return weights[q.fold] }
}

// plain is a ranking by words and age alone, as the index gives it.
func plain(_ *question, s retrieval.Signals) float64 {
	return s[retrieval.SignalScore] * (1 + 2*s[retrieval.SignalFresh])
}

// by is the ranking with the weights that a question gets.
func by(weights func(*question) retrieval.Signals) ranking {
	return func(q *question, s retrieval.Signals) float64 { return s.Times(weights(q)) }
}

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
