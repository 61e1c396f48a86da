package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"attache/news"
)

// TakeChecks gives up to limit articles of a source whose pages are due to be
// read again for corrections, and puts them off until then: the reading that
// follows says when they are due next.
func (s *Store) TakeChecks(ctx context.Context, source int64, now, until time.Time, limit int) ([]news.Known, error) {
	var due []news.Known
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			UPDATE articles SET check_at = ?1 WHERE id IN (
			  SELECT a.id FROM articles AS a JOIN source_set_members AS m ON m.source_set = a.source_set AND m.source = ?2
			  WHERE a.check_at <= ?3 ORDER BY a.check_at LIMIT ?4)
			RETURNING url, published, published_day, partial`, until.Unix(), source, now.Unix(), limit)
		due, err = collect(rows, err, func(rows *sql.Rows) (k news.Known, err error) {
			var (
				published sql.NullInt64
				day       bool
			)
			err = rows.Scan(&k.URL, &published, &day, &k.Partial)
			k.Published = moment(published, day)
			return k, err
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking for pages to check: %w", err)
	}
	return due, nil
}
