package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache/news"
)

const sourceColumns = `id, url, kind, title, paused, etag, last_modified, fetched_at, next_at, failures, problem`

func scanSource(rows interface{ Scan(...any) error }, more ...any) (src news.Source, err error) {
	var fetched, next sql.NullInt64
	err = rows.Scan(append([]any{&src.ID, &src.URL, &src.Kind, &src.Title, &src.Paused, &src.ETag, &src.LastModified,
		&fetched, &next, &src.Failures, &src.Problem}, more...)...)
	src.FetchedAt, src.NextAt = fromUnix(fetched), fromUnix(next)
	return src, err
}

// AddSource subscribes a guild (or everybody: news.SharedGuild) to a
// source, making the source when it is new; a feed or page is then due at
// once. added is false when the guild had it already.
func (s *Store) AddSource(ctx context.Context, guild string, src news.Source) (stored news.Source, added bool, err error) {
	var due any
	if src.Kind != news.KindImport {
		due = 0
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO sources (url, kind, title, next_at) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO NOTHING`,
			src.URL, src.Kind, src.Title, due)
		if err != nil {
			return err
		}
		stored, err = scanSource(tx.QueryRowContext(ctx, `SELECT `+sourceColumns+` FROM sources AS s WHERE s.url = ?`, src.URL))
		if err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx,
			`INSERT INTO subscriptions (guild, source) VALUES (?, ?) ON CONFLICT DO NOTHING`, guild, stored.ID)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		added = n > 0
		return err
	})
	if err != nil {
		return news.Source{}, false, fmt.Errorf("adding a source: %w", err)
	}
	return stored, added, nil
}

// Sources lists what a guild sees: its own subscriptions and the shared
// ones, with the number of articles held from each.
func (s *Store) Sources(ctx context.Context, guild string) ([]news.Source, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+sourceColumns+`, (
		  SELECT count(*) FROM source_set_members AS m JOIN articles AS a ON a.source_set = m.source_set
		  WHERE m.source = s.id)
		FROM sources AS s
		WHERE s.id IN (SELECT source FROM subscriptions WHERE guild IN (?, ?))
		ORDER BY s.id`, guild, news.SharedGuild)
	sources, err := collect(rows, err, func(rows *sql.Rows) (news.Source, error) {
		var articles int
		src, err := scanSource(rows, &articles)
		src.Articles = articles
		return src, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing sources: %w", err)
	}
	return sources, nil
}

// RemoveSource ends a guild's own subscription to the source of that
// address or title; news.ErrNotFound when it has none. What was read stays
// stored, and is seen again should the source be added again.
func (s *Store) RemoveSource(ctx context.Context, guild, name string) (news.Source, error) {
	var src news.Source
	err := s.inTx(ctx, func(tx *sql.Tx) (err error) {
		src, err = findSource(ctx, tx, guild, name)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM subscriptions WHERE guild = ? AND source = ?`, guild, src.ID)
		return err
	})
	if err != nil {
		return news.Source{}, fmt.Errorf("removing a source: %w", err)
	}
	return src, nil
}

// PauseSource stops or resumes the reading of a guild's own source;
// news.ErrNotFound when it has none of that address or title.
func (s *Store) PauseSource(ctx context.Context, guild, name string, paused bool) (news.Source, error) {
	return s.changeSource(ctx, guild, name, `UPDATE sources SET paused = ?1 WHERE id = ?2`, paused)
}

// RefreshSource makes a guild's own source due at once; news.ErrNotFound
// when it has none of that address or title. Imported files are never due:
// there is nothing to read again.
func (s *Store) RefreshSource(ctx context.Context, guild, name string, now time.Time) (news.Source, error) {
	return s.changeSource(ctx, guild, name, `
		UPDATE sources SET next_at = CASE WHEN kind <> 'import' THEN ?1 END,
		  leased_until = 0, etag = '', last_modified = ''
		WHERE id = ?2`, now.Unix())
}

// changeSource runs an update of ?2, the source, to ?1, the value, and gives
// the source as it is then.
func (s *Store) changeSource(ctx context.Context, guild, name, update string, value any) (src news.Source, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) (err error) {
		if src, err = findSource(ctx, tx, guild, name); err != nil {
			return err
		}
		src, err = scanSource(tx.QueryRowContext(ctx, update+` RETURNING `+sourceColumns, value, src.ID))
		return err
	})
	if err != nil {
		return news.Source{}, fmt.Errorf("changing a source: %w", err)
	}
	return src, nil
}

func findSource(ctx context.Context, tx *sql.Tx, guild, name string) (news.Source, error) {
	src, err := scanSource(tx.QueryRowContext(ctx, `
		SELECT `+sourceColumns+` FROM sources AS s JOIN subscriptions AS b ON b.source = s.id
		WHERE b.guild = ? AND (s.url = ? OR lower(s.title) = lower(?))
		ORDER BY s.url = ? DESC LIMIT 1`, guild, name, name, name))
	if errors.Is(err, sql.ErrNoRows) {
		return src, news.ErrNotFound
	}
	return src, err
}

// ClaimDue takes the lease of one source that is due, of which no living
// process holds the lease; false when there is none. Sources that nobody
// subscribes to are not due.
func (s *Store) ClaimDue(ctx context.Context, now time.Time, lease time.Duration) (news.Source, bool, error) {
	var src news.Source
	err := s.inTx(ctx, func(tx *sql.Tx) (err error) {
		src, err = scanSource(tx.QueryRowContext(ctx, `
			UPDATE sources SET leased_until = ?
			WHERE id = (
			  SELECT id FROM sources
			  WHERE next_at <= ? AND paused = 0 AND leased_until <= ?
			    AND id IN (SELECT source FROM subscriptions)
			  ORDER BY next_at LIMIT 1)
			RETURNING `+sourceColumns, now.Add(lease).Unix(), now.Unix(), now.Unix()))
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return news.Source{}, false, nil
	}
	if err != nil {
		return news.Source{}, false, fmt.Errorf("claiming a source: %w", err)
	}
	return src, true, nil
}

// FinishRead notes how a reading ended and gives the lease back.
func (s *Store) FinishRead(ctx context.Context, o news.Outcome) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		if o.Failed {
			_, err := tx.ExecContext(ctx, `
				UPDATE sources SET failures = failures + 1, problem = ?, next_at = ?, leased_until = 0 WHERE id = ?`,
				o.Problem, unix(o.NextAt), o.Source)
			return err
		}
		_, err := tx.ExecContext(ctx, `
			UPDATE sources SET failures = 0, problem = ?, fetched_at = ?, next_at = ?, leased_until = 0,
			  title         = CASE WHEN ? <> '' THEN ? ELSE title END,
			  etag          = CASE WHEN ? <> '' THEN ? ELSE etag END,
			  last_modified = CASE WHEN ? <> '' THEN ? ELSE last_modified END
			WHERE id = ?`,
			o.Problem, unix(o.At), unix(o.NextAt), o.Title, o.Title, o.ETag, o.ETag, o.LastModified, o.LastModified, o.Source)
		return err
	})
	if err != nil {
		return fmt.Errorf("finishing the reading of source %d: %w", o.Source, err)
	}
	return nil
}
