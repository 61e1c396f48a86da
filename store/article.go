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
