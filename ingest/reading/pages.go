package reading

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"attache/ingest"
	"attache/ingest/fetch"
	"attache/ingest/page"
	"attache/news"
)

// fetched is how the page of one entry turned out.
type fetched struct {
	entry
	article news.Article
	err     error
}

// fetchAll reads the pages of entries, a few at a time, and files each as it
// comes. One that fails does not stop the others. When the time is over, or
// the site wants to be left alone, the rest is left to the next reading.
func (g *gathering) fetchAll(ctx context.Context, entries []entry) error {
	asking, stop := context.WithCancel(g.limited)
	defer stop()
	results := make(chan fetched)
	go g.fetchEach(asking, entries, results)
	var failed error
	for got := range results {
		if failed != nil {
			continue // what is under way comes to its end
		}
		a := g.take(got)
		if failed = g.file(ctx, a); failed != nil || g.closed {
			stop()
		}
	}
	if failed == nil {
		failed = ctx.Err()
	}
	return failed
}

// fetchEach sends the pages of entries in the order in which they come, and
// closes results when all that was begun has ended.
func (g *gathering) fetchEach(ctx context.Context, entries []entry, results chan<- fetched) {
	defer close(results)
	var group errgroup.Group
	group.SetLimit(pagesAtOnce)
	for _, e := range entries {
		group.Go(func() error {
			got := fetched{entry: e, err: ctx.Err()}
			if got.err == nil {
				got.article, got.err = g.reader.fetchPage(ctx, e)
			}
			results <- got
			return nil
		})
	}
	// The functions above keep their errors to themselves.
	_ = group.Wait()
}

// file hands an article to the desk. One without a text could not be read.
// Two links to one article are both handed in, so that it is known by both.
func (g *gathering) file(ctx context.Context, a news.Article) error {
	defer g.tell(1)
	switch {
	case a.Text == "":
		return nil
	case g.taken[a.URL]:
		g.reading.Skipped++
	case g.taken == nil:
		g.taken = make(map[string]bool)
	}
	g.taken[a.URL] = true
	if err := g.desk.File(ctx, []news.Article{a}); err != nil {
		return fmt.Errorf("file an article: %w", err)
	}
	return nil
}

func (g *gathering) tell(more int) {
	g.done += more
	g.desk.Progress(g.done, g.total)
}

// take makes an article of a page that was read, or of what the list says
// where it could not be.
func (g *gathering) take(got fetched) news.Article {
	if got.err != nil {
		return g.withoutPage(got.entry, got.err)
	}
	if got.article.Walled {
		g.walled++
	}
	if got.listed {
		g.reader.memory.remember(got.id, recollection{says: g.reader.memory.says(got.Item)})
	}
	return g.reader.read(got.article, got.held)
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
	return e.complete(e.better(a), parsed.Meta.Outlet), nil
}

// withoutPage remembers when to ask again for a page that failed, and makes
// do with what the list says until then, if that says enough and nothing
// better is held.
func (g *gathering) withoutPage(e entry, cause error) news.Article {
	_, closed := leftAlone(cause)
	g.closed = g.closed || closed
	if g.limited.Err() != nil || g.closed {
		// The page has not failed: the time for this reading is over, or
		// the site was not asked.
		g.reading.Left = true
		return news.Article{}
	}
	passing := mayPass(cause)
	out := longOut
	if passing {
		out = brieflyOut
	}
	now := g.reader.now()
	g.reader.memory.remember(e.id, recollection{says: e.says, notBefore: now.Add(out), lasting: !passing})
	own := e.ownText()
	switch {
	case e.held && (!e.known.Partial || own == "" || e.foreign):
		// What is held stands; a check of it comes up again by itself.
	case ingest.WordCount(own) >= minSummaryWords:
		g.summaries++
		a := g.reader.seen(e.article(g.standIn(e, own)))
		a.Walled = errors.Is(cause, page.ErrWalled)
		a.Partial, a.CheckAt = !a.Walled, now.Add(out)
		return a
	default:
		g.owe(e, passing)
	}
	g.reading.Failed++
	g.explain(e, cause)
	return news.Article{}
}

// standIn is a list's text as an article: a summary needs its headline, to
// say what it is about.
func (g *gathering) standIn(e entry, own string) string {
	if e.carriesAll(own) {
		return own
	}
	return strings.TrimSpace(e.Title + "\n\n" + own)
}

func (g *gathering) explain(e entry, cause error) {
	if len(g.reading.Problems) < maxPageProblems {
		sentence := news.Explain(cause, "The page could not be read; it is tried again later.")
		g.reading.Problems = append(g.reading.Problems, fmt.Sprintf("%q: %s", cmp.Or(e.Title, e.id), sentence))
	}
}
