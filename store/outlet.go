package store

import (
	"context"
	"database/sql"
	"fmt"
)

// OutletIDs gives the number of each outlet, making those that are new.
// fold says which names are the same outlet.
func (s *Store) OutletIDs(ctx context.Context, names []string, fold func(string) string) (map[string]int64, error) {
	ids := make(map[string]int64, len(names))
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			var id int64
			err := tx.QueryRowContext(ctx, `
				INSERT INTO outlets (name, folded) VALUES (?, ?)
				ON CONFLICT (folded) DO UPDATE SET folded = excluded.folded
				RETURNING id`, name, fold(name)).Scan(&id)
			if err != nil {
				return err
			}
			ids[name] = id
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("numbering outlets: %w", err)
	}
	return ids, nil
}

// Outlets reads the name of every outlet by its number.
func (s *Store) Outlets(ctx context.Context) (map[int64]string, error) {
	names := make(map[int64]string)
	rows, err := s.read.QueryContext(ctx, `SELECT id, name FROM outlets`)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var id int64
		var name string
		err := rows.Scan(&id, &name)
		names[id] = name
		return struct{}{}, err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the outlets: %w", err)
	}
	return names, nil
}
