package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"attache/news"
)

// Commit writes a batch: all of it, or nothing.
func (s *Store) Commit(ctx context.Context, b news.Batch) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		w := batchWriter{ctx: ctx, tx: tx}
		if err := w.number(); err != nil {
			return err
		}
		for _, f := range b.Filings {
			if err := w.file(f); err != nil {
				return fmt.Errorf("filing %s: %w", f.Article.URL, err)
			}
		}
		return w.tail(b.Tail)
	})
	if err != nil {
		return fmt.Errorf("committing %d articles: %w", len(b.Filings), err)
	}
	return nil
}

// batchWriter writes one batch inside its transaction. New articles and
// passages are numbered without gaps, as the batch's tail counts them.
type batchWriter struct {
	ctx                        context.Context
	tx                         *sql.Tx
	firstArticle, firstPassage int64
	nextArticle, nextPassage   int64
}

// number finds where to count on from: behind every number that was ever
// used, which is what SQLite keeps for AUTOINCREMENT
// (https://sqlite.org/autoinc.html).
func (w *batchWriter) number() error {
	err := w.tx.QueryRowContext(w.ctx, `
		SELECT (SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'articles'),
		       (SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'passages')`).
		Scan(&w.firstArticle, &w.firstPassage)
	w.nextArticle, w.nextPassage = w.firstArticle, w.firstPassage
	return err
}

func (w *batchWriter) file(f news.Filing) error {
	a := f.Article
	if a.ID == 0 {
		a.ID = w.nextArticle
		w.nextArticle++
		if err := w.insert(a, f); err != nil {
			return err
		}
	} else if err := w.update(a, f); err != nil {
		return err
	}
	if err := w.name(a); err != nil {
		return err
	}
	if f.Revised {
		if err := w.revise(a, f); err != nil {
			return err
		}
	}
	for i, p := range f.Passages {
		p.ID, p.Article = w.nextPassage, a.ID
		w.nextPassage++
		if err := w.insertPassage(p); err != nil {
			return err
		}
		if i < len(f.Quotes) {
			if err := w.insertQuotes(p.ID, f.Quotes[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// revise writes a version of an article's words, and what copies of it are
// looked for by.
func (w *batchWriter) revise(a news.Article, f news.Filing) error {
	change := ""
	if !f.Change.IsZero() {
		data, err := json.Marshal(f.Change)
		if err != nil {
			return err
		}
		change = string(data)
	}
	if _, err := w.tx.ExecContext(w.ctx,
		`INSERT INTO revisions (article, revision, title, text, seen, change) VALUES (?, ?, ?, ?, ?, ?)`,
		a.ID, a.Revision, a.Title, a.Text, a.Seen.Unix(), change); err != nil {
		return stale(err)
	}
	return w.insertSketch(a, f.Sketch)
}

// name writes the aliases of an article. One that leads to another article
// already stays as it is, and one that is the address of an article is none.
func (w *batchWriter) name(a news.Article) error {
	for _, alias := range a.Aliases {
		if _, err := w.tx.ExecContext(w.ctx, `
			INSERT INTO aliases (alias, article)
			SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM articles WHERE url = ?1) ON CONFLICT DO NOTHING`,
			alias, a.ID); err != nil {
			return err
		}
	}
	return nil
}

func (w *batchWriter) insert(a news.Article, f news.Filing) error {
	authors, err := json.Marshal(a.Authors)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `
		INSERT INTO articles (id, url, outlet, authors, published, published_day, modified, language, image, walled,
		                      partial, checked, check_at, source_set, revision)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.URL, f.Outlet, string(authors), unix(a.Published.Time), a.Published.DayOnly, unix(a.Modified.Time),
		a.Language, a.Image, a.Walled, a.Partial, unix(a.Checked), unix(a.CheckAt), f.SourceSet, a.Revision)
	return stale(err)
}

// update brings an article to a new revision or set of sources, and amends
// its indexed passages accordingly. It is stale when the article is not at
// the revision that the filing goes on from, or has come from a source since
// that the filing does not know of. A new revision brings its own time of
// change and image.
func (w *batchWriter) update(a news.Article, f news.Filing) error {
	expected := a.Revision
	if f.Revised {
		expected--
	}
	var before int64
	if err := w.tx.QueryRowContext(w.ctx, `SELECT source_set FROM articles WHERE id = ?`, a.ID).Scan(&before); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return news.ErrStale
		}
		return err
	}
	result, err := w.tx.ExecContext(w.ctx,
		`UPDATE articles SET revision = ?1, source_set = ?2,
		   modified = CASE WHEN ?5 THEN coalesce(?6, modified) ELSE modified END,
		   image    = CASE WHEN ?5 THEN coalesce(nullif(?7, ''), image) ELSE image END,
		   walled   = CASE WHEN ?5 THEN ?8 ELSE walled END,
		   partial  = CASE WHEN ?5 THEN ?9 ELSE partial END,
		   checked  = coalesce(max(?10, checked), ?10, checked),
		   check_at = CASE WHEN ?10 IS NOT NULL THEN ?11 ELSE check_at END
		 WHERE id = ?3 AND revision = ?4
		   AND NOT EXISTS (
		     SELECT source FROM source_set_members WHERE source_set = articles.source_set
		     EXCEPT SELECT source FROM source_set_members WHERE source_set = ?2)`,
		a.Revision, f.SourceSet, a.ID, expected, f.Revised, unix(a.Modified.Time), a.Image, a.Walled, a.Partial,
		unix(a.Checked), unix(a.CheckAt))
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n != 1 {
		return errors.Join(news.ErrStale, err)
	}
	if !f.Revised && before == f.SourceSet {
		return nil
	}
	if f.Renewed {
		if err := w.renew(a, f); err != nil {
			return err
		}
	}
	replaced, err := list(f.Replaced)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx,
		`UPDATE passages SET valid_to = max(?, valid_from) WHERE id IN (SELECT value FROM json_each(?))`,
		unix(a.Seen), replaced); err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `
		INSERT INTO amendments (passage, valid_to, source_set, deleted)
		SELECT id, valid_to, ?, 0 FROM passages WHERE article = ? ORDER BY id`, f.SourceSet, a.ID)
	return err
}

// renew lets an article bring the facts that its summary had wrong or not at
// all, and be looked at for copies anew.
func (w *batchWriter) renew(a news.Article, f news.Filing) error {
	authors, err := json.Marshal(a.Authors)
	if err != nil {
		return err
	}
	var story sql.NullInt64
	if err := w.tx.QueryRowContext(w.ctx, `SELECT story FROM articles WHERE id = ?`, a.ID).Scan(&story); err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, `
		UPDATE articles SET outlet = ?1, authors = ?2, language = ?3, published = ?4, published_day = ?5, story = NULL WHERE id = ?6`,
		f.Outlet, string(authors), a.Language, unix(a.Published.Time), a.Published.DayOnly, a.ID); err != nil {
		return err
	}
	if !story.Valid {
		return nil
	}
	return leaveStory(w.ctx, w.tx, a.ID, story.Int64)
}

// stale turns a row that another process wrote first into ErrStale.
func stale(err error) error {
	if isConstraint(err) {
		return errors.Join(news.ErrStale, err)
	}
	return err
}
