package main

import (
	"context"
	"errors"
	"fmt"

	"attache/ingest/fetch"
	"attache/ingest/reading"
	"attache/news"
)

// intake is what brings news in: it adds sources and reads those due.
type intake struct {
	app     *app
	fetcher *fetch.Fetcher
	reader  *reading.Reader
	pass    *reading.Pass
	// added hears that a source was added and should be read soon.
	added chan struct{}
}

// newIntake wires the fetching of sources. Close it.
func (a *app) newIntake(settings *Settings) (*intake, error) {
	networks, err := settings.privateNetworks()
	if err != nil {
		return nil, err
	}
	filer, err := a.newFiler()
	if err != nil {
		return nil, err
	}
	r := &intake{app: a, added: make(chan struct{}, 1)}
	r.fetcher = fetch.New(fetch.Options{AllowPrivate: networks, Logger: a.log})
	r.reader = reading.NewReader(r.fetcher, reading.ReaderOptions{Logger: a.log})
	r.pass = reading.NewPass(a.store, r.reader, filer, reading.PassOptions{Logger: a.log})
	return r, nil
}

// Close ends idle connections.
func (r *intake) Close() { r.fetcher.Close() }

// Add looks at an address, subscribes the guild to it, and says in plain
// sentences what it is.
func (r *intake) Add(ctx context.Context, guild, url string) (string, error) {
	preview, err := r.reader.Preview(ctx, url)
	if err != nil {
		return "", err
	}
	source, added, err := r.app.store.AddSource(ctx, guild, preview.Source)
	if err != nil {
		return "", err
	}
	select {
	case r.added <- struct{}{}:
	default:
	}
	return describe(preview, source, added), nil
}

// describe says what was found at an address.
func describe(p reading.Preview, source news.Source, added bool) string {
	if !added {
		return fmt.Sprintf("%s is a source already.", source.Name())
	}
	if source.Kind == news.KindPage {
		return fmt.Sprintf("Added the article %s (%s).", source.Name(), p.Newest.Day())
	}
	text := fmt.Sprintf("Added the feed %s with %d items", source.Name(), p.Items)
	if !p.Newest.IsZero() {
		text += ", the newest of " + p.Newest.Day()
	}
	return text + ". It is read at once and then again by itself."
}

// List lists what a guild sees.
func (r *intake) List(ctx context.Context, guild string) ([]news.Source, error) {
	return r.app.store.Sources(ctx, guild)
}

// Remove ends a guild's subscription.
func (r *intake) Remove(ctx context.Context, guild, name string) (news.Source, error) {
	return r.app.store.RemoveSource(ctx, guild, name)
}

// follow reads what is due, at once when a source was added, until the
// context ends.
func (r *intake) follow(ctx context.Context) {
	r.app.tasks.Go(func() { r.pass.Loop(ctx) })
	r.app.tasks.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-r.added:
			}
			if _, err := r.pass.Run(ctx, nil); err != nil && !errors.Is(err, context.Canceled) {
				r.app.log.Warn("reading the new source failed and will be tried again", "err", err)
			}
		}
	})
}
