package main

import (
	"context"
	"fmt"
	"log/slog"
	"text/tabwriter"

	"github.com/schollz/progressbar/v3"

	"attache/ingest/reading"
	"attache/news"
)

type fetchVerb struct{}

// Help is shown below the flags.
func (fetchVerb) Help() string {
	return `One pass over all sources that are due. Each source is read again only when its time has come: attache source refresh makes one due at once.`
}

// Run reads all sources that are due, once.
func (v *fetchVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		r, err := a.newIntake(settings)
		if err != nil {
			return err
		}
		defer r.Close()
		a.tend(ctx)
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(c.err), progressbar.OptionSetDescription("fetching"),
			progressbar.OptionSetVisibility(isTerminal(c.err)), progressbar.OptionClearOnFinish())
		var reports []reading.SourceReport
		summary, err := r.pass.Run(ctx, func(report reading.SourceReport) {
			reports = append(reports, report)
			_ = bar.Add(1) // a bar that cannot be drawn is no failure
		})
		_ = bar.Finish()
		if printErr := printReports(c, reports); printErr != nil {
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

// printReports writes a line for each source that was read.
func printReports(c console, reports []reading.SourceReport) error {
	if len(reports) == 0 {
		return nil
	}
	table := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	say(table, "SOURCE\tNEW\tCHANGED\tUNCHANGED\tRESULT")
	for _, r := range reports {
		result := "read"
		switch {
		case r.Problem != "":
			result = "failed: " + r.Problem
		case r.NotModified:
			result = "not modified"
		case len(r.Problems) > 0:
			result = fmt.Sprintf("read, %d items left out: %s", len(r.Problems), r.Problems[0])
		}
		say(table, "%s\t%d\t%d\t%d\t%s", plain(r.Source.Name()), r.New, r.Changed, r.Unchanged, plain(result))
	}
	return table.Flush()
}

// explainNothingDue says why a pass read nothing.
func explainNothingDue(ctx context.Context, c console, a *app) error {
	sources, err := a.store.Sources(ctx, news.SharedGuild)
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		say(c.err, "There are no sources yet: add one with attache source add URL.")
		return nil
	}
	say(c.err, "No source is due yet.")
	return nil
}
