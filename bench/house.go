package main

import (
	"context"
	"errors"

	"attache/index"
	"attache/news"
	"attache/store"
)

// house is a database with what keeps its index, and a source to file
// under.
type house struct {
	db     *store.Store
	merger *index.Merger
	source int64
}

// openHouse opens a database as the command does. Close its db.
func openHouse(ctx context.Context, path string) (house, error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return house{}, err
	}
	h := house{db: db, merger: index.NewMerger(index.Open(db), db, nil)}
	if err := db.SetIndexFormat(ctx, index.Format); err != nil {
		return h, errors.Join(err, db.Close())
	}
	source, _, err := db.AddSource(ctx, news.SharedGuild, news.Source{URL: "attache:import", Kind: news.KindImport})
	if err != nil {
		return h, errors.Join(err, db.Close())
	}
	h.source = source.ID
	return h, nil
}

// passages counts what the index holds.
func (h house) passages(ctx context.Context) (count int, err error) {
	manifest, err := h.db.Manifest(ctx, nil, 0)
	for _, segment := range manifest.Segments {
		count += segment.Passages
	}
	return count, err
}
