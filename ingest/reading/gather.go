package reading

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/ingest"
	"attache/ingest/fetch"
	"attache/ingest/page"
	"attache/news"
)

const (
	// pagesAtOnce bounds the pages of one feed that are fetched at a time.
	pagesAtOnce = 4
	// pagesPerReading bounds the pages one reading asks for; the rest is
	// left to the next.
	pagesPerReading = 200
	maxPageProblems = 20

	// brieflyOut and longOut are how long a page that failed is left alone:
	// where the failure may pass, and where it lies in the page.
	brieflyOut = time.Hour
	longOut    = 12 * time.Hour
)

// fetched is how the page of one entry turned out.
type fetched struct {
	article news.Article
	err     error
}

// readEntries makes articles of the entries, fetching the pages it needs.
func (r *Reader) readEntries(ctx context.Context, entries []entry, held map[string]bool, reading *Reading) {
	var wanted []int
	ready := make([]news.Article, len(entries))
	for i, e := range entries {
		text := fullText(e.Item)
		switch {
		case text != "":
			ready[i] = e.article(page.WithoutTitle(text, e.Title))
		case wantsPage(e.Item, e.recollection, held[e.address], r.now()):
			wanted = append(wanted, i)
		case !held[e.address]:
			reading.Skipped++
		}
	}
	if len(wanted) > pagesPerReading {
		wanted = wanted[:pagesPerReading]
		reading.Validators = fetch.Validators{}
	}
	pages := r.fetchPages(ctx, entries, wanted)
	for _, i := range wanted {
		got := pages[i]
		if got.err != nil {
			got.article = r.withoutPage(ctx, entries[i], held[entries[i].address], got.err, reading)
		} else {
			r.memory.remember(entries[i].id, recollection{address: got.article.URL, updated: entries[i].Updated.Time})
		}
		ready[i] = got.article
	}
	taken := make(map[string]bool)
	for _, a := range ready {
		switch {
		case a.Text == "":
		case taken[a.URL]:
			// Two links led to one article.
			reading.Skipped++
		default:
			taken[a.URL] = true
			reading.Articles = append(reading.Articles, r.seen(a))
		}
	}
}

// fetchPages reads the pages of the wanted entries, a few at a time. One
// that fails does not stop the others.
func (r *Reader) fetchPages(ctx context.Context, entries []entry, wanted []int) []fetched {
	pages := make([]fetched, len(entries))
	var group errgroup.Group
	group.SetLimit(pagesAtOnce)
	for _, i := range wanted {
		group.Go(func() error {
			pages[i].article, pages[i].err = r.fetchPage(ctx, entries[i])
			return nil
		})
	}
	// The functions above keep their errors to themselves.
	_ = group.Wait()
	return pages
}

func (r *Reader) fetchPage(ctx context.Context, e entry) (news.Article, error) {
	response, err := r.fetcher.Get(ctx, e.URL, fetch.Validators{})
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
	return e.complete(a, parsed.Meta.Outlet), nil
}

// withoutPage remembers when to ask again for a page that failed, and makes
// do with the feed's summary until then, if that says enough and nothing
// better is held.
func (r *Reader) withoutPage(ctx context.Context, e entry, held bool, cause error, reading *Reading) news.Article {
	next := e.recollection
	next.updated = e.Updated.Time
	next.notBefore = r.now().Add(longOut)
	passing := mayPass(cause)
	if passing {
		next.notBefore = r.now().Add(brieflyOut)
		reading.Validators = fetch.Validators{}
	}
	if ctx.Err() != nil {
		// The page has not failed, the time for this reading is over.
		return news.Article{}
	}
	summary := summaryText(e.Item)
	useful := !held && ingest.WordCount(summary) >= minSummaryWords
	next.partial = passing && (useful || e.partial)
	r.memory.remember(e.id, next)
	switch {
	case useful:
		return e.article(strings.TrimSpace(e.Title + "\n\n" + summary))
	case len(reading.Problems) < maxPageProblems:
		sentence := news.Explain(cause, "The page could not be read; it is tried again later.")
		reading.Problems = append(reading.Problems, fmt.Sprintf("%q: %s", cmp.Or(e.Title, e.id), sentence))
	}
	return news.Article{}
}

// mayPass reports whether a failure may be over in an hour: the network's,
// or that of a server in trouble, but not what a page is or who may read it.
func mayPass(err error) bool {
	if status, ok := errors.AsType[*fetch.StatusError](err); ok {
		return status.Code >= 500 || status.Code == http.StatusTooManyRequests
	}
	if errors.Is(err, fetch.ErrPrivateAddress) || errors.Is(err, fetch.ErrPort) {
		return false
	}
	_, isNetwork := errors.AsType[net.Error](err)
	return isNetwork || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.Canceled)
}
