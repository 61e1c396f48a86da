package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"text/tabwriter"
	"time"

	"attache/ingest"
	"attache/news"
)

type sourceVerb struct {
	Add     sourceAddVerb     `cmd:"" help:"Add a feed, a sitemap, a site that has one, or a single article."`
	List    sourceListVerb    `cmd:"" help:"List the sources, how they fare and what they brought."`
	Status  sourceStatusVerb  `cmd:"" help:"Show all about one source: its last reading, what was wrong, when it is read next."`
	Remove  sourceRemoveVerb  `cmd:"" help:"Remove a source; what was read stays stored, unseen."`
	Pause   sourcePauseVerb   `cmd:"" help:"Stop reading a source."`
	Resume  sourceResumeVerb  `cmd:"" help:"Read a paused source again."`
	Refresh sourceRefreshVerb `cmd:"" help:"Read a source anew at the next fetch, whatever its schedule."`
	Pack    sourcePackVerb    `cmd:"" help:"List the built-in starter packs, or add one."`
	Import  sourceImportVerb  `cmd:"" help:"Add the feeds of an OPML file."`
	Export  sourceExportVerb  `cmd:"" help:"Write the sources as OPML."`
}

// guildFlag says whose sources are meant.
type guildFlag struct {
	Guild string `placeholder:"ID" help:"Discord server that the source belongs to (none: shared by all)."`
}

// named is how a source is called in a verb.
type named struct {
	guildFlag
	Source string `arg:"" help:"Address or title, as source list shows it."`
}

type sourceListVerb struct {
	guildFlag
	JSON bool `name:"json" help:"Print a JSON array."`
}

// Run lists the sources.
func (v *sourceListVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		sources, err := a.store.Sources(ctx, v.Guild)
		if err != nil {
			return err
		}
		if v.JSON {
			if sources == nil {
				sources = []news.Source{}
			}
			return writeJSON(c.out, sources)
		}
		if len(sources) == 0 {
			say(c.err, "There are no sources yet: add one with attache source add URL.")
			return nil
		}
		table := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		say(table, "KIND\tARTICLES\tTITLE\tADDRESS\tSTATE")
		for _, s := range sources {
			say(table, "%s\t%d\t%s\t%s\t%s", s.Kind, s.Articles, plain(s.Name()), plain(s.URL), plain(state(s)))
		}
		return table.Flush()
	})
}

// state says in a few words how a source fares.
func state(s news.Source) string {
	switch {
	case s.Kind == news.KindImport:
		return "files"
	case s.PauseReason != "":
		return "paused: " + s.PauseReason
	case s.Paused:
		return "paused"
	case s.Problem != "":
		return s.Problem
	case s.FetchedAt.IsZero():
		return "not read yet"
	}
	return "read " + s.FetchedAt.Format("2 Jan 2006 15:04 UTC")
}

type sourceRemoveVerb struct{ named }

// Run removes one source.
func (v *sourceRemoveVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		source, err := a.store.RemoveSource(ctx, v.Guild, a.named(ctx, v.Source))
		return v.report(c, "Removed", source, err)
	})
}

type sourcePauseVerb struct {
	named
	Resume bool `help:"Read the source again, like source resume."`
}

// Run pauses or resumes one source.
func (v *sourcePauseVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return v.pause(ctx, c, settings, log, !v.Resume)
}

type sourceResumeVerb struct{ named }

// Run resumes one source.
func (v *sourceResumeVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return v.pause(ctx, c, settings, log, false)
}

func (n named) pause(ctx context.Context, c console, settings *Settings, log *slog.Logger, paused bool) error {
	done := "Resumed"
	if paused {
		done = "Paused"
	}
	return withApp(ctx, settings, log, func(a *app) error {
		source, err := a.store.PauseSource(ctx, n.Guild, a.named(ctx, n.Source), paused)
		return n.report(c, done, source, err)
	})
}

type sourceRefreshVerb struct{ named }

// Run makes one source due.
func (v *sourceRefreshVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		source, err := a.store.RefreshSource(ctx, v.Guild, a.named(ctx, v.Source), time.Now())
		return v.report(c, "Due at the next fetch:", source, err)
	})
}

// named gives the address of a source that is called by another spelling of
// it; any other name as it is.
func (a *app) named(ctx context.Context, name string) string {
	known, err := a.spellings(ctx)
	if err != nil {
		return name // the look-up that follows says what is wrong
	}
	if url, ok := known[ingest.Spelling(name)]; ok && ingest.Spelling(name) != "" {
		return url
	}
	return name
}

func (n named) report(c console, done string, source news.Source, err error) error {
	if errors.Is(err, news.ErrNotFound) {
		return &news.Fault{
			Sentence: fmt.Sprintf("There is no source %q: attache source list shows them all.", n.Source), Cause: err,
		}
	}
	if err != nil {
		return err
	}
	say(c.out, "%s %s.", done, plain(source.Name()))
	return nil
}

// withApp opens the database for one piece of work.
func withApp(ctx context.Context, settings *Settings, log *slog.Logger, work func(*app) error) (err error) {
	a, err := openApp(ctx, settings, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return work(a)
}
