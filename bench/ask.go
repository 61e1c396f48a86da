package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"attache/answer"
	"attache/index"
	"attache/ingest"
	"attache/news"
	"attache/retrieval"
	"attache/store"
)

const (
	// rounds is how often all questions are asked, after one warm-up.
	rounds = 5
	// retrievalTarget and questionTarget are what p95 is held against.
	retrievalTarget = 2 * time.Millisecond
	questionTarget  = 20 * time.Millisecond
	// askers is how many ask at once for the throughput.
	askers = 2
)

// askResult is how asking went.
type askResult struct {
	Questions int
	// Retrieval alone, with as many passages as an answer may rest on, and
	// a whole question, unkept and kept.
	Retrieval, Question, Kept latency
	PerSecond                 float64
	Memory                    memory
}

type latency struct{ P50, P95 time.Duration }

func latencyOf(took []time.Duration) latency {
	return latency{P50: percentile(took, 50), P95: percentile(took, 95)}
}

// measureAsk times all questions, each at its own day, in this process.
func measureAsk(ctx context.Context, s settings) (r askResult, err error) {
	questions, err := readQuestions(s.queries)
	if err != nil {
		return r, err
	}
	db, err := store.Open(ctx, s.db)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	retriever := retrieval.New(index.Open(db), db, ingest.FoldOutlet)
	unkept := answer.New(answer.Options{Retriever: retriever})
	kept := answer.New(answer.Options{Retriever: retriever, Keeper: db})
	r.Questions = len(questions)
	for into, ask := range map[*latency]func(news.Question) error{
		&r.Retrieval: func(q news.Question) error {
			_, err := retriever.Retrieve(ctx, retrieval.Request{Question: q, Limit: 10, Context: 3})
			return err
		},
		&r.Question: func(q news.Question) error { _, err := unkept.Ask(ctx, q, nil); return err },
		&r.Kept:     func(q news.Question) error { _, err := kept.Ask(ctx, q, nil); return err },
	} {
		if *into, err = measure(questions, ask); err != nil {
			return r, err
		}
	}
	r.PerSecond, err = throughput(questions, func(q news.Question) error { _, err := unkept.Ask(ctx, q, nil); return err })
	r.Memory = readMemory()
	return r, err
}

// measure asks everything once to warm up, and then rounds times.
func measure(questions []news.Question, ask func(news.Question) error) (latency, error) {
	var took []time.Duration
	for round := range rounds + 1 {
		for _, q := range questions {
			began := time.Now()
			if err := ask(q); err != nil {
				return latency{}, err
			}
			if round > 0 {
				took = append(took, time.Since(began))
			}
		}
	}
	return latencyOf(took), nil
}

// throughput is how many questions a second several askers get answered.
func throughput(questions []news.Question, ask func(news.Question) error) (float64, error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	failed := make(chan error, askers)
	total := int64(rounds * len(questions))
	began := time.Now()
	for range askers {
		wait.Go(func() {
			for n := next.Add(1); n <= total; n = next.Add(1) {
				if err := ask(questions[int(n)%len(questions)]); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	close(failed)
	return float64(total) / time.Since(began).Seconds(), <-failed
}

func readQuestions(path string) (questions []news.Question, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	decoder := json.NewDecoder(bufio.NewReader(file))
	for {
		var row struct{ Query, Asked string }
		if err := decoder.Decode(&row); errors.Is(err, io.EOF) {
			return questions, nil
		} else if err != nil {
			return nil, err
		}
		q := news.Question{Text: row.Query}
		if q.AsOf, err = news.ParseMoment(row.Asked); err != nil {
			return nil, err
		}
		questions = append(questions, q)
	}
}

func (r askResult) print() {
	row("retrieval alone", "%s", r.Retrieval.against(retrievalTarget))
	row("a whole question, no model", "%s", r.Question.against(questionTarget))
	row("the same, and kept in the database", "%s", r.Kept.against(questionTarget))
	row("two askers at once", "%.0f questions/s", r.PerSecond)
	row("peak memory while asking", "%s", r.Memory)
}

// against prints a latency beside its target.
func (l latency) against(target time.Duration) string {
	verdict := "met"
	if l.P95 > target {
		verdict = "missed"
	}
	return "p50 " + ms(l.P50) + ", p95 " + ms(l.P95) + " (target p95 " + ms(target) + ": " + verdict + ")"
}
