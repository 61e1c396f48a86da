package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/retrieval/finding"
	"attache/sentence"
	"attache/store"
)

// app is the wired house: one open database with everything above it.
type app struct {
	store     *store.Store
	index     *index.Index
	merger    *index.Merger
	retriever *finding.Retriever
	log       *slog.Logger
	tasks     sync.WaitGroup
	stop      context.CancelFunc
	ends      []func()
	// warm reads what the first question would have to wait for, if anything.
	warm func(context.Context) error
}

// openApp opens the database that the settings name. Close it.
func openApp(ctx context.Context, settings *Settings, log *slog.Logger) (*app, error) {
	path, err := settings.database()
	if err != nil {
		return nil, err
	}
	return openAppAt(ctx, path, log)
}

func openAppAt(ctx context.Context, path string, log *slog.Logger) (*app, error) {
	s, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	a := &app{store: s, index: index.Open(s), log: log, stop: func() {}}
	a.merger = index.NewMerger(a.index, s, log)
	a.retriever = finding.New(retrieving(a.index, s, log))
	if err := a.checkFormat(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// Close stops background work, waits for it, and closes the database.
func (a *app) Close() error {
	a.settle()
	for _, end := range a.ends {
		end()
	}
	return a.store.Close()
}

// atClose has something done when the app closes.
func (a *app) atClose(end func()) { a.ends = append(a.ends, end) }

// checkFormat refuses an index whose impacts mean something else here.
func (a *app) checkFormat(ctx context.Context) error {
	format, err := a.store.IndexFormat(ctx)
	if err != nil {
		return err
	}
	if format == 0 {
		return a.store.SetIndexFormat(ctx, index.Format)
	}
	if format != index.Format {
		return &news.Fault{
			Sentence: "The database was written by another version of Attaché: use that version, or import into a new file with --db.",
			Cause:    fmt.Errorf("index format %d, want %d", format, index.Format),
		}
	}
	return nil
}

// mergeInterval is how often the index is looked over without a nudge.
const mergeInterval = time.Minute

// tend merges the index in the background until settle or Close, which also
// end the context that it returns.
func (a *app) tend(ctx context.Context) context.Context {
	ctx, a.stop = context.WithCancel(ctx)
	a.tasks.Go(func() { a.merger.Run(ctx, mergeInterval) })
	return ctx
}

// warmUp reads in the background what would take longer than a question may.
func (a *app) warmUp(ctx context.Context) {
	if a.warm == nil {
		return
	}
	a.tasks.Go(func() {
		if err := a.warm(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("the vectors cannot be read; questions are answered by their words", "err", err)
		}
	})
}

// settle ends the background work that tend began, and waits for it.
func (a *app) settle() {
	a.stop()
	a.tasks.Wait()
}

// newFiler makes what writes articles. It loads the sentence model, which
// asking a question does not need.
func (a *app) newFiler() (*filing.Filer, error) {
	sentences, err := sentence.New()
	if err != nil {
		return nil, err
	}
	return filing.NewFiler(a.store, sentences, filing.FilerOptions{Committed: a.merger.Nudge, Logger: a.log}), nil
}

// importURL is the address of the source that imported files come from.
const importURL = "attache:import"

// importSource gives the source of imported files, which every guild sees.
func (a *app) importSource(ctx context.Context) (news.Source, error) {
	source, _, err := a.store.AddSource(ctx, news.SharedGuild, news.Source{
		URL: importURL, Kind: news.KindImport, Title: "Imported files",
	})
	return source, err
}
