package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"attache/news"
)

// tail commits the index entries of the batch. Amendments made up to now
// concern older passages, so the new segment has nothing to catch up with.
func (w *batchWriter) tail(t news.Segment) error {
	if t.Passages == 0 {
		return nil
	}
	if want := w.nextPassage - w.firstPassage; int64(t.Passages) != want {
		return fmt.Errorf("the tail indexes %d passages, the batch has %d", t.Passages, want)
	}
	_, err := w.tx.ExecContext(w.ctx, `
		INSERT INTO segments (state, passages, first_passage, first_article, amended, touched, is_tail, columns, tail)
		VALUES ('live', ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM amendments), unixepoch(), 1, ?, ?)`,
		t.Passages, w.firstPassage, w.firstArticle, t.Columns, t.Tail)
	return err
}

// Manifest reads, at one instant, the live segments and the amendments
// after the given one, or after the oldest that a live segment outside of
// known still lacks, whichever is earlier.
func (s *Store) Manifest(ctx context.Context, known []int64, after int64) (m news.Manifest, err error) {
	err = s.inSnapshot(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			SELECT id, passages, first_passage, first_article, amended, is_tail
			FROM segments WHERE state = 'live' ORDER BY first_passage`)
		m.Segments, err = collect(rows, err, func(rows *sql.Rows) (seg news.Segment, err error) {
			return seg, rows.Scan(&seg.ID, &seg.Passages, &seg.FirstPassage, &seg.FirstArticle, &seg.Amended, &seg.IsTail)
		})
		if err != nil {
			return err
		}
		for _, seg := range m.Segments {
			if !slices.Contains(known, seg.ID) {
				after = min(after, seg.Amended)
			}
		}
		rows, err = tx.QueryContext(ctx, `
			SELECT seq, passage, valid_to, source_set, deleted
			FROM amendments WHERE seq > ? ORDER BY seq`, after)
		m.Amendments, err = collect(rows, err, func(rows *sql.Rows) (a news.Amendment, err error) {
			var to sql.NullInt64
			err = rows.Scan(&a.Seq, &a.Passage, &to, &a.SourceSet, &a.Deleted)
			a.ValidTo = fromUnix(to)
			return a, err
		})
		return err
	})
	if err != nil {
		return news.Manifest{}, fmt.Errorf("reading the manifest: %w", err)
	}
	return m, nil
}

// Segment reads a live segment with its blobs; news.ErrGone once another has
// replaced it.
func (s *Store) Segment(ctx context.Context, id int64) (news.Segment, error) {
	seg := news.Segment{ID: id}
	err := s.read.QueryRowContext(ctx, `
		SELECT passages, first_passage, first_article, amended, is_tail, columns, tail
		FROM segments WHERE id = ? AND state = 'live'`, id).
		Scan(&seg.Passages, &seg.FirstPassage, &seg.FirstArticle, &seg.Amended, &seg.IsTail, &seg.Columns, &seg.Tail)
	if errors.Is(err, sql.ErrNoRows) {
		return news.Segment{}, news.ErrGone
	}
	return seg, err
}

// Postings reads the runs of those terms that the segment has.
func (s *Store) Postings(ctx context.Context, segment int64, terms []string) ([]news.Posting, error) {
	wanted, err := list(terms)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT p.term, p.df, p.data FROM json_each(?) AS wanted
		CROSS JOIN postings AS p ON p.segment = ? AND p.term = wanted.value`, wanted, segment)
	return collect(rows, err, scanPosting)
}

func scanPosting(rows *sql.Rows) (p news.Posting, err error) {
	return p, rows.Scan(&p.Term, &p.DF, (*owned)(&p.Data))
}

// owned is a blob that is kept as the driver hands it over, where
// database/sql would copy it once more: go-sqlite3 allocates every blob
// anew, and a question reads a megabyte of them.
type owned []byte

// Scan takes a blob.
func (o *owned) Scan(value any) error {
	blob, ok := value.([]byte)
	if !ok {
		return fmt.Errorf("a run of postings is a %T", value)
	}
	*o = blob
	return nil
}

// Standing reports whether none of the segments has begun to be dropped,
// so that what was read of them was whole.
func (s *Store) Standing(ctx context.Context, segments []int64) (bool, error) {
	if len(segments) == 0 {
		return true, nil
	}
	ids, err := list(segments)
	if err != nil {
		return false, err
	}
	var standing int
	err = s.read.QueryRowContext(ctx, `
		SELECT count(*) FROM segments
		WHERE id IN (SELECT value FROM json_each(?)) AND state IN ('live', 'retired')`, ids).Scan(&standing)
	if err != nil {
		return false, fmt.Errorf("checking the segments: %w", err)
	}
	return standing == len(segments), nil
}

// IndexFormat gives the format that the index was written in, 0 before
// anything was.
func (s *Store) IndexFormat(ctx context.Context) (int, error) {
	var format int
	err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(value), 0) FROM index_facts WHERE name = 'format'`).Scan(&format)
	if err != nil {
		return 0, fmt.Errorf("reading the format of the index: %w", err)
	}
	return format, nil
}

// SetIndexFormat notes the format that the index is written in.
func (s *Store) SetIndexFormat(ctx context.Context, format int) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO index_facts (name, value) VALUES ('format', ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, format)
		return err
	})
}
