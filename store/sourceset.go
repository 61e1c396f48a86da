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
func (s *Store) SourceSet(ctx context.Context, sources []int64) (int64, error) {
	sources = slices.Compact(slices.Sorted(slices.Values(sources)))
	parts := make([]string, len(sources))
	for i, source := range sources {
		parts[i] = strconv.FormatInt(source, 10)
	}
	members := strings.Join(parts, ",")
	var id int64
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `
			INSERT INTO source_sets (members) VALUES (?)
			ON CONFLICT (members) DO UPDATE SET members = excluded.members
			RETURNING id`, members).Scan(&id)
		if err != nil {
			return err
		}
		for _, source := range sources {
			if _, err := tx.ExecContext(ctx,
				`INSERT INTO source_set_members (source, source_set) VALUES (?, ?) ON CONFLICT DO NOTHING`,
				source, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("numbering a set of sources: %w", err)
	}
	return id, nil
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
