package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/index"
	"attache/ingest/pack"
	"attache/ingest/reading"
	"attache/news"
)

// triedAtOnce is how many addresses the doctor tries at a time.
const triedAtOnce = 8

type doctorVerb struct {
	Packs   bool `help:"Try each feed of the starter packs too."`
	Offline bool `help:"Try no addresses."`
	JSON    bool `name:"json" help:"Print a JSON array."`
}

// Help is shown below the flags.
func (doctorVerb) Help() string {
	return `Each line is a thing that was checked: ok, or what to do. The exit status is 1 where something is wrong. Feeds of starter packs that cannot be read are told, and are nothing wrong here.

Examples:
  attache doctor
  attache doctor --packs`
}

// diagnosis is one thing that was checked.
type diagnosis struct {
	What string `json:"what"`
	OK   bool   `json:"ok"`
	// Says is what was found, or what to do.
	Says string `json:"says"`
	// Minor findings are worth knowing and nothing wrong.
	Minor bool `json:"minor,omitempty"`
}

// Run checks everything and prints a line for each.
func (v *doctorVerb) Run(ctx context.Context, c console, settings *Settings, log *slog.Logger) error {
	return withApp(ctx, settings, log, func(a *app) error {
		var all []diagnosis
		tell := func(found diagnosis) {
			all = append(all, found)
			if !v.JSON {
				printDiagnosis(c, found)
			}
		}
		if err := v.check(ctx, settings, a, tell); err != nil {
			return err
		}
		if v.JSON {
			if err := writeJSON(c.out, all); err != nil {
				return err
			}
		}
		for _, found := range all {
			if !found.OK && !found.Minor {
				return errExplained
			}
		}
		return nil
	})
}

func printDiagnosis(c console, found diagnosis) {
	mark := "ok   "
	switch {
	case !found.OK && found.Minor:
		mark = "note "
	case !found.OK:
		mark = "WRONG"
	}
	say(c.out, "%s  %s: %s", mark, plain(found.What), plain(found.Says))
}

func (v *doctorVerb) check(ctx context.Context, settings *Settings, a *app, tell func(diagnosis)) error {
	damage, err := a.store.Damage(ctx)
	if err != nil {
		return err
	}
	database := diagnosis{What: "database", OK: damage == "", Says: "whole"}
	if damage != "" {
		database.Says = "damaged: restore it from a backup, or import into a new file with --db (" + damage + ")"
	}
	tell(database)
	tell(diagnosis{What: "index", OK: true, Says: fmt.Sprintf("format %d", index.Format)})
	tell(diagnosis{What: "contact", OK: settings.Contact != "", Minor: true, Says: contactSays(settings.Contact)})
	vectors, err := a.embeddingState(ctx, settings)
	if err != nil {
		return err
	}
	tell(vectors)
	sources, err := a.store.AllSources(ctx)
	if err != nil {
		return err
	}
	fetcher, err := newFetcher(settings, a)
	if err != nil {
		return err
	}
	defer fetcher.Close()
	reader := reading.NewReader(fetcher, reading.ReaderOptions{Logger: a.log})
	if v.Offline {
		for _, s := range sources {
			tell(remembered(s))
		}
		return nil
	}
	if err := trySources(ctx, reader, sources, tell); err != nil {
		return err
	}
	if !v.Packs {
		tell(diagnosis{What: "starter packs", OK: true, Says: "not tried; attache doctor --packs tries each of their feeds"})
		return nil
	}
	return tryPacks(ctx, reader, tell)
}

func contactSays(contact string) string {
	if contact == "" {
		return "none: set ATTACHE_CONTACT to a page or mail address, so that sites can tell you when something is amiss"
	}
	return contact
}

// remembered is a source as its last reading left it.
func remembered(s news.Source) diagnosis {
	return diagnosis{What: "source " + s.Name(), OK: s.Problem == "" && s.PauseReason == "", Says: state(s)}
}

// trySources tries the sources that are read.
func trySources(ctx context.Context, reader *reading.Reader, sources []news.Source, tell func(diagnosis)) error {
	var tried []trial
	for _, s := range sources {
		if s.Kind == news.KindImport || s.Paused {
			tell(remembered(s))
			continue
		}
		tried = append(tried, trial{what: "source " + s.Name(), url: s.URL, kind: s.Kind})
	}
	return try(ctx, reader, tried, false, tell)
}

func tryPacks(ctx context.Context, reader *reading.Reader, tell func(diagnosis)) error {
	var tried []trial
	for _, p := range pack.All() {
		for _, f := range p.Feeds {
			tried = append(tried, trial{what: p.Name + ": " + f.Title, url: f.URL})
		}
	}
	return try(ctx, reader, tried, true, tell)
}

// trial is an address that is to be tried, and what it is to be; a feed where
// that is empty.
type trial struct {
	what, url string
	kind      news.SourceKind
}

// missed says what stands at the address where that is not what is read
// there; empty where it is.
func (t trial) missed(p reading.Preview) string {
	want := t.kind
	if want == "" {
		want = news.KindFeed
	}
	if page := p.Source.Kind == news.KindPage; page == (want == news.KindPage) && !p.Discovered {
		return ""
	}
	return fmt.Sprintf("it is no longer the %s it was: the %s %s stands there now; remove it, and add that address", want, p.Format, p.Source.URL)
}

// try looks at addresses, several at a time, and tells of each.
func try(ctx context.Context, reader *reading.Reader, tried []trial, minor bool, tell func(diagnosis)) error {
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(triedAtOnce)
	for _, one := range tried {
		group.Go(func() error {
			found := diagnosis{What: one.what, OK: true, Minor: minor}
			preview, err := reader.Preview(ctx, one.url)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				found.OK, found.Says = false, news.Explain(err, err.Error())+" ("+one.url+")"
			case one.missed(preview) != "":
				found.OK, found.Says = false, one.missed(preview)
			default:
				found.Says = alive(preview, time.Now())
			}
			mu.Lock()
			defer mu.Unlock()
			tell(found)
			return nil
		})
	}
	return group.Wait()
}

func alive(p reading.Preview, now time.Time) string {
	says := p.Format + ", items: " + items(p)
	if !p.Newest.IsZero() && now.Sub(p.Newest.Time) > 90*24*time.Hour {
		says += "; it has been silent for months"
	}
	return says
}
