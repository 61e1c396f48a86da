package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"attache/news"
)

// SaveAnswer keeps an answer with the passages its sentences rest on, and
// gives its number.
func (s *Store) SaveAnswer(ctx context.Context, guild string, askedAt time.Time, a news.Answer) (id int64, err error) {
	passages := make(map[int]int64, len(a.Citations))
	for _, c := range a.Citations {
		passages[c.N] = c.PassageID
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `
			INSERT INTO answers (asked_at, guild, question, as_of, mode, refused, text)
			VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			askedAt.Unix(), guild, a.Question, a.AsOf.End().Unix(), a.Mode, a.Refused, a.Text).Scan(&id)
		if err != nil {
			return err
		}
		for i, sentence := range a.Sentences {
			for _, n := range sentence.Citations {
				// The article may have been deleted since: then there is no
				// passage to point at any more.
				if _, err := tx.ExecContext(ctx, `
					INSERT INTO citations (answer, sentence, n, passage)
					VALUES (?, ?, ?, (SELECT id FROM passages WHERE id = ?)) ON CONFLICT DO NOTHING`,
					id, i, n, passages[n]); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("keeping an answer: %w", err)
	}
	return id, nil
}

// NotePosted remembers as which Discord message an answer was posted.
func (s *Store) NotePosted(ctx context.Context, answer int64, channel, message string) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE answers SET channel = ?, message = ? WHERE id = ?`, channel, message, answer)
		return err
	})
}
