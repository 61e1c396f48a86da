package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"attache/news"
)

// BeginVectorSet makes a live set for a model's vectors and retires the
// others.
func (s *Store) BeginVectorSet(ctx context.Context, model string, dimension int) (news.VectorSet, error) {
	set := news.VectorSet{Model: model, Dimension: dimension}
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE vector_sets SET retired = 1 WHERE retired = 0`); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx,
			`INSERT INTO vector_sets (model, dimension) VALUES (?, ?) RETURNING id`, model, dimension).Scan(&set.ID)
	})
	if err != nil {
		return news.VectorSet{}, fmt.Errorf("beginning a set of vectors: %w", err)
	}
	return set, nil
}

// AppendVectors adds a block with its vectors to a live set, which from then
// on covers the passages up to the given one; a block without vectors only
// moves that on. It ends with news.ErrStale when the set has been retired or
// covers other passages than the caller believes. Vectors of passages deleted
// in the meantime are left out.
func (s *Store) AppendVectors(ctx context.Context, set news.VectorSet, covered int64, block news.VectorBlock, vectors []news.Vector) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE vector_sets SET covered = ? WHERE id = ? AND covered = ? AND retired = 0`,
			covered, set.ID, set.Covered)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != 1 {
			return errors.Join(news.ErrStale, err)
		}
		if block.Count == 0 {
			return nil
		}
		if err := insertBlock(ctx, tx, set.ID, block); err != nil {
			return err
		}
		return insertVectors(ctx, tx, set.ID, vectors)
	})
	if err != nil {
		return fmt.Errorf("keeping %d vectors: %w", len(vectors), err)
	}
	return nil
}

func insertBlock(ctx context.Context, tx *sql.Tx, set int64, b news.VectorBlock) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO vector_blocks (vector_set, first_passage, last_passage, vectors, passages, signs) VALUES (?, ?, ?, ?, ?, ?)`,
		set, b.First, b.Last, b.Count, b.Passages, b.Signs)
	return err
}

func insertVectors(ctx context.Context, tx *sql.Tx, set int64, vectors []news.Vector) (err error) {
	insert, err := tx.PrepareContext(ctx, `
		INSERT INTO vectors (passage, vector_set, codes)
		SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM passages WHERE id = ?1)
		ON CONFLICT (passage) DO UPDATE SET vector_set = excluded.vector_set, codes = excluded.codes`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	for _, v := range vectors {
		if _, err := insert.ExecContext(ctx, v.Passage, set, v.Codes); err != nil {
			return err
		}
	}
	return nil
}

// JoinVectorBlocks puts one block in the place of several; news.ErrStale when
// one of them is no longer there.
func (s *Store) JoinVectorBlocks(ctx context.Context, set int64, joined news.VectorBlock, parts []int64) error {
	ids, err := list(parts)
	if err != nil {
		return err
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `
			DELETE FROM vector_blocks WHERE vector_set = ? AND id IN (SELECT value FROM json_each(?))`, set, ids)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != int64(len(parts)) {
			return errors.Join(news.ErrStale, err)
		}
		return insertBlock(ctx, tx, set, joined)
	})
	if err != nil {
		return fmt.Errorf("joining %d blocks of vectors: %w", len(parts), err)
	}
	return nil
}

// DropVectors deletes a slice of what retired sets have left: a block with
// those of its vectors that no newer set has replaced, or a set that has no
// block any more. It is done when there is none.
func (s *Store) DropVectors(ctx context.Context) (done bool, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		var set, block, first, last sql.NullInt64
		err := tx.QueryRowContext(ctx, `
			SELECT s.id, b.id, b.first_passage, b.last_passage
			FROM vector_sets AS s LEFT JOIN vector_blocks AS b ON b.vector_set = s.id
			WHERE s.retired = 1 ORDER BY s.id, b.first_passage LIMIT 1`).Scan(&set, &block, &first, &last)
		if errors.Is(err, sql.ErrNoRows) {
			done = true
			return nil
		}
		if err != nil {
			return err
		}
		if !block.Valid {
			_, err = tx.ExecContext(ctx, `DELETE FROM vector_sets WHERE id = ?`, set)
			return err
		}
		if _, err := tx.ExecContext(ctx,
			`DELETE FROM vectors WHERE passage BETWEEN ? AND ? AND vector_set = ?`, first, last, set); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM vector_blocks WHERE id = ?`, block)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("deleting old vectors: %w", err)
	}
	return done, nil
}
