package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"attache/news"
)

const (
	// abandonedAfter is how long, in seconds, a segment may be building
	// without a new slice before its process is taken for dead.
	abandonedAfter = 600
	// dropRows is how many runs of a dropped segment are deleted at a time.
	dropRows = 1000
)

// PostingsAfter reads up to limit runs of a segment in order of term.
func (s *Store) PostingsAfter(ctx context.Context, segment int64, term string, limit int) ([]news.Posting, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT term, df, data FROM postings
		WHERE segment = ? AND term > ? ORDER BY term LIMIT ?`, segment, term, limit)
	return collect(rows, err, scanPosting)
}

// BeginSegment makes a segment that is not live yet, under a fresh id.
func (s *Store) BeginSegment(ctx context.Context) (id int64, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			INSERT INTO segments (state, passages, first_passage, first_article, amended, touched, is_tail)
			VALUES ('building', 0, 0, 0, 0, unixepoch(), 0) RETURNING id`).Scan(&id)
	})
	return id, err
}

// AppendPostings adds runs to a segment that is not live yet.
func (s *Store) AppendPostings(ctx context.Context, segment int64, postings []news.Posting) error {
	return s.inTx(ctx, func(tx *sql.Tx) (err error) {
		result, err := tx.ExecContext(ctx,
			`UPDATE segments SET touched = unixepoch() WHERE id = ? AND state = 'building'`, segment)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != 1 {
			return fmt.Errorf("segment %d: %w", segment, news.ErrStale)
		}
		insert, err := tx.PrepareContext(ctx, `INSERT INTO postings (segment, term, df, data) VALUES (?, ?, ?, ?)`)
		if err != nil {
			return err
		}
		defer func() {
			if closed := insert.Close(); err == nil {
				err = closed
			}
		}()
		for _, p := range postings {
			if _, err := insert.ExecContext(ctx, segment, p.Term, p.DF, p.Data); err != nil {
				return err
			}
		}
		return nil
	})
}

// FinishSegment makes the segment live in place of the replaced ones, or,
// when it holds nothing, just retires those; news.ErrStale when one of them
// is not live any more, or the segment itself was dropped as abandoned.
// Amendments that the segment has taken up go. So do the blobs of what is
// retired: to keep them would mean to write them all anew, beside the word.
func (s *Store) FinishSegment(ctx context.Context, seg news.Segment, replaced []int64) error {
	ids, err := list(replaced)
	if err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `
			UPDATE segments SET state = 'retired', touched = unixepoch(), columns = NULL, tail = NULL
			WHERE state = 'live' AND id IN (SELECT value FROM json_each(?))`, ids)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != int64(len(replaced)) {
			return errors.Join(news.ErrStale, err)
		}
		state := "live"
		if seg.Passages == 0 {
			state = "retired"
		}
		result, err = tx.ExecContext(ctx, `
			UPDATE segments SET state = ?, passages = ?, first_passage = ?, first_article = ?, amended = ?,
			                    touched = unixepoch(), columns = ?
			WHERE id = ? AND state = 'building'`,
			state, seg.Passages, seg.FirstPassage, seg.FirstArticle, seg.Amended, seg.Columns, seg.ID)
		if err != nil {
			return err
		}
		// A process that stood still for long finds its segment dropped.
		if n, err := result.RowsAffected(); err != nil || n != 1 {
			return errors.Join(news.ErrStale, err)
		}
		_, err = tx.ExecContext(ctx, `
			DELETE FROM amendments WHERE seq <= ? AND passage >=
			  (SELECT min(first_passage) FROM segments WHERE id IN (SELECT value FROM json_each(?)))
			  AND passage < coalesce(
			    (SELECT min(first_passage) FROM segments WHERE state = 'live' AND id <> ? AND first_passage >
			      (SELECT max(first_passage) FROM segments WHERE id IN (SELECT value FROM json_each(?)))),
			    9223372036854775807)`, seg.Amended, ids, seg.ID, ids)
		return err
	})
}

// Droppable lists segments that are retired or being dropped, or that were
// begun and left.
func (s *Store) Droppable(ctx context.Context) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id FROM segments
		WHERE state IN ('retired', 'dropping') OR state = 'building' AND touched < unixepoch() - ?
		ORDER BY id`, abandonedAfter)
	return collect(rows, err, func(rows *sql.Rows) (id int64, err error) {
		return id, rows.Scan(&id)
	})
}

// DropSegment deletes a slice of a segment's rows, the word that it stands
// first; done when nothing is left. A segment that is live, perhaps because
// the process that began it woke up again, stays as it is.
func (s *Store) DropSegment(ctx context.Context, id int64) (done bool, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx,
			`UPDATE segments SET state = 'dropping' WHERE id = ? AND state IN ('building', 'retired')`, id); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `
			DELETE FROM postings WHERE segment = ?1 AND term IN
			  (SELECT term FROM postings WHERE segment = ?1 LIMIT ?2)
			  AND EXISTS (SELECT 1 FROM segments WHERE id = ?1 AND state = 'dropping')`, id, dropRows)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err != nil || n > 0 {
			return err
		}
		done = true
		_, err = tx.ExecContext(ctx, `DELETE FROM segments WHERE id = ? AND state = 'dropping'`, id)
		return err
	})
	return done, err
}
