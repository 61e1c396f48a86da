package reading

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/fetch"
	"attache/ingest/page"
	"attache/news"
)

// getter fetches an address; a Fetcher is one.
type getter interface {
	Get(ctx context.Context, rawURL string, v fetch.Validators) (fetch.Response, error)
}

// ReaderOptions configure a Reader.
type ReaderOptions struct {
	// Now is the clock, time.Now by default.
	Now    func() time.Time
	Logger *slog.Logger
}

// Reader reads sources into articles. It is safe for concurrent use.
type Reader struct {
	fetcher getter
	now     func() time.Time
	logger  *slog.Logger
	memory  *memory
}

// NewReader returns a Reader that fetches through fetcher.
func NewReader(fetcher getter, opts ReaderOptions) *Reader {
	r := &Reader{fetcher: fetcher, now: opts.Now, logger: opts.Logger, memory: newMemory()}
	if r.now == nil {
		r.now = time.Now
	}
	if r.logger == nil {
		r.logger = slog.New(slog.DiscardHandler)
	}
	return r
}

// Reading is what one reading of a source brought.
type Reading struct {
	// Articles are in the order of the feed. Some of them may be known
	// already: their text may have changed.
	Articles []news.Article
	// NotModified is set where the server said that nothing has changed.
	NotModified bool
	// Title is what the source calls itself.
	Title string
	// Validators belong to the next reading. They are empty while
	// something is left to be read, so that the server sends all of it
	// again.
	fetch.Validators
	// Skipped counts the items that hold nothing to read, or whose page
	// failed a short while ago.
	Skipped int
	// Problems are sentences about single items that could not be read;
	// at most 20.
	Problems []string
}

// Known tells which of the given canonical URLs are held already.
type Known func(ctx context.Context, urls []string) (map[string]bool, error)

// Read reads a source, a feed with the pages it leads to or one page. Its
// error says why the source as a whole could not be read; a *news.Fault
// unless ctx has ended or known failed.
func (r *Reader) Read(ctx context.Context, src news.Source, known Known) (Reading, error) {
	response, err := r.fetcher.Get(ctx, src.URL, fetch.Validators{ETag: src.ETag, LastModified: src.LastModified})
	if err != nil {
		return Reading{}, err
	}
	if response.NotModified {
		return Reading{NotModified: true, Title: src.Title, Validators: response.Validators}, nil
	}
	if src.Kind == news.KindPage {
		return r.readPage(response)
	}
	return r.readFeed(ctx, response, known)
}

func (r *Reader) readPage(response fetch.Response) (Reading, error) {
	article, err := page.Extract(response.Body, response.ContentType, response.URL)
	if err != nil {
		return Reading{}, err
	}
	return Reading{
		Articles:   []news.Article{r.seen(article)},
		Title:      article.Title,
		Validators: response.Validators,
	}, nil
}

func (r *Reader) readFeed(ctx context.Context, response fetch.Response, known Known) (Reading, error) {
	parsed, err := feed.Parse(response.Body, response.ContentType, response.URL)
	if err != nil {
		return Reading{}, err
	}
	entries, skipped := r.entries(parsed, response.URL)
	held, err := known(ctx, addresses(entries))
	if err != nil {
		return Reading{}, fmt.Errorf("look up known articles: %w", err)
	}
	reading := Reading{Title: parsed.Title, Validators: response.Validators, Skipped: parsed.Skipped + skipped}
	r.readEntries(ctx, entries, held, &reading)
	r.logger.DebugContext(ctx, "feed read", "items", len(parsed.Items), "articles", len(reading.Articles),
		"skipped", reading.Skipped, "problems", len(reading.Problems))
	return reading, nil
}

// seen stamps an article that has just been read.
func (r *Reader) seen(a news.Article) news.Article {
	now := r.now()
	a.Seen = now.UTC()
	a.Published = ingest.NotAfter(a.Published, now)
	return a
}
