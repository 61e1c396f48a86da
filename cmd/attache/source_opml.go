package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"attache/ingest"
	"attache/ingest/opml"
	"attache/news"
)

type sourceImportVerb struct {
	guildFlag
	File string `arg:"" help:"OPML file, as feed readers export it; - for standard input."`
}

// Help is shown below the flags.
func (sourceImportVerb) Help() string {
	return `The feeds are added with their folders and read at the next fetch; attache doctor tries each of them.

Examples:
  attache source import subscriptions.opml
  attache source export | attache --db other.db source import -`
}

// Run adds the feeds of an OPML file.
func (v *sourceImportVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	document, err := readOPML(c, v.File)
	if err != nil {
		return err
	}
	sources := make([]news.Source, len(document.Outlines))
	for i, o := range document.Outlines {
		sources[i] = news.Source{URL: o.URL, Kind: kindOf(o.Kind), Title: o.Title, Home: o.Home, Language: o.Language, Folders: o.Folders}
	}
	return withApp(ctx, settings, log, func(a *app) error {
		return a.addListed(ctx, c, v.Guild, sources)
	})
}

// kindOf reads the kind of an outline; a feed where it states none that is
// read from an address.
func kindOf(stated string) news.SourceKind {
	switch kind := news.SourceKind(stated); kind {
	case news.KindPage, news.KindSitemap:
		return kind
	}
	return news.KindFeed
}

func readOPML(c console, path string) (document opml.Document, err error) {
	if path == "-" {
		return opml.Parse(c.in)
	}
	file, err := os.Open(path)
	if err != nil {
		return document, fileFault(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return opml.Parse(file)
}

// addListed subscribes a guild to feeds of a list without looking at them
// first, and says how many were new. One whose address is none is explained
// and passed over.
func (a *app) addListed(ctx context.Context, c console, guild string, sources []news.Source) error {
	spelled, err := a.spellings(ctx)
	if err != nil {
		return err
	}
	added, known, bad := 0, 0, 0
	for _, src := range sources {
		address, err := ingest.CanonicalURL(src.URL)
		if err != nil {
			bad++
			say(c.err, "%s: %s", plain(src.Name()), news.Explain(err, err.Error()))
			continue
		}
		src.URL = spelled.of(address)
		_, isNew, err := a.store.AddSource(ctx, guild, src)
		if err != nil {
			return err
		}
		if isNew {
			added++
		} else {
			known++
		}
	}
	say(c.out, "%d added, %d there already, %d left out", added, known, bad)
	if added > 0 {
		say(c.err, "Run attache fetch to read them now, attache doctor to try each, or attache bot to keep reading them.")
	}
	return nil
}

type sourceExportVerb struct {
	guildFlag
	File string `arg:"" optional:"" help:"File to write (none: standard output)."`
}

// Help is shown below the flags.
func (sourceExportVerb) Help() string {
	return `Examples:
  attache source export > subscriptions.opml
  attache source export --guild 81384788765712384 subscriptions.opml`
}

// Run writes the sources as OPML.
func (v *sourceExportVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		sources, err := a.store.Sources(ctx, v.Guild)
		if err != nil {
			return err
		}
		document := opml.Document{Title: "Attaché's sources"}
		for _, s := range sources {
			if s.Kind == news.KindImport {
				continue
			}
			o := opml.Outline{Title: s.Name(), URL: s.URL, Home: s.Home, Language: s.Language, Folders: s.Folders}
			if s.Kind != news.KindFeed {
				o.Kind = string(s.Kind)
			}
			document.Outlines = append(document.Outlines, o)
		}
		if v.File == "" {
			return document.Write(c.out)
		}
		if err := writeFile(v.File, document.Write); err != nil {
			return err
		}
		say(c.err, "%d sources written to %s.", len(document.Outlines), v.File)
		return nil
	})
}

// writeFile makes a file of what write writes; where that fails, the file
// is taken away again.
func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return &news.Fault{Sentence: fmt.Sprintf("The file %s cannot be written: choose another.", path), Cause: err}
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
