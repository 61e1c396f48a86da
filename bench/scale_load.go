package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

const (
	// crowd is how many ask at once, crowdRounds how often each question is
	// asked by them together.
	crowd       = 8
	crowdRounds = 4
	// writtenArticles is how many invented articles are imported meanwhile
	// at most.
	writtenArticles = 100_000
	// filterRounds is how often each question is asked under each filter.
	filterRounds = 2
)

// loadResult is what happens to an index of some size when much goes on.
type loadResult struct {
	// Quiet is with many askers, Writing with an import besides.
	Quiet, Writing crowdResult
	Memory         memory
	// Filtered are the latencies by filter, the first without one.
	Filtered []filtered
	Writes   writesResult
	// Index is the size of the index's tables in bytes, for so many Passages.
	Index    int64
	Passages int
}

// crowdResult is how many askers at once fared.
type crowdResult struct {
	Latency   latency
	PerSecond float64
	Asked     int
	// Cores is the processor time by the clock.
	Cores float64
	// Imported counts articles that were filed meanwhile.
	Imported int
}

// filtered is the latency of questions under one filter.
type filtered struct {
	Name    string
	Latency latency
}

// measureLoad works on s.db, a copy that it may write to.
func measureLoad(ctx context.Context, s settings) (r loadResult, err error) {
	questions, err := readQuestions(s.queries)
	if err != nil {
		return r, err
	}
	db, err := store.Open(ctx, s.db)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if r.Passages, err = (house{db: db}).passages(ctx); err != nil {
		return r, err
	}
	if r.Index, err = indexSize(ctx, s.db); err != nil {
		return r, err
	}
	x := index.Open(db)
	retriever, err := newRetriever(x, db)
	if err != nil {
		return r, err
	}
	a := retrievalAsker{db, retriever}
	peaks := watchMemory(ctx)
	if r.Filtered, err = askFiltered(ctx, a, questions); err != nil {
		return r, err
	}
	if r.Quiet, err = askTogether(ctx, a, questions); err != nil {
		return r, err
	}
	r.Memory = peaks()
	stop, err := startImport(ctx, db, x)
	if err != nil {
		return r, err
	}
	r.Writing, err = askTogether(ctx, a, questions)
	imported, failed := stop()
	if err = errors.Join(err, failed); err != nil {
		return r, err
	}
	r.Writing.Imported = imported
	r.Writes, err = measureWrites(ctx, db, x)
	return r, err
}

// askFiltered asks under each filter in turns.
func askFiltered(ctx context.Context, a asker, questions []news.Question) ([]filtered, error) {
	month := news.At(drawnEnd.AddDate(0, -7, 0))
	filters := []struct {
		name  string
		apply func(*news.Question)
	}{
		{"no filter", func(*news.Question) {}},
		{"one of eight sources", func(q *news.Question) { q.Guild = single }},
		{"two of forty outlets", func(q *news.Question) { q.Outlets = []string{drawnOutlet(3), drawnOutlet(30)} }},
		{"the last seven months", func(q *news.Question) { q.Since = month }},
	}
	took := make([][]time.Duration, len(filters))
	for round := range filterRounds + 1 {
		for _, q := range questions {
			for i, f := range filters {
				asked := q
				f.apply(&asked)
				began := time.Now()
				if _, err := a.ask(ctx, asked); err != nil {
					return nil, fmt.Errorf("asking %q with %s: %w", q.Text, f.name, err)
				}
				if round > 0 {
					took[i] = append(took[i], time.Since(began))
				}
			}
		}
	}
	results := make([]filtered, len(filters))
	for i, f := range filters {
		results[i] = filtered{f.name, latencyOf(took[i])}
	}
	return results, nil
}

// askTogether lets a crowd ask.
func askTogether(ctx context.Context, a asker, questions []news.Question) (r crowdResult, err error) {
	took := make([][]time.Duration, crowd)
	failed := make([]error, crowd)
	var wait sync.WaitGroup
	began, worked := time.Now(), processorTime()
	for i := range crowd {
		wait.Go(func() {
			for n := i; n < crowdRounds*len(questions) && failed[i] == nil; n += crowd {
				at := time.Now()
				_, failed[i] = a.ask(ctx, questions[n%len(questions)])
				took[i] = append(took[i], time.Since(at))
				runtime.Gosched() // who has an answer lets the others go first
			}
		})
	}
	wait.Wait()
	elapsed := time.Since(began)
	var all []time.Duration
	for _, t := range took {
		all = append(all, t...)
	}
	r.Latency, r.Asked = latencyOf(all), len(all)
	r.PerSecond = float64(len(all)) / elapsed.Seconds()
	r.Cores = ratioOf(processorTime()-worked, elapsed)
	return r, errors.Join(failed...)
}

// startImport files invented articles, merging as the bot does, until the
// returned function is called, which gives how many there were.
func startImport(ctx context.Context, db *store.Store, x *index.Index) (stop func() (int, error), err error) {
	sentences, err := sentence.New()
	if err != nil {
		return nil, err
	}
	source, _, err := db.AddSource(ctx, everything, news.Source{URL: "https://press.example/feed", Kind: news.KindFeed})
	if err != nil {
		return nil, err
	}
	merger := index.NewMerger(x, db, nil)
	filer := filing.NewFiler(db, sentences, filing.FilerOptions{Committed: merger.Nudge})
	settle := tend(ctx, merger)
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	var filed int
	var failed error
	wait.Go(func() {
		press := newPress()
		for from := 0; from < writtenArticles && ctx.Err() == nil && failed == nil; from += batchArticles {
			articles := make([]news.Article, batchArticles)
			for i := range articles {
				articles[i] = press.read(from + i)
			}
			if _, failed = filer.File(ctx, source.ID, articles); failed == nil {
				filed += len(articles)
			}
		}
	})
	return func() (int, error) {
		cancel()
		wait.Wait()
		settle()
		if errors.Is(failed, context.Canceled) {
			failed = nil
		}
		return filed, failed
	}, nil
}

// read is an invented article as a fetcher would hand it on.
func (p *press) read(n int) news.Article {
	a := p.article(n, writtenArticles)
	return news.Article{URL: a.URL, Title: a.Title, Text: a.Text, Outlet: a.Source, Published: news.At(drawnEnd), Seen: drawnEnd}
}
