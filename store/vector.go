package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"attache/news"
)

// VectorSets lists the sets of vectors, the live one first.
func (s *Store) VectorSets(ctx context.Context) ([]news.VectorSet, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id, model, dimension, covered, retired FROM vector_sets ORDER BY retired, id DESC`)
	sets, err := collect(rows, err, func(rows *sql.Rows) (v news.VectorSet, err error) {
		return v, rows.Scan(&v.ID, &v.Model, &v.Dimension, &v.Covered, &v.Retired)
	})
	if err != nil {
		return nil, fmt.Errorf("listing the sets of vectors: %w", err)
	}
	return sets, nil
}

// VectorBlocks lists the blocks of a set in order of passage, without their
// blobs.
func (s *Store) VectorBlocks(ctx context.Context, set int64) ([]news.VectorBlock, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id, first_passage, last_passage, vectors FROM vector_blocks WHERE vector_set = ? ORDER BY first_passage`, set)
	blocks, err := collect(rows, err, func(rows *sql.Rows) (b news.VectorBlock, err error) {
		return b, rows.Scan(&b.ID, &b.First, &b.Last, &b.Count)
	})
	if err != nil {
		return nil, fmt.Errorf("listing the blocks of vectors: %w", err)
	}
	return blocks, nil
}

// VectorBlock reads a block; news.ErrGone once it was joined or deleted.
func (s *Store) VectorBlock(ctx context.Context, id int64) (news.VectorBlock, error) {
	b := news.VectorBlock{ID: id}
	err := s.read.QueryRowContext(ctx, `
		SELECT first_passage, last_passage, vectors, passages, signs FROM vector_blocks WHERE id = ?`, id).
		Scan(&b.First, &b.Last, &b.Count, &b.Passages, &b.Signs)
	if errors.Is(err, sql.ErrNoRows) {
		return b, news.ErrGone
	}
	return b, err
}

// Vectors reads those vectors of a set that are there, in the order asked for.
func (s *Store) Vectors(ctx context.Context, set int64, passages []int64) ([]news.Vector, error) {
	wanted, err := list(passages)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT v.passage, v.codes FROM json_each(?) AS wanted
		CROSS JOIN vectors AS v ON v.passage = wanted.value AND v.vector_set = ? ORDER BY wanted.key`, wanted, set)
	vectors, err := collect(rows, err, scanVector)
	if err != nil {
		return nil, fmt.Errorf("reading %d vectors: %w", len(passages), err)
	}
	return vectors, nil
}

// VectorsBetween reads a set's vectors of the passages first to last, in
// their order.
func (s *Store) VectorsBetween(ctx context.Context, set, first, last int64) ([]news.Vector, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT passage, codes FROM vectors
		WHERE passage BETWEEN ? AND ? AND vector_set = ? ORDER BY passage`, first, last, set)
	return collect(rows, err, scanVector)
}

func scanVector(rows *sql.Rows) (v news.Vector, err error) {
	return v, rows.Scan(&v.Passage, &v.Codes)
}

// PassagesAfter reads up to limit passages with their articles' titles, in
// order of their numbers, those behind the given one.
func (s *Store) PassagesAfter(ctx context.Context, passage int64, limit int) ([]news.Evidence, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+evidenceColumns+` FROM passages AS p`+evidenceJoins+`
		WHERE p.id > ? ORDER BY p.id LIMIT ?`, passage, limit)
	evidence, err := collect(rows, err, scanEvidence)
	if err != nil {
		return nil, fmt.Errorf("reading the passages after %d: %w", passage, err)
	}
	return evidence, nil
}

// LastPassage is the highest number of a passage, 0 where there is none.
func (s *Store) LastPassage(ctx context.Context) (last int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM passages`).Scan(&last)
	if err != nil {
		return 0, fmt.Errorf("finding the last passage: %w", err)
	}
	return last, nil
}

// CountVectors counts the passages held, and the vectors of a set. A vector
// whose passage was deleted counts until its block goes.
func (s *Store) CountVectors(ctx context.Context, set int64) (vectors, passages int, err error) {
	err = s.read.QueryRowContext(ctx, `
		SELECT (SELECT coalesce(sum(vectors), 0) FROM vector_blocks WHERE vector_set = ?), (SELECT count(*) FROM passages)`, set).
		Scan(&vectors, &passages)
	if err != nil {
		return 0, 0, fmt.Errorf("counting vectors: %w", err)
	}
	return vectors, passages, nil
}
