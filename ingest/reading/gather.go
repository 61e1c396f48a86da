package reading

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/ingest"
	"attache/ingest/fetch"
	"attache/ingest/page"
	"attache/news"
)

const (
	// pagesAtOnce bounds the pages of one list that are fetched at a time.
	// Those of one site wait for each other all the same.
	pagesAtOnce = 4
	// pagesPerReading bounds the pages one reading asks for; the rest is
	// left to the next.
	// A site is asked for a page a second at most, so that so many fit into
	// readingLimit.
	pagesPerReading = 100
	maxPageProblems = 20
	// sliceArticles is how many articles are filed at a time, so that what
	// has been read is kept when a long reading ends early.
	sliceArticles = 16

	// brieflyOut and longOut are how long a page that failed is left alone:
	// where the failure may pass, and where it lies in the page.
	brieflyOut = time.Hour
	longOut    = 12 * time.Hour
)

// gathering is the reading of one list's articles.
type gathering struct {
	reader  *Reader
	desk    Desk
	reading *Reading
	source  int64
	// walled and summaries count articles that are not whole.
	walled, summaries int
	// closed is set once the site wants to be left alone.
	closed      bool
	done, total int
	taken       map[string]bool
}

// gather hands the articles of a list to the desk, fetching the pages it
// needs.
func (g *gathering) gather(ctx context.Context, l list) error {
	entries, skipped := g.reader.entries(l, g.source)
	g.reading.Skipped = l.Skipped + skipped
	if err := g.recognise(ctx, entries); err != nil {
		return err
	}
	g.taken, g.total = make(map[string]bool), len(entries)
	ready, pages := g.sort(entries)
	g.tell(len(entries) - len(ready) - len(pages))
	for len(ready) > 0 {
		n := min(len(ready), sliceArticles)
		if err := g.file(ctx, ready[:n]); err != nil {
			return err
		}
		ready = ready[n:]
	}
	for len(pages) > 0 {
		if ctx.Err() != nil || g.closed {
			g.reading.Incomplete = true
			return nil
		}
		n := min(len(pages), sliceArticles)
		if err := g.file(ctx, g.fetch(ctx, pages[:n])); err != nil {
			return err
		}
		pages = pages[n:]
	}
	return nil
}

func (g *gathering) recognise(ctx context.Context, entries []entry) error {
	var names []string
	for _, e := range entries {
		names = append(names, e.names()...)
	}
	known, err := g.desk.Known(ctx, names)
	if err != nil {
		return fmt.Errorf("look up known articles: %w", err)
	}
	for i := range entries {
		entries[i].recognise(known)
	}
	return nil
}

// sort parts the entries into those that the list carries in full and those
// whose page is to be read; the others are known and left alone.
func (g *gathering) sort(entries []entry) (ready []news.Article, pages []entry) {
	checked := 0
	for _, e := range entries {
		if text := fullText(e.Item); text != "" {
			ready = append(ready, g.reader.seen(e.article(page.WithoutTitle(text, e.Title))))
			continue
		}
		switch g.reader.wants(e) {
		case wantPage:
			pages = append(pages, e)
		case wantCheck:
			if checked++; checked <= checksPerReading {
				pages = append(pages, e)
			}
		case wantNothing:
			if !e.held {
				g.reading.Skipped++
			}
		}
	}
	if len(pages) > pagesPerReading {
		pages = pages[:pagesPerReading]
		g.reading.Incomplete = true
	}
	return ready, pages
}

// file hands a slice of articles to the desk. Those without a text could
// not be read, and of two links to one article the first counts.
func (g *gathering) file(ctx context.Context, articles []news.Article) error {
	var readable []news.Article
	for _, a := range articles {
		switch {
		case a.Text == "":
		case g.taken[a.URL]:
			g.reading.Skipped++
		default:
			g.taken[a.URL] = true
			readable = append(readable, a)
		}
	}
	if len(readable) > 0 {
		if err := g.desk.File(ctx, readable); err != nil {
			return fmt.Errorf("file %d articles: %w", len(readable), err)
		}
	}
	g.tell(len(articles))
	return nil
}

func (g *gathering) tell(more int) {
	g.done += more
	g.desk.Progress(g.done, g.total)
}

// fetched is how the page of one entry turned out.
type fetched struct {
	article news.Article
	err     error
}

// fetch reads the pages of entries, a few at a time. One that fails does
// not stop the others.
func (g *gathering) fetch(ctx context.Context, entries []entry) []news.Article {
	pages := make([]fetched, len(entries))
	var group errgroup.Group
	group.SetLimit(pagesAtOnce)
	for i, e := range entries {
		group.Go(func() error {
			pages[i].article, pages[i].err = g.reader.fetchPage(ctx, e)
			return nil
		})
	}
	// The functions above keep their errors to themselves.
	_ = group.Wait()
	articles := make([]news.Article, len(entries))
	for i, got := range pages {
		articles[i] = g.take(ctx, entries[i], got)
	}
	return articles
}

// take makes an article of a page that was read, or of what the list says
// where it could not be.
func (g *gathering) take(ctx context.Context, e entry, got fetched) news.Article {
	if got.err != nil {
		return g.withoutPage(ctx, e, got.err)
	}
	if got.article.Walled {
		g.walled++
	}
	g.reader.memory.remember(e.id, recollection{says: g.reader.memory.says(e.Item)})
	return g.reader.read(got.article)
}

func (r *Reader) fetchPage(ctx context.Context, e entry) (news.Article, error) {
	response, err := r.fetcher.Fetch(ctx, fetch.Request{URL: e.URL, Want: fetch.WantPage})
	if err != nil {
		return news.Article{}, err
	}
	parsed, err := page.Parse(ingest.Decode(response.Body, response.ContentType), response.URL)
	if err != nil {
		return news.Article{}, err
	}
	a, err := parsed.Article()
	if err != nil {
		return news.Article{}, err
	}
	if summary := summaryText(e.Item); a.Walled && len(summary) > len(a.Text) {
		a.Text = summary
	}
	return e.complete(a, parsed.Meta.Outlet), nil
}

// withoutPage remembers when to ask again for a page that failed, and makes
// do with the list's summary until then, if that says enough and nothing
// better is held.
func (g *gathering) withoutPage(ctx context.Context, e entry, cause error) news.Article {
	_, closed := leftAlone(cause)
	g.closed = g.closed || closed
	if ctx.Err() != nil || closed {
		// The page has not failed: the time for this reading is over, or
		// the site was not asked.
		g.reading.Incomplete = true
		return news.Article{}
	}
	next := recollection{says: e.recollection.says, notBefore: g.reader.now().Add(longOut)}
	passing := mayPass(cause)
	if passing {
		next.notBefore = g.reader.now().Add(brieflyOut)
		g.reading.Incomplete = true
	}
	g.reader.memory.remember(e.id, next)
	summary := summaryText(e.Item)
	switch {
	case e.held && !e.known.Partial:
	case ingest.WordCount(summary) >= minSummaryWords:
		g.summaries++
		a := e.article(strings.TrimSpace(e.Title + "\n\n" + summary))
		a.Partial = passing
		a.Walled = errors.Is(cause, page.ErrWalled)
		return g.reader.seen(a)
	default:
		g.reading.Skipped++
	}
	if len(g.reading.Problems) < maxPageProblems {
		sentence := news.Explain(cause, "The page could not be read; it is tried again later.")
		g.reading.Problems = append(g.reading.Problems, fmt.Sprintf("%q: %s", cmp.Or(e.Title, e.id), sentence))
	}
	return news.Article{}
}
