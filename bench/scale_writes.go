package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/sentence"
	"attache/store"
)

// writesResult are the write transactions of an import and of merging.
type writesResult struct{ Batch, Merge writes }

// writes are how long some write transactions took.
type writes struct {
	latency
	Longest time.Duration
}

func writesOf(took []time.Duration) writes { return writes{latencyOf(took), percentile(took, 100)} }

func (w writes) String() string {
	return fmt.Sprintf("p50 %s, p95 %s, longest %s", ms(w.P50), ms(w.P95), ms(w.Longest))
}

// timedStore is a store that times its write transactions. Nothing else
// writes meanwhile, so none of it is waiting.
type timedStore struct {
	*store.Store
	batch, merge []time.Duration
}

func timed(took *[]time.Duration, write func() error) error {
	began := time.Now()
	err := write()
	*took = append(*took, time.Since(began))
	return err
}

func (t *timedStore) Commit(ctx context.Context, b news.Batch) error {
	return timed(&t.batch, func() error { return t.Store.Commit(ctx, b) })
}

func (t *timedStore) BeginSegment(ctx context.Context) (id int64, err error) {
	err = timed(&t.merge, func() error { id, err = t.Store.BeginSegment(ctx); return err })
	return id, err
}

func (t *timedStore) AppendPostings(ctx context.Context, segment int64, postings []news.Posting) error {
	return timed(&t.merge, func() error { return t.Store.AppendPostings(ctx, segment, postings) })
}

func (t *timedStore) FinishSegment(ctx context.Context, segment news.Segment, replaced []int64) error {
	return timed(&t.merge, func() error { return t.Store.FinishSegment(ctx, segment, replaced) })
}

func (t *timedStore) DropSegment(ctx context.Context, segment int64) (done bool, err error) {
	err = timed(&t.merge, func() error { done, err = t.Store.DropSegment(ctx, segment); return err })
	return done, err
}

// timedBatches is how many batches are filed before a merge is timed.
const timedBatches = index.MaxTails

// measureWrites imports without merging, then merges all of it.
func measureWrites(ctx context.Context, db *store.Store, x *index.Index) (r writesResult, err error) {
	sentences, err := sentence.New()
	if err != nil {
		return r, err
	}
	watched := &timedStore{Store: db}
	source, _, err := db.AddSource(ctx, everything, news.Source{URL: "https://writes.example/feed", Kind: news.KindFeed})
	if err != nil {
		return r, err
	}
	filer := filing.NewFiler(watched, sentences, filing.FilerOptions{})
	press := newPress()
	for batch := range timedBatches {
		articles := make([]news.Article, batchArticles)
		for i := range articles {
			articles[i] = press.read(batch*batchArticles + i)
			articles[i].URL += "/again"
		}
		if _, err := filer.File(ctx, source.ID, articles); err != nil {
			return r, err
		}
	}
	if err := index.NewMerger(x, watched, nil).Tidy(ctx, true); err != nil {
		return r, err
	}
	return writesResult{writesOf(watched.batch), writesOf(watched.merge)}, nil
}

// indexSize is the size of the index's tables: the pages that would become
// free without them.
func indexSize(ctx context.Context, path string) (size int64, err error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_txlock=immediate")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	var free [2]int64
	for i := range free {
		if err := tx.QueryRowContext(ctx, `PRAGMA freelist_count`).Scan(&free[i]); err != nil {
			return 0, err
		}
		if _, err := tx.ExecContext(ctx, `DROP TABLE IF EXISTS postings; DROP TABLE IF EXISTS segments`); err != nil {
			return 0, err
		}
	}
	var page int64
	if err := tx.QueryRowContext(ctx, `PRAGMA page_size`).Scan(&page); err != nil {
		return 0, err
	}
	return (free[1] - free[0]) * page, nil
}
