package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"attache/news"
)

// SourceSet gives the number of a set of sources, making it when new.
func (s *Store) SourceSet(ctx context.Context, sources []int64) (id int64, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		id, err = numberSet(ctx, tx, sources)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("numbering a set of sources: %w", err)
	}
	return id, nil
}

func numberSet(ctx context.Context, tx *sql.Tx, sources []int64) (int64, error) {
	sources = slices.Compact(slices.Sorted(slices.Values(sources)))
	parts := make([]string, len(sources))
	for i, source := range sources {
		parts[i] = strconv.FormatInt(source, 10)
	}
	var id int64
	err := tx.QueryRowContext(ctx, `
		INSERT INTO source_sets (members) VALUES (?)
		ON CONFLICT (members) DO UPDATE SET members = excluded.members
		RETURNING id`, strings.Join(parts, ",")).Scan(&id)
	if err != nil {
		return 0, err
	}
	for _, source := range sources {
		if _, err := tx.ExecContext(ctx,
			`INSERT INTO source_set_members (source, source_set) VALUES (?, ?) ON CONFLICT DO NOTHING`,
			source, id); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// Carry notes that a source carries articles that another has brought, so
// that whoever subscribes to it sees them too. What only files have brought
// stays with those who were given them.
func (s *Store) Carry(ctx context.Context, source int64, urls []string) error {
	wanted, err := list(urls)
	if err != nil {
		return err
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			SELECT DISTINCT t.id, t.members FROM articles AS a JOIN source_sets AS t ON t.id = a.source_set
			WHERE a.url IN (SELECT value FROM json_each(?1))
			  AND NOT EXISTS (SELECT 1 FROM source_set_members AS m WHERE m.source_set = t.id AND m.source = ?2)
			  AND EXISTS (
			    SELECT 1 FROM source_set_members AS m JOIN sources AS s ON s.id = m.source
			    WHERE m.source_set = t.id AND s.kind <> 'import')`, wanted, source)
		sets, err := collect(rows, err, scanSet)
		if err != nil {
			return err
		}
		for _, set := range sets {
			if err := widenSet(ctx, tx, set, source, wanted); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting what source %d carries: %w", source, err)
	}
	return nil
}

// carriers is a set of sources with its number.
type carriers struct {
	id      int64
	members []int64
}

func scanSet(rows *sql.Rows) (set carriers, err error) {
	var members string
	if err := rows.Scan(&set.id, &members); err != nil {
		return set, err
	}
	set.members, err = parseMembers(members)
	return set, err
}

// widenSet moves the wanted articles of a set to the one that has the source
// besides, and amends their indexed passages.
func widenSet(ctx context.Context, tx *sql.Tx, set carriers, source int64, wanted string) error {
	wider, err := numberSet(ctx, tx, append(set.members, source))
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `
		UPDATE articles SET source_set = ?1 WHERE source_set = ?2 AND url IN (SELECT value FROM json_each(?3))`,
		wider, set.id, wanted); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO amendments (passage, valid_to, source_set, deleted)
		SELECT p.id, p.valid_to, ?1, 0 FROM passages AS p JOIN articles AS a ON a.id = p.article
		WHERE a.source_set = ?1 AND a.url IN (SELECT value FROM json_each(?2)) ORDER BY p.id`, wider, wanted)
	return err
}

// VisibleSets lists the sets of sources that a guild may see something of:
// those with a member that it subscribes to or that is shared.
func (s *Store) VisibleSets(ctx context.Context, guild string) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT DISTINCT m.source_set
		FROM subscriptions AS b JOIN source_set_members AS m ON m.source = b.source
		WHERE b.guild IN (?, ?)`, guild, news.SharedGuild)
	sets, err := collect(rows, err, func(rows *sql.Rows) (id int64, err error) {
		return id, rows.Scan(&id)
	})
	if err != nil {
		return nil, fmt.Errorf("reading what a guild may see: %w", err)
	}
	return sets, nil
}

func parseMembers(members string) ([]int64, error) {
	if members == "" {
		return nil, nil
	}
	parts := strings.Split(members, ",")
	sources := make([]int64, len(parts))
	for i, part := range parts {
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("set of sources %q: %w", members, err)
		}
		sources[i] = n
	}
	return sources, nil
}
