package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"attache/ingest/fetch"
	"attache/ingest/filing"
	"attache/ingest/reading"
	"attache/news"
	"attache/sentence"
)

const (
	// feedsRead is how many sources a pass goes over.
	feedsRead = 200
	// oneHost and manyHosts are how many sites they are on.
	oneHost, manyHosts = 1, feedsRead
	// passes is how often they are read again.
	passes = 3
	// passTarget is what one pass over unchanged sources may take.
	passTarget = 3 * time.Second
	// untilDue is longer than any good source is left alone.
	untilDue = 12 * time.Hour
)

// passResult is how reading unchanged sources went.
type passResult struct{ First, Again time.Duration }

// measurePass times passes over sources that have not changed since they
// were read, on so many sites. Each pass has a fetcher that
// remembers nothing of the sites, as after a start.
func measurePass(ctx context.Context, s settings, sites int) (r passResult, err error) {
	now := time.Now()
	servers, err := serveFeeds(feedsRead, sites, now)
	if err != nil {
		return r, err
	}
	defer servers.Close()
	h, err := openHouse(ctx, s.db)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, h.db.Close()) }()
	if err := h.subscribe(ctx, servers.URLs); err != nil {
		return r, err
	}
	summary, took, err := h.pass(ctx, now)
	if err == nil && summary.New != feedsRead*itemsPerFeed {
		err = fmt.Errorf("%d sources brought %d articles, %d failed", summary.Sources, summary.New, summary.Failed)
	}
	if err != nil {
		return r, fmt.Errorf("reading feeds at first: %w", err)
	}
	r.First = took
	var again []time.Duration
	for range passes {
		now = now.Add(untilDue)
		summary, took, err := h.pass(ctx, now)
		if err == nil && summary.NotModified != feedsRead {
			err = fmt.Errorf("of %d sources %d are unchanged, %d failed", summary.Sources, summary.NotModified, summary.Failed)
		}
		if err != nil {
			return r, fmt.Errorf("reading unchanged feeds: %w", err)
		}
		again = append(again, took)
	}
	r.Again = percentile(again, 50)
	return r, nil
}

// subscribe adds feeds, which are then due.
func (h house) subscribe(ctx context.Context, urls []string) error {
	for _, url := range urls {
		if _, _, err := h.db.AddSource(ctx, news.SharedGuild, news.Source{URL: url, Kind: news.KindFeed}); err != nil {
			return err
		}
	}
	return nil
}

// pass reads what is due at a time.
func (h house) pass(ctx context.Context, at time.Time) (reading.Summary, time.Duration, error) {
	sentences, err := sentence.New()
	if err != nil {
		return reading.Summary{}, 0, err
	}
	began := time.Now()
	// The clock goes on from the given time.
	now := func() time.Time { return at.Add(time.Since(began)) }
	fetcher := fetch.New(fetch.Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Now: now})
	defer fetcher.Close()
	filer := filing.NewFiler(h.db, sentences, filing.FilerOptions{Now: now})
	reader := reading.NewReader(fetcher, reading.ReaderOptions{Now: now})
	summary, err := reading.NewPass(h.db, reader, filer, reading.PassOptions{Now: now}).Run(ctx, reading.Watcher{})
	return summary, time.Since(began), err
}

func (r passResult) print(where string) {
	row(fmt.Sprintf("%d unchanged sources, %s", feedsRead, where), "%.2f s (target %.0f s: %s; median of %d; the first reading %.2f s)",
		r.Again.Seconds(), passTarget.Seconds(), verdict(r.Again <= passTarget), passes, r.First.Seconds())
}
