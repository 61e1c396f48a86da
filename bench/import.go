package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"attache/index"
	"attache/ingest"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

// importResult is how an import went.
type importResult struct {
	Articles           int
	ArticlesPerSecond  float64
	MegabytesPerSecond float64
	DatabaseMegabytes  float64
	Memory             memory
}

// measureImport times a corpus from JSONL to a merged index, as attache
// import does it.
func measureImport(ctx context.Context, s settings) (r importResult, err error) {
	file, err := os.Open(s.corpus)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return r, err
	}
	began := time.Now()
	db, err := store.Open(ctx, s.db)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	sentences, err := sentence.New()
	if err != nil {
		return r, err
	}
	merger := index.NewMerger(index.Open(db), db, slog.New(slog.DiscardHandler))
	source, _, err := db.AddSource(ctx, news.SharedGuild, news.Source{URL: "attache:import", Kind: news.KindImport})
	if err != nil {
		return r, err
	}
	report, err := ingest.NewFiler(db, sentences, ingest.FilerOptions{}).ImportJSONL(ctx, source.ID, file, nil)
	if err != nil {
		return r, err
	}
	if err := merger.Tidy(ctx, true); err != nil {
		return r, err
	}
	seconds := time.Since(began).Seconds()
	size, err := os.Stat(s.db)
	if err != nil {
		return r, err
	}
	return importResult{
		Articles: report.New, ArticlesPerSecond: float64(report.New) / seconds,
		MegabytesPerSecond: float64(info.Size()) / 1e6 / seconds,
		DatabaseMegabytes:  float64(size.Size()) / 1e6, Memory: readMemory(),
	}, nil
}

func (r importResult) print() {
	row("import, JSONL to merged index", "%.0f articles/s, %.1f MB/s (median of 3)", r.ArticlesPerSecond, r.MegabytesPerSecond)
	row("articles, database", "%d, %.0f MB", r.Articles, r.DatabaseMegabytes)
	row("peak memory while importing", "%s", r.Memory)
}
