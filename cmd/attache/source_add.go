package main

import (
	"context"
	"log/slog"
	"slices"

	"attache/ingest/reading"
	"attache/news"
)

type sourceAddVerb struct {
	guildFlag
	URLs   []string `arg:"" name:"url" help:"Address of a feed, a sitemap, a site, or an article."`
	DryRun bool     `help:"Show what is there, and add nothing."`
	JSON   bool     `name:"json" help:"Print a JSON array."`
}

// Help is shown below the flags.
func (sourceAddVerb) Help() string {
	return `What stands at the address is looked at first and shown. For a site, its feed or sitemap is looked for.

Examples:
  attache source add https://example.org/feed.xml
  attache source add example.org
  attache source add --dry-run https://example.org/world
  attache source add --guild 81384788765712384 https://example.org/world`
}

// addedRow is what --json prints for an address.
type addedRow struct {
	Source news.Source `json:"source"`
	// Added is false where the source was there already, or --dry-run was
	// given.
	Added          bool        `json:"added"`
	Format         string      `json:"format"`
	Outlet         string      `json:"outlet"`
	Items          int         `json:"items"`
	Newest         news.Moment `json:"newest"`
	SecondsBetween int64       `json:"seconds_between_items,omitempty"`
	Headlines      []string    `json:"headlines"`
}

func rowOf(source news.Source, p reading.Preview, added bool) addedRow {
	return addedRow{
		Source: source, Added: added, Format: p.Format, Outlet: p.Outlet, Items: p.Items, Newest: p.Newest,
		SecondsBetween: int64(p.Rhythm.Seconds()), Headlines: append([]string{}, p.Headlines...),
	}
}

// Run adds sources. An address that fails is explained and does not stop
// the others.
func (v *sourceAddVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		r, err := a.newIntake(settings)
		if err != nil {
			return err
		}
		defer r.Close()
		rows := []addedRow{}
		var failed error
		for _, url := range v.URLs {
			row, err := v.one(ctx, c, r, url)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil && len(v.URLs) == 1:
				return err
			case err != nil:
				failed = errExplained
				say(c.err, "%s: %s", url, news.Explain(err, err.Error()))
			default:
				rows = append(rows, row)
			}
		}
		if v.JSON {
			if err := writeJSON(c.out, rows); err != nil {
				return err
			}
		} else if slices.ContainsFunc(rows, func(row addedRow) bool { return row.Added }) {
			say(c.err, "Run attache fetch to read it now, or attache bot to keep reading it.")
		}
		return failed
	})
}

func (v *sourceAddVerb) one(ctx context.Context, c console, r *intake, url string) (addedRow, error) {
	if v.DryRun {
		p, err := r.reader.Preview(ctx, url)
		if err == nil && !v.JSON {
			sayLines(c, "There is the "+p.Format+" "+p.Source.Name()+".", previewLines(p))
		}
		return rowOf(p.Source, p, false), err
	}
	added, err := r.add(ctx, v.Guild, url)
	if err == nil && !v.JSON {
		sayLines(c, added.headline(), previewLines(added.preview))
	}
	return rowOf(added.Source, added.preview, added.isNew), err
}

// sayLines prints a sentence with lines below it.
func sayLines(c console, first string, lines []string) {
	say(c.out, "%s", plain(first))
	for _, line := range lines {
		say(c.out, "  %s", plain(line))
	}
}
