package reading

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/fetch"
	"attache/ingest/page"
	"attache/news"
)

// fetcher reads addresses; a fetch.Fetcher is one.
type fetcher interface {
	Fetch(ctx context.Context, request fetch.Request) (fetch.Response, error)
	// Sitemaps lists the sitemaps that a site's robots.txt names.
	Sitemaps(ctx context.Context, rawURL string) []string
}

// Desk is where a Reader asks what is known and hands in what it has read.
type Desk interface {
	// Known tells which addresses and aliases lead to articles held.
	Known(ctx context.Context, names []string) (map[string]news.Known, error)
	// File takes articles as they come, a few at a time.
	File(ctx context.Context, articles []news.Article) error
	// Carry notes that the source lists articles, by their addresses, that
	// others have brought.
	Carry(ctx context.Context, urls []string) error
	// TakeChecks gives articles of the source whose pages are due to be read
	// again, at most limit.
	TakeChecks(ctx context.Context, limit int) ([]news.Known, error)
	// Progress hears how many of the source's articles have been dealt with.
	Progress(done, total int)
}

// ReaderOptions configure a Reader.
type ReaderOptions struct {
	// Now is the clock, time.Now by default.
	Now    func() time.Time
	Logger *slog.Logger
}

// Reader reads sources into articles. It is safe for concurrent use.
type Reader struct {
	fetcher fetcher
	now     func() time.Time
	logger  *slog.Logger
	memory  *memory
}

// NewReader returns a Reader that fetches through f.
func NewReader(f fetcher, opts ReaderOptions) *Reader {
	r := &Reader{fetcher: f, now: opts.Now, logger: opts.Logger, memory: newMemory()}
	if r.now == nil {
		r.now = time.Now
	}
	if r.logger == nil {
		r.logger = slog.New(slog.DiscardHandler)
	}
	return r
}

// readingLimit bounds the time in which one reading asks for anything.
const readingLimit = 5 * time.Minute

// Reading is what one reading of a source found, beside the articles that
// went to the desk.
type Reading struct {
	// NotModified is set where the server said that nothing has changed.
	NotModified bool
	// Again is set where something of the list is still owed, so that the
	// server is to send all of it again the next time.
	Again bool
	// Left is set where pages are left for a reading soon.
	Left bool
	// Title is what the source calls itself, Home the address of its site.
	Title, Home, Language string
	// Items counts what the list holds, and Dates are the times of
	// publication among it.
	Items int
	Dates []time.Time
	// Moved is the address that the source has moved to for good.
	Moved string
	// FreshFor is how long the server says that nothing will change.
	FreshFor time.Duration
	// Validators belong to the next reading.
	fetch.Validators
	// Skipped counts the items that hold nothing to read, Failed the pages
	// that could not be read and for which nothing stands in.
	Skipped, Failed int
	// Notes are sentences about what was wrong with some items, and Problems
	// about single pages that could not be read, at most 20.
	Notes, Problems []string
}

// Read reads a source, a list with the pages it leads to or one page, for
// five minutes at most. Its error says why the source as a whole could not
// be read; a *news.Fault unless ctx has ended or the desk failed.
func (r *Reader) Read(ctx context.Context, src news.Source, desk Desk) (Reading, error) {
	limited, cancel := context.WithTimeout(ctx, readingLimit)
	defer cancel()
	request := fetch.Request{URL: src.URL, Want: wanted(src.Kind), Validators: fetch.Validators{
		ETag: src.ETag, LastModified: src.LastModified, For: src.ValidatedAt,
	}}
	response, err := r.fetcher.Fetch(limited, request)
	if err != nil && !errors.Is(err, fetch.ErrTruncated) {
		if limited.Err() != nil && ctx.Err() == nil {
			err = &news.Fault{Sentence: "The site let us wait for more than five minutes; it is tried again later.", Cause: err}
		}
		return Reading{}, err
	}
	reading := Reading{
		NotModified: response.NotModified, Moved: response.Moved, FreshFor: response.FreshFor,
		Title: src.Title, Validators: response.Validators,
	}
	g := &gathering{reader: r, desk: desk, reading: &reading, source: src, limited: limited}
	switch {
	case response.NotModified:
		err = g.check(ctx, nil)
	case src.Kind == news.KindPage && err != nil:
		return Reading{}, err
	case src.Kind == news.KindPage:
		err = r.readPage(ctx, response, desk, &reading)
	default:
		err = g.readList(ctx, response)
	}
	if err != nil {
		return Reading{}, err
	}
	if reading.Again || reading.Left {
		reading.Validators, reading.FreshFor = fetch.Validators{}, 0
	}
	return reading, nil
}

func wanted(kind news.SourceKind) fetch.Want {
	switch kind {
	case news.KindPage:
		return fetch.WantPage
	case news.KindSitemap:
		return fetch.WantSitemap
	}
	return fetch.WantFeed
}

func (r *Reader) readPage(ctx context.Context, response fetch.Response, desk Desk, reading *Reading) error {
	article, err := page.Extract(response.Body, response.ContentType, response.URL)
	if err != nil {
		return err
	}
	article = r.seen(article)
	article.Checked = article.Seen
	reading.Items, reading.Title = 1, cmp.Or(article.Title, reading.Title)
	reading.Language = article.Language
	reading.Dates = datesOf(article.Published)
	if err := desk.File(ctx, []news.Article{article}); err != nil {
		return fmt.Errorf("file an article: %w", err)
	}
	desk.Progress(1, 1)
	return nil
}

func (g *gathering) readList(ctx context.Context, response fetch.Response) error {
	list, err := g.reader.list(g.limited, response)
	if err != nil {
		return err
	}
	now := g.reader.now()
	reading := g.reading
	reading.Title, reading.Home, reading.Language = list.Title, list.Home, list.Language
	reading.Items, reading.Dates = len(list.Items), list.dates(now)
	// What an index of sitemaps leads to changes while the index does not.
	reading.Again = list.Torn || list.missing > 0 || list.kind == feed.KindSitemapIndex
	if err := g.gather(ctx, list); err != nil {
		return err
	}
	reading.Notes = list.notes(g, now)
	g.reader.logger.DebugContext(ctx, "list read", "source", g.source.ID, "items", len(list.Items),
		"skipped", reading.Skipped, "failed", reading.Failed)
	return nil
}

// seen stamps an article that has just been read.
func (r *Reader) seen(a news.Article) news.Article {
	now := r.now()
	a.Seen = now.UTC()
	a.Published = ingest.NotAfter(a.Published, now)
	return a
}

// read stamps an article whose page has just been read, and says when it is
// read again.
func (r *Reader) read(a news.Article, held bool) news.Article {
	a = r.seen(a)
	a.Checked, a.CheckAt = a.Seen, nextCheck(a.Published, a.Seen, held)
	return a
}

func datesOf(moments ...news.Moment) []time.Time {
	var dates []time.Time
	for _, m := range moments {
		if !m.IsZero() {
			dates = append(dates, m.Time)
		}
	}
	return dates
}
