package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

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
	if r.Articles, r.Passages, err = importCorpus(ctx, s); err != nil {
		return r, fmt.Errorf("importing: %w", err)
	}
	r.Took = time.Since(began)
	if r.Corpus, err = size(s.corpus); err != nil {
		return r, err
	}
	r.Database, err = size(s.db)
	return r, err
}

// importCorpus does what attache import does, merging in the background
// meanwhile.
func importCorpus(ctx context.Context, s settings) (articles, passages int, err error) {
	file, err := os.Open(s.corpus)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	db, err := store.Open(ctx, s.db)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.SetIndexFormat(ctx, index.Format); err != nil {
		return 0, 0, err
	}
	sentences, err := sentence.New()
	if err != nil {
		return 0, 0, err
	}
	source, _, err := db.AddSource(ctx, news.SharedGuild, news.Source{URL: "attache:import", Kind: news.KindImport})
	if err != nil {
		return 0, 0, err
	}
	merger := index.NewMerger(index.Open(db), db, slog.New(slog.DiscardHandler))
	settle := tend(ctx, merger)
	filer := filing.NewFiler(db, sentences, filing.FilerOptions{Committed: merger.Nudge})
	report, err := filer.ImportJSONL(ctx, source.ID, file, nil)
	settle()
	if err != nil {
		return 0, 0, err
	}
	if err := merger.Tidy(ctx, true); err != nil {
		return 0, 0, err
	}
	manifest, err := db.Manifest(ctx, nil, 0)
	for _, segment := range manifest.Segments {
		passages += segment.Passages
	}
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

func size(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (r importResult) print() {
	seconds, passages := r.Took.Seconds(), float64(r.Passages)
	row("corpus", "%d articles, %d passages, %.0f MB", r.Articles, r.Passages, float64(r.Corpus)/1e6)
	row("import, JSONL to merged index", "%.0f articles/s, %.0f passages/s, %.1f MB/s (median of %d)",
		float64(r.Articles)/seconds, passages/seconds, float64(r.Corpus)/1e6/seconds, imports)
	row("peak memory while importing", "%s", r.Memory)
	row("database", "%.0f MB, %.0f bytes a passage", float64(r.Database)/1e6, float64(r.Database)/passages)
}
