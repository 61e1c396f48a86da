package reading

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/fetch"
	"attache/news"
)

// previewHeadlines is how many headlines a Preview shows.
const previewHeadlines = 5

// Preview is what an address would bring as a source.
type Preview struct {
	// Source has its URL, Kind, Title, Home and Language set, ready to be
	// stored.
	Source news.Source
	// Format is what was found, in words: "RSS feed", "article".
	Format string
	// Outlet is the publisher.
	Outlet string
	// Items counts what can be read there now.
	Items int
	// Newest is the latest publication among them; zero if none is dated.
	Newest news.Moment
	// Rhythm is the mean time from one publication to the next; 0 where it
	// cannot be told.
	Rhythm time.Duration
	// Headlines are the newest few, newest first.
	Headlines []string
	// Others are further feeds that the address leads to.
	Others []feed.Link
}

// Preview finds out what an address is: a feed, a sitemap, one article, or
// a page that leads to a feed, which then is the source. An address without
// a scheme is tried with https. Its errors are *news.Fault unless ctx has
// ended.
func (r *Reader) Preview(ctx context.Context, rawURL string) (Preview, error) {
	address := withScheme(rawURL)
	response, err := r.fetcher.Fetch(ctx, fetch.Request{URL: address})
	if err != nil {
		return Preview{}, err
	}
	if kind := feed.KindOf(ingest.Decode(response.Body, response.ContentType)); kind == feed.KindPage || kind == feed.KindOther && !isPacked(response) {
		return r.discover(ctx, response)
	}
	return r.previewList(ctx, response)
}

// withScheme reads an address as people write it.
func withScheme(address string) string {
	address = strings.TrimSpace(address)
	if rest, ok := strings.CutPrefix(address, "feed:"); ok {
		address = strings.TrimPrefix(rest, "//")
	}
	if strings.Contains(address, "://") || !strings.Contains(address, ".") || strings.HasPrefix(address, "mailto:") {
		return address
	}
	return "https://" + address
}

func (r *Reader) previewArticle(article news.Article) Preview {
	article = r.seen(article)
	return Preview{
		Source: news.Source{URL: article.URL, Kind: news.KindPage, Title: article.Title, Language: article.Language},
		Format: "article", Outlet: article.Outlet, Items: 1, Newest: article.Published,
		Headlines: []string{article.Name()},
	}
}

// previewList shows a feed or sitemap; the address that is kept is the one
// that redirects lead to.
func (r *Reader) previewList(ctx context.Context, response fetch.Response) (Preview, error) {
	l, err := r.list(ctx, response)
	if err != nil {
		return Preview{}, err
	}
	address, err := ingest.CanonicalURL(response.URL)
	if err != nil {
		return Preview{}, err
	}
	now := r.now()
	p := Preview{
		Source: news.Source{
			URL: address, Kind: news.KindFeed, Title: cmp.Or(l.Title, l.outlet), Home: l.Home, Language: l.Language,
		},
		Format: l.kind.String(), Outlet: l.outlet, Items: len(l.Items), Rhythm: Rhythm(l.dates(now), now),
	}
	if l.kind.IsSitemap() {
		p.Source.Kind = news.KindSitemap
	}
	slices.SortStableFunc(l.Items, func(a, b feed.Item) int { return published(b).Time.Compare(published(a).Time) })
	for _, item := range l.Items {
		if p.Newest.IsZero() {
			p.Newest = ingest.NotAfter(published(item), now)
		}
		if item.Title != "" && len(p.Headlines) < previewHeadlines {
			p.Headlines = append(p.Headlines, item.Title)
		}
	}
	return p, nil
}
