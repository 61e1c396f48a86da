package ingest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/news"
)

const (
	// pagesAtOnce bounds the pages of one feed that are fetched at a time.
	pagesAtOnce = 4
	// pagesPerReading bounds the pages one reading asks for; the rest is
	// left to the next.
	pagesPerReading = 200
	// fullTextWords is from how many words on a feed's own text is taken
	// for the whole article.
	fullTextWords = 120
	// minSummaryWords is the least a summary needs to stand for its article.
	minSummaryWords = 40
	maxPageProblems = 20

	// brieflyOut and longOut are how long a page that failed is left alone:
	// where the failure may pass, and where it lies in the page.
	brieflyOut = time.Hour
	longOut    = 12 * time.Hour
)

// excerptEnd is how texts end that are only the beginning of an article.
var excerptEnd = regexp.MustCompile(`(?i)(…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading\W*|read (more|on|the full (story|article))\W*)$`)

// entry is an item of a feed on its way to an article.
type entry struct {
	Item
	// id is the item's canonical URL, address the article's, as far as it
	// is known.
	id, address string
	recollection
	// outlet and language are the feed's.
	outlet, language string
}

// entries are the items of a feed, each address once, and how many were
// left out.
func (r *Reader) entries(feed Feed, feedURL string) (all []entry, skipped int) {
	outlet := feedOutlet(feed, feedURL)
	seen := make(map[string]bool)
	for _, item := range feed.Items {
		id, err := CanonicalURL(item.URL)
		if err != nil || seen[id] {
			skipped++
			continue
		}
		seen[id] = true
		e := entry{Item: item, id: id, address: id, recollection: r.memory.recall(id), outlet: outlet, language: feed.Language}
		if e.recollection.address != "" {
			e.address = e.recollection.address
		}
		if item.Outlet != "" {
			e.outlet = item.Outlet
		}
		all = append(all, e)
	}
	return all, skipped
}

func feedOutlet(feed Feed, feedURL string) string {
	for _, address := range []string{feed.Home, feedURL} {
		if u, err := parseAddress(address); err == nil {
			return outletName(feed.Title, u)
		}
	}
	return feed.Title
}

func addresses(entries []entry) []string {
	urls := make([]string, len(entries))
	for i, e := range entries {
		urls[i] = e.address
	}
	return urls
}

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
			ready[i] = e.article(withoutTitle(text, e.Title))
		case wantsPage(e.Item, e.recollection, held[e.address], r.now()):
			wanted = append(wanted, i)
		case !held[e.address]:
			reading.Skipped++
		}
	}
	if len(wanted) > pagesPerReading {
		wanted = wanted[:pagesPerReading]
		reading.Validators = Validators{}
	}
	pages := r.fetchPages(ctx, entries, wanted)
	for _, i := range wanted {
		page := pages[i]
		if page.err != nil {
			page.article = r.withoutPage(ctx, entries[i], page.err, reading)
		} else {
			r.memory.remember(entries[i].id, recollection{address: page.article.URL, updated: entries[i].Updated.Time})
		}
		ready[i] = page.article
	}
	for _, a := range ready {
		if a.Text != "" {
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
	response, err := r.fetcher.Get(ctx, e.URL, Validators{})
	if err != nil {
		return news.Article{}, err
	}
	parsed, err := parsePage(decode(response.Body, response.ContentType), response.URL)
	if err != nil {
		return news.Article{}, err
	}
	a, err := parsed.article()
	if err != nil {
		return news.Article{}, err
	}
	return e.complete(a, parsed.meta.Outlet), nil
}

// complete fills what a page left open from the feed.
func (e entry) complete(a news.Article, statedOutlet string) news.Article {
	if a.Title == "" {
		a.Title = e.Title
	}
	if statedOutlet == "" {
		a.Outlet = e.outlet
	}
	if len(a.Authors) == 0 {
		a.Authors = e.Authors
	}
	// A feed's exact time says more than a page's day.
	if a.Published.IsZero() || a.Published.DayOnly && !e.Published.IsZero() {
		a.Published = e.published()
	}
	if a.Language == "" {
		a.Language = e.language
	}
	return a
}

// article is the article of an entry with a text that the feed gives.
func (e entry) article(text string) news.Article {
	return news.Article{
		URL:       e.address,
		Title:     e.Title,
		Outlet:    e.outlet,
		Authors:   e.Authors,
		Published: e.published(),
		Language:  e.language,
		Text:      clip(text, maxTextBytes),
	}
}

func (e entry) published() news.Moment {
	if e.Published.IsZero() {
		return e.Updated
	}
	return e.Published
}

// withoutPage makes do with the feed's summary where the page failed, if
// that says enough, and remembers when to ask for the page again.
func (r *Reader) withoutPage(ctx context.Context, e entry, cause error, reading *Reading) news.Article {
	next := e.recollection
	next.updated = e.Updated.Time
	passing := mayPass(cause)
	if passing {
		next.notBefore = r.now().Add(brieflyOut)
		reading.Validators = Validators{}
	} else {
		next.notBefore = r.now().Add(longOut)
	}
	summary := summaryText(e.Item)
	useful := wordCount(summary) >= minSummaryWords
	next.partial = passing && useful
	if ctx.Err() == nil {
		r.memory.remember(e.id, next)
	}
	if useful {
		return e.article(strings.TrimSpace(e.Title + "\n\n" + summary))
	}
	if len(reading.Problems) < maxPageProblems {
		sentence := news.Explain(cause, "The page could not be read in time; it is tried again later.")
		reading.Problems = append(reading.Problems, fmt.Sprintf("%q: %s", firstOf(e.Title, e.id), sentence))
	}
	return news.Article{}
}

// mayPass reports whether a failure may be over in an hour: the network,
// or a server in trouble, but not what a page is or who may read it.
func mayPass(err error) bool {
	if status, ok := errors.AsType[*StatusError](err); ok {
		return status.Code >= 500 || status.Code == 429
	}
	_, isFault := errors.AsType[*news.Fault](err)
	return !isFault || errors.Is(err, context.DeadlineExceeded)
}

// fullText is an item's own text where the feed carries the whole article.
func fullText(item Item) string {
	text := summaryText(item)
	if wordCount(text) < fullTextWords || excerptEnd.MatchString(text) {
		return ""
	}
	return text
}

// summaryText is the longer of what a feed says about an item.
func summaryText(item Item) string {
	content, summary := htmlText(item.HTML), htmlText(item.Summary)
	if len(content) >= len(summary) {
		return content
	}
	return summary
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
