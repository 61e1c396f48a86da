package reading

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/page"
	"attache/news"
)

const (
	// undeclaredWords is from how many words on a page is taken for an
	// article although it does not say so and leads to a feed.
	undeclaredWords = 150
	// advertisedTried bounds the feeds of a page that are tried.
	advertisedTried = 5
	// sitemapsTried bounds those that a robots.txt names.
	sitemapsTried = 5
)

// discover finds what a page is a source of: itself, where it is one
// article, else the feed that it leads to, else a feed or sitemap where
// sites usually have one.
func (r *Reader) discover(ctx context.Context, response asked) (Preview, error) {
	parsed, err := page.Parse(ingest.Decode(response.Body, response.ContentType), response.URL)
	if err != nil {
		return Preview{}, err
	}
	home, err := ingest.ParseAddress(response.URL)
	if err != nil {
		return Preview{}, err
	}
	advertised := feed.Advertised(parsed.Document(), home)
	single := parsed.IsSingle()
	article, noArticle := parsed.Article()
	isArticle := noArticle == nil && !ingest.IsFront(home) &&
		(parsed.Meta.IsArticle || single && ingest.WordCount(article.Text) >= undeclaredWords)
	switch {
	case isArticle:
		return r.previewArticle(article), nil
	case errors.Is(noArticle, page.ErrLogin), errors.Is(noArticle, page.ErrNotFoundPage):
		// A feed of the same site is not what was asked for.
		return Preview{}, noArticle
	}
	found, err := r.tryAdvertised(ctx, advertised)
	if err == nil || ctx.Err() != nil {
		return found, err
	}
	if well, ok := r.tryUsual(ctx, home); ok {
		return well, nil
	}
	switch {
	case ctx.Err() != nil:
		return Preview{}, ctx.Err()
	case len(advertised) > 0:
		return Preview{}, &news.Fault{
			Sentence: fmt.Sprintf("The page names %s as its feed, which cannot be read: %s", advertised[0].URL, news.Explain(err, "the log says why.")),
			Cause:    err,
		}
	case noArticle == nil:
		return r.previewArticle(article), nil
	case errors.Is(noArticle, page.ErrNoArticle):
		return Preview{}, &news.Fault{
			Sentence: fmt.Sprintf("No feed, sitemap or article was found at %s: look for a link called RSS on the site and give that address.", home.Hostname()),
			Cause:    noArticle,
		}
	}
	return Preview{}, noArticle
}

// errNoneAdvertised is the end of a search among no feeds.
var errNoneAdvertised = errors.New("the page advertises no feed")

// tryAdvertised takes the first feed of a page that can be read. Its error
// is that of the first.
func (r *Reader) tryAdvertised(ctx context.Context, links []feed.Link) (Preview, error) {
	first := errNoneAdvertised
	for i, link := range links[:min(len(links), advertisedTried)] {
		found, err := r.try(ctx, link.URL)
		if err == nil {
			found.Others = append(links[:i:i], links[i+1:]...)
			return found, nil
		}
		if i == 0 {
			first = err
		}
	}
	return Preview{}, first
}

// tryUsual tries the places where sites have their feeds, then the sitemaps
// that the site names and those that it may have. One without anything to
// read does not count.
func (r *Reader) tryUsual(ctx context.Context, home *url.URL) (Preview, bool) {
	var feeds, sitemaps []string
	for _, address := range feed.WellKnown(home) {
		if strings.Contains(address, "sitemap") {
			sitemaps = append(sitemaps, address)
		} else {
			feeds = append(feeds, address)
		}
	}
	for _, address := range feeds {
		if found, err := r.try(ctx, address); err == nil && found.Items > 0 {
			return found, true
		}
	}
	stated := r.fetcher.Sitemaps(ctx, home.String())
	slices.SortStableFunc(stated, func(a, b string) int { return cmp.Compare(newsRank(b), newsRank(a)) })
	for _, address := range append(stated[:min(len(stated), sitemapsTried)], sitemaps...) {
		if found, err := r.try(ctx, address); err == nil && found.Items > 0 {
			return found, true
		}
	}
	return Preview{}, false
}

// try reads an address as a list.
func (r *Reader) try(ctx context.Context, address string) (Preview, error) {
	response, err := r.ask(ctx, address)
	if err != nil {
		return Preview{}, err
	}
	found, err := r.previewList(ctx, response)
	found.Discovered = true
	return found, err
}
