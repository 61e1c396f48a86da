package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"attache/news"
)

type sourceStatusVerb struct {
	named
	JSON bool `name:"json" help:"Print a JSON object."`
}

// Help is shown below the flags.
func (sourceStatusVerb) Help() string {
	return `Examples:
  attache source status "Example Wire"
  attache source status https://example.org/feed.xml`
}

// Run shows all about one source.
func (v *sourceStatusVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		sources, err := a.store.Sources(ctx, v.Guild)
		if err != nil {
			return err
		}
		name := a.named(ctx, v.Source)
		found := slices.DeleteFunc(sources, func(s news.Source) bool { return s.URL != name && !strings.EqualFold(s.Title, name) })
		if len(found) == 0 {
			return v.report(c, "", news.Source{}, news.ErrNotFound)
		}
		if v.JSON {
			return writeJSON(c.out, found[0])
		}
		for _, s := range found {
			sayLines(c, s.Name(), statusLines(s, time.Now()))
		}
		return nil
	})
}

// statusLines are what is known of a source, a fact a line.
func statusLines(s news.Source, now time.Time) []string {
	lines := []string{"Address: " + s.URL, fmt.Sprintf("Kind: %s", s.Kind), fmt.Sprintf("Articles held: %d", s.Articles)}
	add := func(format string, values ...any) { lines = append(lines, fmt.Sprintf(format, values...)) }
	if s.Kind == news.KindImport {
		return lines
	}
	if !s.Newest.IsZero() {
		add("Newest article listed: %s", stamp(s.Newest))
	}
	switch {
	case s.TriedAt.IsZero():
		add("Last reading: none yet")
	case s.FetchedAt.IsZero():
		add("Last reading: tried %s, never read", stamp(s.TriedAt))
	default:
		add("Last reading: %s", stamp(s.FetchedAt))
	}
	if s.Problem != "" {
		add("Failing since %s (%d in a row): %s", stamp(s.FailingSince), s.Failures, s.Problem)
	}
	switch {
	case s.PauseReason != "":
		add("Paused: %s", s.PauseReason)
	case s.Paused:
		add("Paused: by an administrator; attache source resume reads it again")
	case s.Lease.After(now):
		add("Next reading: under way, by another attache; if that was killed, from %s on", stamp(s.Lease))
	case s.NextAt.After(now):
		add("Next reading: %s", stamp(s.NextAt))
	default:
		add("Next reading: as soon as attache fetch or attache bot runs")
	}
	if s.Interval > 0 {
		add("Rhythm: every %s", inMinutes(time.Duration(s.Interval)))
	}
	for _, note := range s.Notes {
		add("Note: %s", note)
	}
	return lines
}

// inMinutes says a length of time as people do.
func inMinutes(d time.Duration) string {
	minutes := int(d.Round(time.Minute).Minutes())
	if minutes >= 120 && minutes%60 == 0 {
		return fmt.Sprintf("%d hours", minutes/60)
	}
	return fmt.Sprintf("%d minutes", minutes)
}

func stamp(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }
