package main

import (
	"context"
	"errors"
	"fmt"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
)

const (
	// everything is a guild that subscribes to all sources, single one that
	// has only the first.
	everything, single = "everything", "single"
	// batchArticles is how many articles a batch brings.
	batchArticles = 200
)

// buildOurs writes an anthology as an import would: passages with their
// text, a tail with each batch, merging meanwhile. Only the articles' whole
// texts, which no question reads, are left out, so that five million fit.
func buildOurs(ctx context.Context, path string, a anthology, passages int) (err error) {
	h, err := openHouse(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.db.Close()) }()
	w := drawnWriter{house: h, anthology: a, articles: passages / drawnPassages, analysers: index.NewAnalysers()}
	if err := w.prepare(ctx); err != nil {
		return err
	}
	settle := tend(ctx, h.merger)
	for from := 0; from < w.articles && err == nil; from += batchArticles {
		err = w.commit(ctx, from, min(from+batchArticles, w.articles))
		h.merger.Nudge()
	}
	settle()
	if err != nil {
		return err
	}
	return h.merger.Tidy(ctx, true)
}

// drawnWriter files drawn articles.
type drawnWriter struct {
	house     house
	anthology anthology
	articles  int
	analysers index.Analysers
	outlets   []int64 // the store's numbers
	sets      []int64
}

// prepare makes the sources, their subscriptions and the outlets.
func (w *drawnWriter) prepare(ctx context.Context) error {
	for n := range drawnSources {
		source := news.Source{URL: fmt.Sprintf("https://source-%d.example/feed", n), Kind: news.KindFeed}
		guilds := []string{everything}
		if n == 0 {
			guilds = append(guilds, single)
		}
		for _, guild := range guilds {
			stored, _, err := w.house.db.AddSource(ctx, guild, source)
			if err != nil {
				return err
			}
			source.ID = stored.ID
		}
		set, err := w.house.db.SourceSet(ctx, []int64{source.ID})
		if err != nil {
			return err
		}
		w.sets = append(w.sets, set)
	}
	for n := range drawnOutlets {
		name := drawnOutlet(n)
		ids, err := w.house.db.OutletIDs(ctx, []string{name}, filing.FoldOutlet)
		if err != nil {
			return err
		}
		w.outlets = append(w.outlets, ids[name])
	}
	return nil
}

func drawnOutlet(n int) string { return fmt.Sprintf("Outlet %d", n) }

// commit files articles from up to to in one batch.
func (w *drawnWriter) commit(ctx context.Context, from, to int) error {
	var batch news.Batch
	var fields []passage
	var rows []index.Row
	for n := from; n < to; n++ {
		d := w.anthology.article(n, w.articles)
		f := news.Filing{
			Article: news.Article{
				URL: fmt.Sprintf("https://wire.example/%d", n), Title: d.title, Revision: 1, Language: "en",
				Published: news.At(d.published), Seen: d.published,
			},
			Outlet: w.outlets[d.outlet], SourceSet: w.sets[d.source], Revised: true, Passages: d.passages,
		}
		for _, p := range d.passages {
			fields = append(fields, passage(fieldsOf(d.title, p)))
			rows = append(rows, index.Row{
				Passage: int64(len(rows)), Article: int64(n - from), Published: d.published.Unix(), ValidFrom: d.published.Unix(),
				ValidTo: index.Forever, SourceSet: f.SourceSet, Outlet: f.Outlet,
			})
		}
		batch.Filings = append(batch.Filings, f)
	}
	batch.Tail = index.NewTail(weighAll(w.analysers, fields), rows)
	return w.house.db.Commit(ctx, batch)
}
