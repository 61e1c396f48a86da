package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"attache/news"
)

const sourceColumns = `id, url, kind, title, home, language, paused, pause_reason, etag, last_modified,
	validated_at, newest,
	interval, tried_at, fetched_at, next_at, leased_until, failures, failing_since, problem, skipped, notes`

// scanSource reads sourceColumns, and what follows them into more.
func scanSource(rows interface{ Scan(...any) error }, more ...any) (src news.Source, err error) {
	var (
		newest, tried, fetched, next, lease, since sql.NullInt64
		interval                                   int64
		notes                                      []byte
	)
	err = rows.Scan(append([]any{&src.ID, &src.URL, &src.Kind, &src.Title, &src.Home, &src.Language, &src.Paused,
		&src.PauseReason, &src.ETag, &src.LastModified, &src.ValidatedAt, &newest, &interval, &tried, &fetched, &next, &lease,
		&src.Failures, &since, &src.Problem, &src.Skipped, &notes}, more...)...)
	if err != nil {
		return src, err
	}
	src.Newest, src.TriedAt, src.FetchedAt, src.NextAt = fromUnix(newest), fromUnix(tried), fromUnix(fetched), fromUnix(next)
	src.FailingSince = fromUnix(since)
	if lease.Int64 > 0 {
		src.Lease = fromUnix(lease)
	}
	src.Interval = news.Seconds(time.Duration(interval) * time.Second)
	return src, json.Unmarshal(notes, &src.Notes)
}

// AddSource subscribes a guild (or everybody: news.SharedGuild) to a
// source, making the source when it is new; a feed or page is then due at
// once. added is false when the guild had it already.
func (s *Store) AddSource(ctx context.Context, guild string, src news.Source) (stored news.Source, added bool, err error) {
	var due any
	if src.Kind != news.KindImport {
		due = 0
	}
	folders, err := list(src.Folders)
	if err != nil {
		return news.Source{}, false, err
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO sources (url, kind, title, home, language, next_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (url) DO NOTHING`,
			src.URL, src.Kind, src.Title, src.Home, src.Language, due)
		if err != nil {
			return err
		}
		stored, err = scanSource(tx.QueryRowContext(ctx, `SELECT `+sourceColumns+` FROM sources AS s WHERE s.url = ?`, src.URL))
		if err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx,
			`INSERT INTO subscriptions (guild, source, folders) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			guild, stored.ID, folders)
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
		SELECT `+sourceColumns+`, `+articlesHeld+`, (
		  SELECT folders FROM subscriptions WHERE source = s.id AND guild IN (?1, ?2) ORDER BY guild = ?1 DESC LIMIT 1)
		FROM sources AS s
		WHERE s.id IN (SELECT source FROM subscriptions WHERE guild IN (?1, ?2))
		ORDER BY s.id`, guild, news.SharedGuild)
	sources, err := collect(rows, err, func(rows *sql.Rows) (news.Source, error) {
		var (
			articles int
			folders  []byte
		)
		src, err := scanSource(rows, &articles, &folders)
		if err != nil {
			return src, err
		}
		src.Articles = articles
		return src, json.Unmarshal(folders, &src.Folders)
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

// AllSources lists every source that somebody subscribes to, with the number
// of articles held from each.
func (s *Store) AllSources(ctx context.Context) ([]news.Source, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+sourceColumns+`, `+articlesHeld+`
		FROM sources AS s WHERE EXISTS (SELECT 1 FROM subscriptions WHERE source = s.id)
		ORDER BY s.id`)
	sources, err := collect(rows, err, func(rows *sql.Rows) (news.Source, error) {
		var articles int
		src, err := scanSource(rows, &articles)
		src.Articles = articles
		return src, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing all sources: %w", err)
	}
	return sources, nil
}

// articlesHeld counts the articles held from source s.
const articlesHeld = `(
	SELECT count(*) FROM source_set_members AS m JOIN articles AS a ON a.source_set = m.source_set
	WHERE m.source = s.id)`

// ReviveSource lets a source be read at once, as what it has been found to
// be, whatever became of it before. One that an administrator has paused
// stays paused.
func (s *Store) ReviveSource(ctx context.Context, source int64, kind news.SourceKind) (news.Source, error) {
	src, err := scanSource(s.write.QueryRowContext(ctx, `
		UPDATE sources SET kind = ?1, paused = paused AND pause_reason = '', pause_reason = '', problem = '',
		  failures = 0, failing_since = NULL, next_at = 0, etag = '', last_modified = '', validated_at = ''
		WHERE id = ?2 RETURNING `+sourceColumns, kind, source))
	if err != nil {
		return news.Source{}, fmt.Errorf("reviving source %d: %w", source, err)
	}
	return src, nil
}

// SourceURLs lists the address of every source, whoever subscribes to it.
func (s *Store) SourceURLs(ctx context.Context) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT url FROM sources ORDER BY id`)
	urls, err := collect(rows, err, func(rows *sql.Rows) (url string, err error) {
		return url, rows.Scan(&url)
	})
	if err != nil {
		return nil, fmt.Errorf("listing the addresses of sources: %w", err)
	}
	return urls, nil
}

// PauseSource stops the reading of a guild's own source, or lets it be read
// again, at once and as if it had never failed; news.ErrNotFound when it has
// none of that address or title. A guild cannot pause what others read too.
func (s *Store) PauseSource(ctx context.Context, guild, name string, paused bool) (news.Source, error) {
	if paused {
		return s.changeSource(ctx, guild, name, `
			UPDATE sources SET paused = ?1, pause_reason = ''
			WHERE id = ?2 AND (?3 = '' OR NOT EXISTS (SELECT 1 FROM subscriptions WHERE source = ?2 AND guild <> ?3))`, true)
	}
	return s.changeSource(ctx, guild, name, `
		UPDATE sources SET paused = ?1, pause_reason = '', problem = '', failures = 0, failing_since = NULL,
		  next_at = CASE WHEN kind <> 'import' THEN 0 END
		WHERE id = ?2`, false)
}

// refreshReach is how new the articles of a source are whose pages are read
// anew when it is refreshed.
const refreshReach = 7 * 24 * time.Hour

// RefreshSource makes a guild's own source due at once, and the pages of its
// articles of the last week due for a check; news.ErrNotFound
// when it has none of that address or title. Imported files are never due:
// there is nothing to read again.
func (s *Store) RefreshSource(ctx context.Context, guild, name string, now time.Time) (news.Source, error) {
	src, err := s.changeSource(ctx, guild, name, `
		UPDATE sources SET next_at = CASE WHEN kind <> 'import' THEN ?1 END,
		  leased_until = 0, etag = '', last_modified = '', validated_at = ''
		WHERE id = ?2`, now.Unix())
	if err != nil {
		return src, err
	}
	_, err = s.write.ExecContext(ctx, `
		UPDATE articles SET check_at = ?1
		WHERE checked IS NOT NULL AND published >= ?2
		  AND source_set IN (SELECT source_set FROM source_set_members WHERE source = ?3)`,
		now.Unix(), now.Add(-refreshReach).Unix(), src.ID)
	if err != nil {
		return src, fmt.Errorf("refreshing the articles of source %d: %w", src.ID, err)
	}
	return src, nil
}

// changeSource runs an update of ?2, the source, to ?1, the value, for ?3,
// the guild, and gives the source as it is then.
func (s *Store) changeSource(ctx context.Context, guild, name, update string, value any) (src news.Source, err error) {
	err = s.inTx(ctx, func(tx *sql.Tx) (err error) {
		if src, err = findSource(ctx, tx, guild, name); err != nil {
			return err
		}
		src, err = scanSource(tx.QueryRowContext(ctx, update+` RETURNING `+sourceColumns, value, src.ID, guild))
		if errors.Is(err, sql.ErrNoRows) {
			return &news.Fault{Sentence: "Others read that source too: remove it here instead."}
		}
		return err
	})
	if err != nil {
		return news.Source{}, fmt.Errorf("changing a source: %w", err)
	}
	return src, nil
}

// findSource finds a guild's own source by its address or title. A title
// that several have is no name: the fault lists their addresses.
func findSource(ctx context.Context, tx *sql.Tx, guild, name string) (news.Source, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT `+sourceColumns+` FROM sources AS s JOIN subscriptions AS b ON b.source = s.id
		WHERE b.guild = ?1 AND (s.url = ?2 OR lower(s.title) = lower(?2))
		ORDER BY s.url = ?2 DESC, s.id`, guild, name)
	found, err := collect(rows, err, func(rows *sql.Rows) (news.Source, error) { return scanSource(rows) })
	switch {
	case err != nil:
		return news.Source{}, err
	case len(found) == 0:
		return news.Source{}, news.ErrNotFound
	case len(found) > 1 && found[0].URL != name:
		var urls []string
		for _, src := range found {
			urls = append(urls, src.URL)
		}
		return news.Source{}, &news.Fault{
			Sentence: fmt.Sprintf("%d sources are called %q: give the address instead, %s.", len(found), name, strings.Join(urls, " or ")),
		}
	}
	return found[0], nil
}
