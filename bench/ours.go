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
)

// indexOurs builds Attaché's index over passages by the way of the command:
// analysis on all cores, a tail committed with each batch, merging meanwhile,
// and at the end all of it merged. The store numbers passages by their rows,
// so those are written too, but without their words.
func indexOurs(ctx context.Context, path string, passages []passage) (err error) {
	h, err := openHouse(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.db.Close()) }()
	outlets, err := h.db.OutletIDs(ctx, []string{"Example Wire"}, filing.FoldOutlet)
	if err != nil {
		return err
	}
	set, err := h.db.SourceSet(ctx, []int64{h.source})
	if err != nil {
		return err
	}
	settle := tend(ctx, h.merger)
	err = commitAll(ctx, h, passages, news.Filing{Outlet: outlets["Example Wire"], SourceSet: set, Revised: true})
	settle()
	if err != nil {
		return err
	}
	if err := h.merger.Tidy(ctx, true); err != nil {
		return err
	}
	held, err := h.passages(ctx)
	if err == nil && held != len(passages) {
		err = fmt.Errorf("the index holds %d passages, want %d", held, len(passages))
	}
	return err
}

// commitAll commits passages in batches, each batch as one article.
func commitAll(ctx context.Context, h house, passages []passage, f news.Filing) error {
	analysers := index.NewAnalysers()
	seen := time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)
	for from := 0; from < len(passages); from += batchPassages {
		batch := passages[from:min(from+batchPassages, len(passages))]
		f.Article = news.Article{URL: fmt.Sprintf("https://wire.example/%d", from), Revision: 1, Seen: seen}
		f.Passages = make([]news.Passage, len(batch))
		rows := make([]index.Row, len(batch))
		for i := range batch {
			f.Passages[i] = news.Passage{Ordinal: i, End: 1, Revision: 1, ValidFrom: seen}
			rows[i] = index.Row{
				Passage: int64(i), Published: seen.Unix(), ValidFrom: seen.Unix(), ValidTo: index.Forever,
				SourceSet: f.SourceSet, Outlet: f.Outlet,
			}
		}
		tail := index.NewTail(weighAll(analysers, batch), rows)
		if err := h.db.Commit(ctx, news.Batch{Filings: []news.Filing{f}, Tail: tail}); err != nil {
			return err
		}
		h.merger.Nudge()
	}
	return nil
}

// weighAll analyses passages on all cores.
func weighAll(analysers index.Analysers, passages []passage) []index.Impacts {
	impacts := make([]index.Impacts, len(passages))
	share := (len(passages) + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for from := 0; from < len(passages); from += share {
		wait.Go(func() {
			analyser := analysers.Get()
			defer analysers.Put(analyser)
			for i := from; i < min(from+share, len(passages)); i++ {
				impacts[i] = analyser.Weigh(index.Fields(passages[i]))
			}
		})
	}
	wait.Wait()
	return impacts
}
