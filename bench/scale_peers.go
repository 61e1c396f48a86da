package main

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"

	"attache/index"
	"attache/news"
)

// wanted is how many passages every engine is to find.
const wanted = 50

// each draws the passages of an anthology one by one: the headline and the
// text as one field, which is the least work for a peer.
func (a anthology) each(ctx context.Context, passages int, yield func(n int, text string) error) error {
	articles := passages / drawnPassages
	for n := range articles {
		d := a.article(n, articles)
		for i, p := range d.passages {
			if err := errors.Join(ctx.Err(), yield(n*drawnPassages+i, d.title+". "+p.Text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// buildBleve indexes with bleve's English analyser.
func buildBleve(ctx context.Context, path string, a anthology, passages int) (err error) {
	idx, err := bleve.New(path, bleveMapping(bleveEnglish))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, idx.Close()) }()
	batch := idx.NewBatch()
	err = a.each(ctx, passages, func(n int, text string) error {
		if batch.Size() >= batchPassages {
			if err := idx.Batch(batch); err != nil {
				return err
			}
			batch.Reset()
		}
		return batch.Index(strconv.Itoa(n), struct{ Text string }{text})
	})
	return errors.Join(err, idx.Batch(batch))
}

// bleveAsker asks bleve by match queries.
type bleveAsker struct{ index bleve.Index }

func openBleve(_ context.Context, path string) (asker, error) {
	idx, err := bleve.OpenUsing(path, map[string]any{"read_only": true})
	return bleveAsker{idx}, err
}

func (b bleveAsker) ask(ctx context.Context, q news.Question) (int, error) {
	match := bleve.NewMatchQuery(q.Text)
	match.SetField("Text")
	result, err := b.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(match, wanted, 0, false))
	if err != nil {
		return 0, err
	}
	return len(result.Hits), nil
}

func (b bleveAsker) close() error { return b.index.Close() }

// fts5 needs the build tag sqlite_fts5.
const fts5Table = `CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='porter unicode61')`

// fts5Built reports whether this binary has FTS5.
func fts5Built(ctx context.Context) (built bool, err error) {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, missing := db.ExecContext(ctx, fts5Table)
	return missing == nil, nil
}

// buildFTS5 indexes with SQLite's own full text, a transaction for each
// hundred thousand passages.
func buildFTS5(ctx context.Context, path string, a anthology, passages int) (err error) {
	db, err := openFTS5DB(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, fts5Table); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `BEGIN`); err != nil {
		return err
	}
	insert, err := db.PrepareContext(ctx, `INSERT INTO passages (rowid, text) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	err = a.each(ctx, passages, func(n int, text string) error {
		if n > 0 && n%100_000 == 0 {
			if _, err := db.ExecContext(ctx, `COMMIT; BEGIN`); err != nil {
				return err
			}
		}
		_, err := insert.ExecContext(ctx, n, text)
		return err
	})
	if err := errors.Join(err, insert.Close()); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `COMMIT`)
	return err
}

func openFTS5DB(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=NORMAL&_cache_size=-64000")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // which transactions of plain statements need
	_, err = db.Exec(`PRAGMA mmap_size = 1073741824`)
	return db, err
}

// fts5Asker asks FTS5 for passages with any of the question's content words.
type fts5Asker struct {
	db        *sql.DB
	find      *sql.Stmt
	analysers index.Analysers
}

func openFTS5(ctx context.Context, path string) (asker, error) {
	db, err := openFTS5DB(path)
	if err != nil {
		return nil, err
	}
	find, err := db.PrepareContext(ctx, `SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?`)
	return fts5Asker{db, find, index.NewAnalysers()}, err
}

func (f fts5Asker) ask(ctx context.Context, q news.Question) (found int, err error) {
	var words []string
	for _, term := range contentWords(f.analysers, q) {
		words = append(words, `"`+strings.ReplaceAll(term.Word, `"`, `""`)+`"`)
	}
	rows, err := f.find.QueryContext(ctx, strings.Join(words, " OR "), wanted)
	if err != nil {
		return 0, err
	}
	for ; rows.Next(); found++ {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return 0, errors.Join(err, rows.Close())
		}
	}
	return found, rows.Err()
}

func (f fts5Asker) close() error { return errors.Join(f.find.Close(), f.db.Close()) }
