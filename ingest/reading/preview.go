package reading

import (
	"cmp"
	"context"
	"errors"
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
	// Redirected is the address that the source's leads to for now; empty
	// where it leads nowhere else.
	Redirected string
	// Discovered is set where the address itself is no source, but leads to
	// this one.
	Discovered bool
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
	response, err := r.fetchAsWritten(ctx, rawURL)
	if err != nil {
		return Preview{}, err
	}
	if kind := feed.KindOf(ingest.Decode(response.Body, response.ContentType)); kind == feed.KindPage || kind == feed.KindOther && !isPacked(response.Response) {
		return r.discover(ctx, response)
	}
	return r.previewList(ctx, response)
}

// fetchAsWritten reads an address as people write it: without a scheme it is
// tried with https and then with http.
func (r *Reader) fetchAsWritten(ctx context.Context, rawURL string) (asked, error) {
	address := withScheme(rawURL)
	response, err := r.ask(ctx, address)
	bare, isHTTPS := strings.CutPrefix(address, "https://")
	if err == nil || !isHTTPS || strings.Contains(rawURL, "://") || !mayPass(err) || ctx.Err() != nil {
		return response, err
	}
	if plain, again := r.ask(ctx, "http://"+bare); again == nil {
		return plain, nil
	}
	return asked{}, err
}

// asked is a response with the address that it was asked for under.
type asked struct {
	fetch.Response
	address string
}

// ask reads an address at which a list or a page is expected.
func (r *Reader) ask(ctx context.Context, address string) (asked, error) {
	want := fetch.WantFeed
	if u, err := ingest.ParseAddress(address); err == nil && strings.HasSuffix(u.Path, ".gz") {
		want = fetch.WantSitemap
	}
	response, err := r.fetcher.Fetch(ctx, fetch.Request{URL: address, Want: want})
	if errors.Is(err, fetch.ErrTruncated) {
		err = nil // a list that was cut off shows what came of it
	}
	return asked{Response: response, address: address}, err
}

// withScheme reads an address as people write it.
func withScheme(address string) string {
	address = strings.Trim(strings.TrimSpace(address), "<>")
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

// previewList shows a feed or sitemap. The address that is kept is the one
// that was asked for, or the one that it has moved to for good.
func (r *Reader) previewList(ctx context.Context, response asked) (Preview, error) {
	l, err := r.list(ctx, response.Response)
	if err != nil {
		return Preview{}, err
	}
	address, err := ingest.CanonicalURL(cmp.Or(response.Moved, response.address))
	if err != nil {
		return Preview{}, err
	}
	now := r.now()
	p := Preview{
		Source: news.Source{
			URL: address, Kind: news.KindFeed, Title: cmp.Or(l.Title, l.outlet), Home: l.Home, Language: l.Language,
		},
		Format: l.format(), Outlet: l.outlet, Items: len(l.Items), Rhythm: Rhythm(l.dates(now), now),
	}
	if final, err := ingest.CanonicalURL(response.URL); err == nil && final != address {
		p.Redirected = final
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
