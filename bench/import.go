package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/sentence"
)

// importTarget is how many articles a second an import is to bring.
const importTarget = 500

// importResult is how an import went.
type importResult struct {
	Articles, Passages int
	// Corpus and Database are sizes in bytes.
	Corpus, Database int64
	Took             time.Duration
	Memory           memory
}

// measureImport times a corpus from JSONL to a closed database with a
// merged index.
func measureImport(ctx context.Context, s settings) (r importResult, err error) {
	peaks := watchMemory(ctx)
	defer func() { r.Memory = peaks() }()
	began := time.Now()
	if r.Articles, r.Passages, err = importCorpus(ctx, s, nil); err != nil {
		return r, fmt.Errorf("importing: %w", err)
	}
	r.Took = time.Since(began)
	if r.Corpus, err = sizeOf(s.corpus); err != nil {
		return r, err
	}
	r.Database, err = sizeOf(s.db)
	return r, err
}

// importCorpus does what attache import does, merging in the background
// meanwhile. progress, if set, hears how many rows have been read.
func importCorpus(ctx context.Context, s settings, progress func(rows int)) (articles, passages int, err error) {
	file, err := os.Open(s.corpus)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	h, err := openHouse(ctx, s.db)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, h.db.Close()) }()
	sentences, err := sentence.New()
	if err != nil {
		return 0, 0, err
	}
	settle := tend(ctx, h.merger)
	filer := filing.NewFiler(h.db, sentences, filing.FilerOptions{Committed: h.merger.Nudge})
	report, err := filer.ImportJSONL(ctx, h.source, file, progress)
	settle()
	if err != nil {
		return 0, 0, err
	}
	if err := h.merger.Tidy(ctx, true); err != nil {
		return 0, 0, err
	}
	passages, err = h.passages(ctx)
	return report.New, passages, err
}

// tend merges in the background until the returned function is called,
// which waits for it.
func tend(ctx context.Context, merger *index.Merger) (settle func()) {
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		merger.Run(ctx, time.Minute)
	}()
	return func() {
		stop()
		<-done
	}
}

func (r importResult) print() {
	seconds, passages := r.Took.Seconds(), float64(r.Passages)
	rate := float64(r.Articles) / seconds
	row("corpus", "%d articles, %d passages, %.0f MB", r.Articles, r.Passages, float64(r.Corpus)/1e6)
	row("import, JSONL to merged index", "%.0f articles/s, %.0f passages/s, %.1f MB/s (target %d articles/s: %s; median of %d)",
		rate, passages/seconds, float64(r.Corpus)/1e6/seconds, importTarget, verdict(rate >= importTarget), imports)
	row("peak memory while importing", "%s", r.Memory)
	row("database", "%.0f MB, %.0f bytes a passage", float64(r.Database)/1e6, float64(r.Database)/passages)
}
