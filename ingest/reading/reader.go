package reading

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"attache/ingest"
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

// Reading is what one reading of a source found, beside the articles that
// went to the desk.
type Reading struct {
	// NotModified is set where the server said that nothing has changed.
	NotModified bool
	// Incomplete is set where something was left for the next reading.
	Incomplete bool
	// Title is what the source calls itself, Home the address of its site.
	Title, Home, Language string
	// Dates are the times of publication that it lists.
	Dates []time.Time
	// Moved is the address that the source has moved to for good.
	Moved string
	// FreshFor is how long the server says that nothing will change.
	FreshFor time.Duration
	// Validators belong to the next reading.
	fetch.Validators
	// Skipped counts the items that hold nothing to read, or whose page
	// failed a short while ago.
	Skipped int
	// Notes are sentences about what was wrong with some items, and Problems
	// about single pages that could not be read, at most 20.
	Notes, Problems []string
}

// Read reads a source, a list with the pages it leads to or one page. Its
// error says why the source as a whole could not be read; a *news.Fault
// unless ctx has ended or the desk failed.
func (r *Reader) Read(ctx context.Context, src news.Source, desk Desk) (Reading, error) {
	request := fetch.Request{URL: src.URL, Want: wanted(src.Kind), Validators: fetch.Validators{
		ETag: src.ETag, LastModified: src.LastModified, For: src.ValidatedAt,
	}}
	response, err := r.fetcher.Fetch(ctx, request)
	if err != nil && !errors.Is(err, fetch.ErrTruncated) {
		return Reading{}, err
	}
	reading := Reading{
		NotModified: response.NotModified, Moved: response.Moved, FreshFor: response.FreshFor,
		Title: src.Title, Validators: response.Validators,
	}
	switch {
	case response.NotModified:
		return reading, nil
	case src.Kind == news.KindPage && err != nil:
		return Reading{}, err
	case src.Kind == news.KindPage:
		err = r.readPage(ctx, response, desk, &reading)
	default:
		err = r.readList(ctx, src, response, desk, &reading)
	}
	if err != nil {
		return Reading{}, err
	}
	if reading.Incomplete {
		// The server is to send all of it again.
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
	article = r.read(article)
	reading.Title = cmp.Or(article.Title, reading.Title)
	reading.Language = article.Language
	reading.Dates = datesOf(article.Published)
	if err := desk.File(ctx, []news.Article{article}); err != nil {
		return fmt.Errorf("file an article: %w", err)
	}
	desk.Progress(1, 1)
	return nil
}

func (r *Reader) readList(ctx context.Context, src news.Source, response fetch.Response, desk Desk, reading *Reading) error {
	list, err := r.list(ctx, response)
	if err != nil {
		return err
	}
	reading.Title, reading.Home, reading.Language = list.Title, list.Home, list.Language
	reading.Incomplete = list.Torn
	reading.Dates = list.dates(r.now())
	g := &gathering{reader: r, desk: desk, reading: reading, source: src.ID}
	if err := g.gather(ctx, list); err != nil {
		return err
	}
	reading.Notes = list.notes(g, r.now())
	r.logger.DebugContext(ctx, "list read", "source", src.ID, "items", len(list.Items), "skipped", reading.Skipped,
		"problems", len(reading.Problems))
	return nil
}

// seen stamps an article that has just been read.
func (r *Reader) seen(a news.Article) news.Article {
	now := r.now()
	a.Seen = now.UTC()
	a.Published = ingest.NotAfter(a.Published, now)
	return a
}

// read stamps an article whose page has just been read.
func (r *Reader) read(a news.Article) news.Article {
	a = r.seen(a)
	a.Checked = a.Seen
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
