package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache/news"
)

// Where a source is due, or leased, later than any schedule goes, the clock
// was ahead when that was written.
const (
	furthestDue   = 25 * 60 * 60 // seconds
	furthestLease = 60 * 60
)

// ClaimDue takes the lease of one source that is due, of which no living
// process holds the lease; false when there is none. Sources that nobody
// subscribes to are not due, and those in passing are passed over.
func (s *Store) ClaimDue(ctx context.Context, now time.Time, lease time.Duration, passing []int64) (news.Source, bool, error) {
	var src news.Source
	passed, err := list(passing)
	if err != nil {
		return src, false, err
	}
	err = s.inTx(ctx, func(tx *sql.Tx) (err error) {
		// The lease is later than every one that the source has had, so that
		// it names this claim and no other.
		src, err = scanSource(tx.QueryRowContext(ctx, `
			UPDATE sources SET leased_until = CASE WHEN leased_until > ?1 + ?5 THEN ?2 ELSE max(?2, leased_until + 1) END
			WHERE id = (
			  SELECT id FROM sources
			  WHERE paused = 0 AND id NOT IN (SELECT value FROM json_each(?3))
			    AND (next_at <= ?1 OR next_at > ?1 + ?4) AND (leased_until <= ?1 OR leased_until > ?1 + ?5)
			    AND EXISTS (SELECT 1 FROM subscriptions WHERE source = sources.id)
			  ORDER BY next_at LIMIT 1)
			RETURNING `+sourceColumns, now.Unix(), now.Add(lease).Unix(), passed, furthestDue, furthestLease))
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

// RenewLease prolongs a claim and gives its new name; news.ErrStale when the
// claim has lapsed and is another's now, or was ended by an administrator.
func (s *Store) RenewLease(ctx context.Context, source int64, held, until time.Time) (time.Time, error) {
	var lease int64
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			UPDATE sources SET leased_until = max(?, leased_until + 1) WHERE id = ? AND leased_until = ?
			RETURNING leased_until`, until.Unix(), source, claimName(held)).Scan(&lease)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return held, news.ErrStale
	}
	if err != nil {
		return held, fmt.Errorf("renewing the claim of source %d: %w", source, err)
	}
	return time.Unix(lease, 0).UTC(), nil
}

// ReleaseClaim gives a lease back without an outcome, so that the source is
// due as it was.
func (s *Store) ReleaseClaim(ctx context.Context, source int64, held time.Time) error {
	_, err := s.write.ExecContext(ctx, `UPDATE sources SET leased_until = 0 WHERE id = ? AND leased_until = ?`,
		source, claimName(held))
	if err != nil {
		return fmt.Errorf("releasing the claim of source %d: %w", source, err)
	}
	return nil
}

// FinishRead notes how a reading ended and gives the lease back. An outcome
// whose claim is another's now is passed over: that one will tell.
func (s *Store) FinishRead(ctx context.Context, o news.Outcome) error {
	notes, err := list(o.Notes)
	if err != nil {
		return err
	}
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		if o.MovedTo != "" {
			if err := moveSource(ctx, tx, &o); err != nil {
				return err
			}
		}
		if o.Postponed {
			_, err := tx.ExecContext(ctx, `UPDATE sources SET next_at = ?, leased_until = 0 WHERE id = ? AND leased_until = ?`,
				unix(o.NextAt), o.Source, claimName(o.Lease))
			return err
		}
		if o.Failed {
			_, err := tx.ExecContext(ctx, `
				UPDATE sources SET failures = failures + 1, failing_since = coalesce(failing_since, ?1),
				  problem = ?2, tried_at = ?1, next_at = ?3, leased_until = 0,
				  paused = paused OR ?4 <> '', pause_reason = CASE WHEN ?4 <> '' THEN ?4 ELSE pause_reason END
				WHERE id = ?5 AND leased_until = ?6`,
				unix(o.At), o.Problem, unix(o.NextAt), o.PauseReason, o.Source, claimName(o.Lease))
			return err
		}
		_, err := tx.ExecContext(ctx, `
			UPDATE sources SET failures = 0, failing_since = NULL, problem = '', tried_at = ?1, fetched_at = ?1,
			  next_at = ?2, leased_until = 0, interval = ?3,
			  title         = coalesce(nullif(title, ''), ?4),
			  home          = coalesce(nullif(?5, ''), home),
			  language      = coalesce(nullif(?6, ''), language),
			  etag = ?7, last_modified = ?8, validated_at = ?9,
			  newest        = coalesce(max(?10, newest), ?10, newest),
			  skipped       = CASE WHEN ?11 THEN skipped ELSE ?12 END,
			  notes         = CASE WHEN ?11 THEN notes ELSE ?13 END,
			  paused = paused OR ?14 <> '', pause_reason = CASE WHEN ?14 <> '' THEN ?14 ELSE pause_reason END
			WHERE id = ?15 AND leased_until = ?16`,
			unix(o.At), unix(o.NextAt), int64(o.Interval/time.Second), o.Title, o.Home, o.Language,
			o.ETag, o.LastModified, o.ValidatedAt, unix(o.Newest), o.NotModified, o.Skipped, notes, o.PauseReason,
			o.Source, claimName(o.Lease))
		return err
	})
	if err != nil {
		return fmt.Errorf("finishing the reading of source %d: %w", o.Source, err)
	}
	return nil
}

// claimName is a lease as its column has it: 0 where nobody holds one.
func claimName(lease time.Time) int64 {
	if lease.IsZero() {
		return 0
	}
	return lease.Unix()
}

// moveSource remembers a source's new address. Where that is a source
// already, those who subscribe to the old one are subscribed to it, and the
// old one is read no more.
func moveSource(ctx context.Context, tx *sql.Tx, o *news.Outcome) error {
	result, err := tx.ExecContext(ctx, `
		UPDATE sources SET url = ?1 WHERE id = ?2 AND leased_until = ?3
		  AND NOT EXISTS (SELECT 1 FROM sources WHERE url = ?1)`, o.MovedTo, o.Source, claimName(o.Lease))
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO subscriptions (guild, source, label, channel, folders)
		SELECT b.guild, other.id, b.label, b.channel, b.folders
		FROM subscriptions AS b JOIN sources AS s ON s.id = b.source
		JOIN sources AS other ON other.url = ?1 AND other.id <> s.id
		WHERE b.source = ?2 AND s.leased_until = ?3
		ON CONFLICT DO NOTHING`, o.MovedTo, o.Source, claimName(o.Lease)); err != nil {
		return err
	}
	o.PauseReason = "It has moved to " + o.MovedTo + ", which is a source of its own: this one can be removed."
	return nil
}
