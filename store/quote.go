package store

import (
	"context"
	"database/sql"
	"fmt"

	"attache/news"
)

// insertQuotes writes the quotations of one passage.
func (w *batchWriter) insertQuotes(passage int64, quotes []news.Quote) error {
	for _, q := range quotes {
		if _, err := w.tx.ExecContext(w.ctx, `
			INSERT INTO quotes (passage, first_byte, last_byte, speaker, role, verb, outlet) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			passage, q.Start, q.End, q.Speaker, q.Role, q.Verb, q.Outlet); err != nil {
			return err
		}
	}
	return nil
}

// Quotes reads the quotations in passages, by passage, in the order of the
// text.
func (s *Store) Quotes(ctx context.Context, passages []int64) (map[int64][]news.Quote, error) {
	numbers, err := list(passages)
	if err != nil {
		return nil, err
	}
	quotes := make(map[int64][]news.Quote)
	rows, err := s.read.QueryContext(ctx, `
		SELECT q.passage, q.first_byte, q.last_byte, q.speaker, q.role, q.verb, q.outlet
		FROM json_each(?) AS wanted JOIN quotes AS q ON q.passage = wanted.value
		ORDER BY q.passage, q.first_byte`, numbers)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var (
			passage int64
			q       news.Quote
		)
		err := rows.Scan(&passage, &q.Start, &q.End, &q.Speaker, &q.Role, &q.Verb, &q.Outlet)
		quotes[passage] = append(quotes[passage], q)
		return struct{}{}, err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the quotations of %d passages: %w", len(passages), err)
	}
	return quotes, nil
}
