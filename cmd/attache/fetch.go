package main

import (
	"context"
	"fmt"
	"log/slog"
	"text/tabwriter"
	"time"

	"attache/ingest/reading"
	"attache/news"
)

type fetchVerb struct {
	JSON bool `name:"json" help:"Print a JSON array with what came of each source."`
}

// Help is shown below the flags.
func (fetchVerb) Help() string {
	return `One pass over all sources that are due. Each source is read again only when its time has come: attache source refresh makes one due at once.

Examples:
  attache fetch
  attache source refresh "Example Wire" && attache fetch`
}

// fetchedRow is what --json prints for a source.
type fetchedRow struct {
	Source      news.Source `json:"source"`
	New         int         `json:"new"`
	Changed     int         `json:"changed"`
	Unchanged   int         `json:"unchanged"`
	Skipped     int         `json:"skipped"`
	FailedPages int         `json:"failed_pages"`
	NotModified bool        `json:"not_modified"`
	Postponed   bool        `json:"postponed"`
	NextAt      time.Time   `json:"next_at"`
	Problem     string      `json:"problem,omitempty"`
	PauseReason string      `json:"pause_reason,omitempty"`
	Notes       []string    `json:"notes,omitempty"`
}

// Run reads all sources that are due, once.
func (v *fetchVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	if !settings.Verbose {
		// The table says what failed, and why.
		log = slog.New(slog.DiscardHandler)
	}
	return withApp(ctx, settings, log, func(a *app) error {
		r, err := a.newIntake(settings)
		if err != nil {
			return err
		}
		defer r.Close()
		a.tend(ctx)
		var reports []reading.SourceReport
		bars := newBars(c.err)
		watch := bars.watch()
		shown := watch.Finished
		watch.Finished = func(report reading.SourceReport) {
			reports = append(reports, report)
			shown(report)
		}
		summary, err := r.pass.Run(ctx, watch)
		bars.stop()
		if printErr := v.print(c, reports); printErr != nil {
			return printErr
		}
		if err != nil {
			return err
		}
		if summary.Sources == 0 {
			return explainNothingDue(ctx, c, a)
		}
		a.settle()
		return a.merger.Tidy(ctx, true)
	})
}

func (v *fetchVerb) print(c console, reports []reading.SourceReport) error {
	if v.JSON {
		rows := make([]fetchedRow, len(reports))
		for i, r := range reports {
			rows[i] = fetchedRow{
				Source: r.Source, New: r.New, Changed: r.Changed, Unchanged: r.Unchanged, Skipped: r.Skipped,
				FailedPages: r.FailedPages, NotModified: r.NotModified, Postponed: r.Postponed, NextAt: r.NextAt, Problem: r.Problem, PauseReason: r.PauseReason, Notes: r.Notes,
			}
		}
		return writeJSON(c.out, rows)
	}
	return printReports(c, reports)
}

// printReports writes a line for each source that was read, and a last one
// that adds them up.
func printReports(c console, reports []reading.SourceReport) error {
	if len(reports) == 0 {
		return nil
	}
	table := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	say(table, "SOURCE\tNEW\tCHANGED\tUNCHANGED\tFAILED\tRESULT")
	var total news.Filed
	failures := 0
	for _, r := range reports {
		total.Add(r.Filed)
		failed := r.FailedPages
		if r.Problem != "" {
			failed++
		}
		failures += failed
		say(table, "%s\t%d\t%d\t%d\t%d\t%s", plain(r.Source.Name()), r.New, r.Changed, r.Unchanged, failed, plain(result(r)))
	}
	if len(reports) > 1 {
		say(table, "%d sources\t%d\t%d\t%d\t%d\t", len(reports), total.New, total.Changed, total.Unchanged, failures)
	}
	return table.Flush()
}

// result says in words how the reading of a source ended.
func result(r reading.SourceReport) string {
	switch {
	case r.PauseReason != "":
		return "given up: " + r.PauseReason
	case r.Problem != "":
		return "failed: " + r.Problem
	case r.Postponed:
		return "put off until " + stamp(r.NextAt) + ", because its site asks to be left alone"
	case r.NotModified:
		return "not modified"
	case len(r.Notes) == 1:
		return "read. " + r.Notes[0]
	case len(r.Notes) > 1:
		return fmt.Sprintf("read. %s (more: attache source status %q)", r.Notes[0], r.Source.Name())
	}
	return "read"
}

// explainNothingDue says why a pass read nothing.
func explainNothingDue(ctx context.Context, c console, a *app) error {
	sources, err := a.store.AllSources(ctx)
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		say(c.err, "There are no sources yet: add one with attache source add URL, or a list with attache source pack.")
		return nil
	}
	next, now := news.Source{}, time.Now()
	for _, s := range sources {
		if !s.Paused && s.Lease.After(now) && !s.NextAt.After(now) {
			say(c.err, "%s is being read by another attache; if that was killed, it is due again at %s.", plain(s.Name()), s.Lease.Format("15:04:05 UTC"))
			return nil
		}
		if !s.Paused && !s.NextAt.IsZero() && (next.NextAt.IsZero() || s.NextAt.Before(next.NextAt)) {
			next = s
		}
	}
	if next.NextAt.IsZero() {
		say(c.err, "No source is due: all are paused or files. attache source list shows them.")
		return nil
	}
	say(c.err, "No source is due yet. The next is %s, at %s; attache source refresh makes one due at once.", plain(next.Name()), stamp(next.NextAt))
	return nil
}
