package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"attache/ingest/filing"
	"attache/news"
)

type importVerb struct {
	Title     string   `help:"Title, for a .txt, .md or .html file."`
	Outlet    string   `help:"Outlet, for a .txt, .md or .html file."`
	Published string   `placeholder:"T" help:"When it was published, for a .txt, .md or .html file."`
	URL       string   `name:"url" help:"Where it was published, for a .txt, .md or .html file (none: the file's name)."`
	JSON      bool     `name:"json" help:"Print what was done as one JSON object."`
	Files     []string `arg:"" name:"file" help:"JSONL files, or one .txt, .md or .html file."`
}

// Help is shown below the flags.
func (importVerb) Help() string {
	return `A JSONL line is an article: url, title, text, and optionally doc_id, published, authors, source (the outlet) and when_seen (a later version of a known url). Importing a file again changes nothing.

Examples:
  attache import articles.jsonl more.jsonl
  attache import --title "Talks resume" --outlet "Sample Wire" --published 2025-03-06 talks.txt`
}

// importReport is what an import did.
type importReport struct {
	New       int `json:"new"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Rejected  int `json:"rejected"`
}

// Run imports files.
func (v *importVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) (err error) {
	a, err := openApp(ctx, settings, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	filer, err := a.newFiler()
	if err != nil {
		return err
	}
	source, err := a.importSource(ctx)
	if err != nil {
		return err
	}
	a.tend(ctx)
	var report importReport
	failed := false
	for _, path := range v.Files {
		done, err := v.file(ctx, c, filer, source.ID, path)
		report.New += done.New
		report.Changed += done.Changed
		report.Unchanged += done.Unchanged
		report.Rejected += done.Rejected
		if ctx.Err() != nil {
			return errors.Join(v.print(c, report), ctx.Err())
		}
		if err != nil {
			failed = true
			say(c.err, "attache: %s", news.Explain(err, err.Error()))
		}
	}
	a.settle()
	if err := errors.Join(a.merger.Tidy(ctx, true), v.print(c, report)); err != nil {
		return err
	}
	if failed {
		return errExplained
	}
	return nil
}

func (v *importVerb) print(c console, r importReport) error {
	if v.JSON {
		return writeJSON(c.out, r)
	}
	_, err := fmt.Fprintf(c.out, "%d new, %d changed, %d unchanged, %d rejected\n", r.New, r.Changed, r.Unchanged, r.Rejected)
	return err
}

// file imports one file, as its name says.
func (v *importVerb) file(ctx context.Context, c console, filer *filing.Filer, source int64, path string) (result filing.Import, err error) {
	file, err := os.Open(path)
	if err != nil {
		return result, fileFault(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".md", ".html", ".htm":
		published, err := momentFlag("--published", v.Published)
		if err != nil {
			return result, err
		}
		article, err := filing.ReadText(file, filing.TextFile{
			Name: filepath.Base(path), Title: v.Title, Outlet: v.Outlet, Published: published, URL: v.URL,
		})
		if err != nil {
			return result, err
		}
		result.Filed, err = filer.File(ctx, source, []news.Article{article})
		return result, err
	}
	progress := newProgress(c.err, filepath.Base(path), file)
	result, err = filer.ImportJSONL(ctx, source, file, progress.at)
	progress.done()
	for _, problem := range result.Problems {
		say(c.err, "%s: %s", path, problem)
	}
	if more := result.Rejected - len(result.Problems); more > 0 {
		say(c.err, "%s: %d more lines are no articles", path, more)
	}
	return result, err
}
