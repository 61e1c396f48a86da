package building

import (
	"context"
	"time"

	"attache/news"
)

const (
	// idle is how often new passages are looked for.
	idle = time.Minute
	// longestPause is how long a server that keeps failing is left alone.
	longestPause = time.Hour
)

// Loop embeds what there is, and what comes, until the context ends. Why it
// does not get on is logged once, as long as it is the same; each failure
// doubles the pause until the next attempt, up to an hour.
func (b *Builder) Loop(ctx context.Context) {
	told := ""
	pause := idle
	for first := true; ; first = false {
		err := b.round(ctx, first)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil && told != "":
			b.log.Info("passages are being embedded again", "model", b.model)
			fallthrough
		case err == nil:
			told, pause = "", idle
		default:
			if why := news.Explain(err, err.Error()); why != told {
				b.log.Warn("passages are not being embedded; questions are answered by words alone",
					"why", why, "again_in", pause, "err", err)
				told = why
			}
		}
		if !wait(ctx, pause) {
			return
		}
		if err != nil {
			pause = min(2*pause, longestPause)
		}
	}
}

// round embeds if there is something to embed. The first one asks the model
// in any case: it may have changed since the program last ran.
func (b *Builder) round(ctx context.Context, first bool) error {
	if !first {
		set, err := b.live(ctx)
		if err != nil {
			return err
		}
		last, err := b.archive.LastPassage(ctx)
		if err != nil || set.Covered >= last && set.ID != 0 {
			return err
		}
	}
	summary, err := b.Run(ctx, nil)
	if summary.Embedded > 0 {
		b.log.Info("embedded passages", "model", b.model, "passages", summary.Embedded, "left_out", summary.Skipped)
	}
	return err
}

// wait waits, and reports whether the context let it.
func wait(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
