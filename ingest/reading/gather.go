package reading

import (
	"context"
	"fmt"
	"time"

	"attache/news"
)

const (
	// pagesAtOnce bounds the pages of one list that are fetched at a time.
	// Those of one site wait for each other all the same.
	pagesAtOnce = 4
	// pagesPerReading bounds the pages one reading asks for; the rest is
	// left to the next. A site is asked for a page a second at most, so that
	// so many fit into readingLimit.
	pagesPerReading = 100
	maxPageProblems = 20

	// brieflyOut and longOut are how long a page that failed is left alone:
	// where the failure may pass, and where it lies in the page.
	brieflyOut = time.Hour
	longOut    = 12 * time.Hour
	// lateFor is how new an article is whose page is missing: sites list
	// some before they show them.
	lateFor = 24 * time.Hour
)

// gathering is the reading of one source's articles.
type gathering struct {
	reader  *Reader
	desk    Desk
	reading *Reading
	source  news.Source
	// limited ends when no more is to be asked for. What has been read by
	// then is filed all the same.
	limited context.Context
	// walled and summaries count articles that are not whole.
	walled, summaries int
	// waiting counts those whose page failed a short while ago.
	waiting int
	// closed is set once the site wants to be left alone.
	closed      bool
	done, total int
	taken       map[string]bool
}

// gather hands the articles of a list to the desk, fetching the pages it
// needs, and looks at those that are due for a check.
func (g *gathering) gather(ctx context.Context, l list) error {
	entries, skipped := g.reader.entries(l, g.source.ID)
	g.reading.Skipped = l.Skipped + skipped
	if err := g.recognise(ctx, entries); err != nil {
		return err
	}
	pages, carried := g.sort(entries)
	if len(carried) > 0 {
		if err := g.desk.Carry(ctx, carried); err != nil {
			return fmt.Errorf("note %d known articles: %w", len(carried), err)
		}
	}
	g.total = len(entries)
	g.tell(len(entries) - len(pages))
	if err := g.fetchAll(ctx, pages); err != nil {
		return err
	}
	return g.check(ctx, entries)
}

func (g *gathering) recognise(ctx context.Context, entries []entry) error {
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.id)
	}
	known, err := g.desk.Known(ctx, ids)
	if err != nil {
		return fmt.Errorf("look up known articles: %w", err)
	}
	for i := range entries {
		entries[i].known, entries[i].held = known[entries[i].id]
	}
	return nil
}

// sort finds the entries whose page is to be read, and the addresses of
// those that are left alone although another source has brought them.
func (g *gathering) sort(entries []entry) (pages []entry, carried []string) {
	checked := 0
	for _, e := range entries {
		switch g.reader.wants(e) {
		case wantPage:
			pages = append(pages, e)
			continue
		case wantCheck:
			if checked++; checked <= checksPerReading {
				pages = append(pages, e)
				continue
			}
		case wantNothing:
		}
		switch {
		case !e.held:
			g.waiting++
			g.owe(e, !e.lasting)
		case !e.known.Carried:
			carried = append(carried, e.known.URL)
		}
	}
	if len(pages) > pagesPerReading {
		pages = pages[:pagesPerReading]
		g.reading.Left = true
	}
	return pages, carried
}

// owe notes that an article could not be had that the list still names, so
// that the list is to be read again even if it does not change: for as long
// as the failure may pass, or the article is new.
func (g *gathering) owe(e entry, passing bool) {
	at := published(e.Item).Time
	if passing || !at.IsZero() && g.reader.now().Sub(at) < lateFor {
		g.reading.Again = true
	}
}

// check reads pages of the source again that are due, for corrections and
// where only a summary is held. Of those that the list names, it completes
// them.
func (g *gathering) check(ctx context.Context, entries []entry) error {
	if g.closed || g.limited.Err() != nil {
		return ctx.Err()
	}
	due, err := g.desk.TakeChecks(ctx, checksPerReading)
	if err != nil {
		return fmt.Errorf("look for pages to check: %w", err)
	}
	listed := make(map[string]entry)
	for _, e := range entries {
		if e.held {
			listed[e.known.URL] = e
		}
	}
	var pages []entry
	for _, known := range due {
		e, ok := listed[known.URL]
		if !ok {
			e = entry{id: known.URL, held: true, known: known}
			e.URL, e.Published = known.URL, known.Published
		}
		if !g.taken[known.URL] {
			pages = append(pages, e)
		}
	}
	g.total += len(pages)
	return g.fetchAll(ctx, pages)
}
