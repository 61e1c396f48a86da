package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"text/tabwriter"

	"attache/ingest/pack"
	"attache/news"
)

type sourcePackVerb struct {
	guildFlag
	Name string `arg:"" optional:"" help:"Pack to show (none: list all packs)."`
	Add  bool   `help:"Add the feeds of the pack."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// Help is shown below the flags.
func (sourcePackVerb) Help() string {
	return `Starter packs are lists of feeds that come with Attaché. Their addresses were taken from public pages; attache doctor --packs tries each of them.

Examples:
  attache source pack
  attache source pack think-tanks
  attache source pack think-tanks --add`
}

// packRow is what --json prints for a pack.
type packRow struct {
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Feeds       []packFeed `json:"feeds"`
}

type packFeed struct {
	Title    string   `json:"title"`
	URL      string   `json:"url"`
	Home     string   `json:"home,omitempty"`
	Language string   `json:"language,omitempty"`
	Folders  []string `json:"folders,omitempty"`
	Verified bool     `json:"verified"`
	From     string   `json:"from"`
}

// Run lists packs, shows one, or adds one.
func (v *sourcePackVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	if v.Name == "" {
		if v.Add {
			return usageError{"--add wants the name of a pack, such as " + pack.All()[0].Name}
		}
		return v.list(c, pack.All())
	}
	p, ok := pack.Find(v.Name)
	if !ok {
		return usageError{fmt.Sprintf("there is no pack %q: the packs are %s", v.Name, strings.Join(packNames(), ", "))}
	}
	if !v.Add {
		return v.show(c, p)
	}
	sources := make([]news.Source, len(p.Feeds))
	for i, f := range p.Feeds {
		folders := append([]string{p.Title}, f.Folders...)
		sources[i] = news.Source{URL: f.URL, Kind: news.KindFeed, Title: f.Title, Home: f.Home, Language: f.Language, Folders: folders}
	}
	return withApp(ctx, settings, log, func(a *app) error {
		return a.addListed(ctx, c, v.Guild, sources)
	})
}

func packNames() []string {
	var names []string
	for _, p := range pack.All() {
		names = append(names, p.Name)
	}
	return names
}

func (v *sourcePackVerb) list(c console, packs []pack.Pack) error {
	if v.JSON {
		rows := make([]packRow, len(packs))
		for i, p := range packs {
			rows[i] = rowOfPack(p)
		}
		return writeJSON(c.out, rows)
	}
	table := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	say(table, "PACK\tFEEDS\tTRIED\tWHAT IT IS")
	for _, p := range packs {
		say(table, "%s\t%d\t%d\t%s", p.Name, len(p.Feeds), verified(p), p.Description)
	}
	return table.Flush()
}

func (v *sourcePackVerb) show(c console, p pack.Pack) error {
	if v.JSON {
		return writeJSON(c.out, rowOfPack(p))
	}
	say(c.out, "%s: %s", p.Title, p.Description)
	table := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	say(table, "FOLDER\tFEED\tLANGUAGE\tTRIED\tADDRESS")
	for _, f := range p.Feeds {
		tried := "not yet"
		if f.Verified {
			tried = "yes"
		}
		say(table, "%s\t%s\t%s\t%s\t%s", strings.Join(f.Folders, " / "), f.Title, f.Language, tried, f.URL)
	}
	return table.Flush()
}

func verified(p pack.Pack) int {
	n := 0
	for _, f := range p.Feeds {
		if f.Verified {
			n++
		}
	}
	return n
}

func rowOfPack(p pack.Pack) packRow {
	row := packRow{Name: p.Name, Title: p.Title, Description: p.Description}
	for _, f := range p.Feeds {
		row.Feeds = append(row.Feeds, packFeed(f))
	}
	return row
}
