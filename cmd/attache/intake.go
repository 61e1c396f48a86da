package main

import (
	"context"

	"attache/ingest"
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
	filer, err := a.newFiler()
	if err != nil {
		return nil, err
	}
	r := &intake{app: a, added: make(chan struct{}, 1)}
	if r.fetcher, err = newFetcher(settings, a); err != nil {
		return nil, err
	}
	r.reader = reading.NewReader(r.fetcher, reading.ReaderOptions{Logger: a.log})
	r.pass = reading.NewPass(a.store, r.reader, filer, reading.PassOptions{Logger: a.log})
	return r, nil
}

func newFetcher(settings *Settings, a *app) (*fetch.Fetcher, error) {
	networks, err := settings.privateNetworks()
	if err != nil {
		return nil, err
	}
	return fetch.New(fetch.Options{
		AllowPrivate: networks, Contact: settings.Contact, Version: version(), Logger: a.log,
	}), nil
}

// Close ends idle connections.
func (r *intake) Close() { r.fetcher.Close() }

// addition is a source that a guild was subscribed to.
type addition struct {
	news.Source
	preview reading.Preview
	// isNew is false where the guild had it already.
	isNew bool
}

// add looks at an address and subscribes the guild to what is there. An
// address that is another spelling of a source's is that source.
func (r *intake) add(ctx context.Context, guild, url string) (addition, error) {
	preview, err := r.reader.Preview(ctx, url)
	if err != nil {
		return addition{}, err
	}
	known, err := r.app.spellings(ctx)
	if err != nil {
		return addition{}, err
	}
	preview.Source.URL = known.source(preview)
	source, isNew, err := r.app.store.AddSource(ctx, guild, preview.Source)
	if err != nil {
		return addition{}, err
	}
	// It can be read: whatever kept it from being read before is over.
	if isNew || source.PauseReason != "" || source.Problem != "" {
		if source, err = r.app.store.ReviveSource(ctx, source.ID, preview.Source.Kind); err != nil {
			return addition{}, err
		}
	}
	r.wake()
	return addition{Source: source, preview: preview, isNew: isNew}, nil
}

// wake tells the schedule that a source may be due.
func (r *intake) wake() {
	select {
	case r.added <- struct{}{}:
	default:
	}
}

// spellings are the addresses of all sources by what their spellings have in
// common.
type spellings map[string]string

func (a *app) spellings(ctx context.Context) (spellings, error) {
	urls, err := a.store.SourceURLs(ctx)
	if err != nil {
		return nil, err
	}
	known := make(spellings, len(urls))
	for _, url := range urls {
		known.of(url)
	}
	return known, nil
}

// of gives the address as the source of the same spelling has it; where
// there is none, it is the spelling from now on.
func (s spellings) of(url string) string {
	spelling := ingest.Spelling(url)
	if spelling == "" {
		return url
	}
	if known, ok := s[spelling]; ok {
		return known
	}
	s[spelling] = url
	return url
}

// source is the address of what a Preview shows: that of the source which it
// leads to for now, where there is one.
func (s spellings) source(p reading.Preview) string {
	if known, ok := s[ingest.Spelling(p.Redirected)]; ok && p.Redirected != "" {
		return known
	}
	return s.of(p.Source.URL)
}

// Add looks at an address, subscribes the guild to it, and says in plain
// sentences what it is.
func (r *intake) Add(ctx context.Context, guild, url string) (string, error) {
	added, err := r.add(ctx, guild, url)
	if err != nil {
		return "", err
	}
	return added.describe(), nil
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
	r.app.tasks.Go(func() { r.pass.Loop(ctx, r.added) })
}
