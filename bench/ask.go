package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"attache/answer"
	"attache/index"
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
	// Narrow is retrieval of as much as an answer may rest on, Wide of fifty
	// passages; then a whole question, unkept and kept.
	Narrow, Wide, Question, Kept latency
	PerSecond                    float64
	Memory                       memory
}

// ask is one way to put a question.
type ask func(news.Question) error

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
	peaks := watchMemory(ctx)
	defer func() { r.Memory = peaks() }()
	retriever, err := newRetriever(index.Open(db), db)
	if err != nil {
		return r, err
	}
	retrieve := func(limit, context int) ask {
		return func(q news.Question) error {
			_, err := retriever.Retrieve(ctx, retrieval.Request{Question: q, Limit: limit, Context: context})
			return err
		}
	}
	answers := func(o answer.Options) ask {
		desk := answer.New(o)
		return func(q news.Question) error { _, err := desk.Ask(ctx, q, nil); return err }
	}
	unkept := answers(answer.Options{Retriever: retriever})
	r.Questions = len(questions)
	for _, way := range []struct {
		into *latency
		ask  ask
	}{
		{&r.Narrow, retrieve(10, 3)}, // what answer.Desk asks for
		{&r.Wide, retrieve(50, 0)},   // what a run file holds
		{&r.Question, unkept},
		{&r.Kept, answers(answer.Options{Retriever: retriever, Keeper: db})},
	} {
		if *way.into, err = measure(questions, way.ask); err != nil {
			return r, err
		}
	}
	r.PerSecond, err = throughput(questions, unkept)
	return r, err
}

// measure asks everything once to warm up, and then rounds times.
func measure(questions []news.Question, put ask) (latency, error) {
	var took []time.Duration
	for round := range rounds + 1 {
		for _, q := range questions {
			began := time.Now()
			if err := put(q); err != nil {
				return latency{}, fmt.Errorf("asking %q: %w", q.Text, err)
			}
			if round > 0 {
				took = append(took, time.Since(began))
			}
		}
	}
	return latencyOf(took), nil
}

// throughput is how many questions a second several askers get answered.
func throughput(questions []news.Question, put ask) (float64, error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	failed := make(chan error, askers)
	total := int64(rounds * len(questions))
	began := time.Now()
	for range askers {
		wait.Go(func() {
			for n := next.Add(1); n <= total; n = next.Add(1) {
				if err := put(questions[int(n)%len(questions)]); err != nil {
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

func (r askResult) print() {
	row("questions", "%d, %d rounds", r.Questions, rounds)
	row("retrieval, 10 passages and context", "%s", r.Narrow.against(retrievalTarget))
	row("retrieval, 50 passages", "%s", r.Wide.against(retrievalTarget))
	row("a whole question, no model", "%s", r.Question.against(questionTarget))
	row("the same, and kept in the database", "%s", r.Kept.against(questionTarget))
	row(fmt.Sprintf("%d askers at once", askers), "%.0f questions/s", r.PerSecond)
	row("peak memory while asking", "%s", r.Memory)
}
