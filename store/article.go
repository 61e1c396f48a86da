package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"attache/news"
)

// wantedArticles resolves a JSON array of addresses and aliases to articles.
// An article's own address comes before an alias.
const wantedArticles = `
	SELECT wanted.value AS name, coalesce(
	  (SELECT id FROM articles WHERE url = wanted.value),
	  (SELECT article FROM aliases WHERE alias = wanted.value)) AS article
	FROM json_each(?1) AS wanted`

// Held reads what is stored under each of the addresses or aliases; one
// that is not there is missing from the map.
func (s *Store) Held(ctx context.Context, names []string) (map[string]news.Held, error) {
	held := make(map[string]news.Held)
	wanted, err := list(names)
	if err != nil {
		return nil, err
	}
	err = s.inSnapshot(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			SELECT w.name, a.id, a.url, a.published, a.published_day, a.source_set, a.partial, a.checked, s.members,
			       r.revision, r.title, r.text, r.seen, r.change
			FROM (`+wantedArticles+`) AS w
			JOIN articles AS a ON a.id = w.article
			JOIN source_sets AS s ON s.id = a.source_set
			JOIN revisions AS r ON r.article = a.id
			ORDER BY w.name, r.revision`, wanted)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			return struct{}{}, scanHeld(rows, held)
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading what is held: %w", err)
	}
	return held, nil
}

func scanHeld(rows *sql.Rows, held map[string]news.Held) error {
	var (
		h               news.Held
		r               news.Revision
		name, members   string
		change          []byte
		published, seen sql.NullInt64
		checked         sql.NullInt64
		day             bool
	)
	err := rows.Scan(&name, &h.Article, &h.URL, &published, &day, &h.SourceSet, &h.Partial, &checked, &members,
		&r.Number, &r.Title, &r.Text, &seen, &change)
	if err != nil {
		return err
	}
	if len(change) > 0 {
		if err := json.Unmarshal(change, &r.Change); err != nil {
			return fmt.Errorf("the change of revision %d: %w", r.Number, err)
		}
	}
	if before, ok := held[name]; ok {
		h = before
	} else {
		h.Published, h.Checked = moment(published, day), fromUnix(checked)
		if h.Sources, err = parseMembers(members); err != nil {
			return err
		}
	}
	r.Seen = fromUnix(seen)
	h.Revisions = append(h.Revisions, r)
	held[name] = h
	return nil
}

// Known tells which of the addresses and aliases lead to articles held,
// under which address, and whether the source has carried them.
func (s *Store) Known(ctx context.Context, source int64, names []string) (map[string]news.Known, error) {
	wanted, err := list(names)
	if err != nil {
		return nil, err
	}
	known := make(map[string]news.Known)
	rows, err := s.read.QueryContext(ctx, `
		SELECT w.name, a.url, a.partial, a.checked,
		       EXISTS (SELECT 1 FROM source_set_members AS m WHERE m.source = ?2 AND m.source_set = a.source_set)
		FROM (`+wantedArticles+`) AS w JOIN articles AS a ON a.id = w.article`, wanted, source)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var (
			name    string
			k       news.Known
			checked sql.NullInt64
		)
		err := rows.Scan(&name, &k.URL, &k.Partial, &checked, &k.Carried)
		k.Checked = fromUnix(checked)
		known[name] = k
		return struct{}{}, err
	})
	if err != nil {
		return nil, fmt.Errorf("looking up addresses: %w", err)
	}
	return known, nil
}

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

// DeleteArticle removes an article with its revisions and passages, for
// good; answers that cited it keep their text. It reports whether there
// was one under the address.
func (s *Store) DeleteArticle(ctx context.Context, url string) (bool, error) {
	var found bool
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO amendments (passage, valid_to, source_set, deleted)
			SELECT p.id, p.valid_to, a.source_set, 1
			FROM articles AS a JOIN passages AS p ON p.article = a.id
			WHERE a.url = ? ORDER BY p.id`, url); err != nil {
			return err
		}
		var id int64
		var story sql.NullInt64
		err := tx.QueryRowContext(ctx, `DELETE FROM articles WHERE url = ? RETURNING id, story`, url).Scan(&id, &story)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		found = err == nil
		if err != nil || !story.Valid {
			return err
		}
		return leaveStory(ctx, tx, id, story.Int64)
	})
	if err != nil {
		return false, fmt.Errorf("deleting an article: %w", err)
	}
	return found, nil
}
