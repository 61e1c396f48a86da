package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/ingest/quote"
	"attache/ingest/story"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

// part is one of the steps of an import, over the whole corpus.
type part struct {
	Name string
	Took time.Duration
}

// partsResult is where an import's time goes.
type partsResult struct {
	Articles int
	Parts    []part
}

// stopwatch is the store, with the times of an import and what it filed.
type stopwatch struct {
	*store.Store
	batches []news.Batch
	// writing is what committing took, stories what looking for copies did
	// after it, and total all of the import.
	writing, stories, total time.Duration
	committed               time.Time
}

// Commit writes a batch and keeps it.
func (w *stopwatch) Commit(ctx context.Context, b news.Batch) error {
	began := time.Now()
	err := w.Store.Commit(ctx, b)
	w.writing += time.Since(began)
	w.batches = append(w.batches, b)
	return err
}

// filed hears that the last batch has been dealt with.
func (w *stopwatch) filed(int) {
	if !w.committed.IsZero() {
		w.stories += time.Since(w.committed)
	}
	w.committed = time.Time{}
}

// importFile files a corpus without merging.
func (w *stopwatch) importFile(ctx context.Context, source int64, sentences *sentence.Splitter, path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	filer := filing.NewFiler(w, sentences, filing.FilerOptions{Committed: func() { w.committed = time.Now() }})
	began := time.Now()
	_, err = filer.ImportJSONL(ctx, source, file, w.filed)
	w.total = time.Since(began)
	return err
}

// measureParts imports the corpus on one core. What the store does is timed
// as it happens, and what is pure is then done alone over the same articles.
// What the import took beyond these is the rest: parsing, looking up what is
// held, cutting sentences into passages.
func measureParts(ctx context.Context, s settings) (r partsResult, err error) {
	runtime.GOMAXPROCS(1)
	h, err := openHouse(ctx, s.db)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, h.db.Close()) }()
	sentences, err := sentence.New()
	if err != nil {
		return r, err
	}
	watch := &stopwatch{Store: h.db}
	if err := watch.importFile(ctx, h.source, sentences, s.corpus); err != nil {
		return r, fmt.Errorf("importing: %w", err)
	}
	began := time.Now()
	if err := h.merger.Tidy(ctx, true); err != nil {
		return r, err
	}
	merging := time.Since(began)
	r = alone(sentences, watch.batches)
	r.Parts = append(r.Parts, part{"writing", watch.writing}, part{"stories", watch.stories})
	rest := watch.total
	for _, p := range r.Parts {
		rest -= p.Took
	}
	r.Parts = append(r.Parts, part{"merging", merging}, part{"the rest", max(0, rest)})
	return r, nil
}

// alone times the pure parts of an import over batches that were filed.
func alone(sentences *sentence.Splitter, batches []news.Batch) (r partsResult) {
	analyser := index.NewAnalyser()
	var splitting, quoting, sketching, analysing time.Duration
	lap := func(sum *time.Duration, since *time.Time) {
		now := time.Now()
		*sum += now.Sub(*since)
		*since = now
	}
	for _, batch := range batches {
		r.Articles += len(batch.Filings)
		for _, f := range batch.Filings {
			at := time.Now()
			spans := sentences.Split(f.Article.Text)
			lap(&splitting, &at)
			quote.Find(f.Article.Text, spans)
			lap(&quoting, &at)
			// A sketch of an article is always writable.
			_, _ = story.NewSketch(f.Article.Title, f.Article.Text).MarshalBinary()
			lap(&sketching, &at)
		}
		at := time.Now()
		impacts := weighFilings(analyser, batch.Filings)
		index.NewTail(impacts, make([]index.Row, len(impacts)))
		lap(&analysing, &at)
	}
	r.Parts = []part{{"sentences", splitting}, {"quotations", quoting}, {"sketches", sketching}, {"analysis and tails", analysing}}
	return r
}

// weighFilings analyses the passages of articles as filing does.
func weighFilings(analyser *index.Analyser, filings []news.Filing) []index.Impacts {
	var impacts []index.Impacts
	for _, f := range filings {
		for _, p := range f.Passages {
			impacts = append(impacts, analyser.Weigh(fieldsOf(f.Article.Title, p)))
		}
	}
	return impacts
}

func (r partsResult) print() {
	var total time.Duration
	for _, p := range r.Parts {
		total += p.Took
	}
	each := float64(r.Articles) * float64(time.Microsecond)
	row("import on one core", "%.0f µs an article, of which", float64(total)/each)
	for _, p := range r.Parts {
		row("  "+p.Name, "%.0f µs, %.0f%%", float64(p.Took)/each, 100*float64(p.Took)/float64(total))
	}
}
