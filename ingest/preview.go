package ingest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"attache/news"
)

const (
	// previewHeadlines is how many headlines a Preview shows.
	previewHeadlines = 5
	// undeclaredWords is from how many words on a page is taken for an
	// article although it does not say so and offers a feed.
	undeclaredWords = 150
)

// Preview is what an address would bring as a source.
type Preview struct {
	// Source has its URL, Kind and Title set, ready to be stored.
	Source news.Source
	// Items counts what can be read there now.
	Items int
	// Newest is the latest publication among them; zero if none is dated.
	Newest news.Moment
	// Headlines are the newest few, newest first.
	Headlines []string
}

// Preview finds out what an address is: a feed, one article, or a page that
// advertises a feed, which then is the source. Its errors are *news.Fault
// unless ctx has ended.
func (r *Reader) Preview(ctx context.Context, rawURL string) (Preview, error) {
	response, err := r.fetcher.Get(ctx, rawURL, Validators{})
	if err != nil {
		return Preview{}, err
	}
	decoded := decode(response.Body, response.ContentType)
	if looksLikeFeed(decoded) {
		return r.previewFeed(response)
	}
	parsed, err := parsePage(decoded, response.URL)
	if err != nil {
		return Preview{}, err
	}
	advertised := parsed.feedAddress()
	single := parsed.isSingle()
	article, err := parsed.article()
	if advertised == "" || err == nil && (parsed.meta.IsArticle || single && wordCount(article.Text) >= undeclaredWords) {
		if err != nil {
			return Preview{}, err
		}
		return r.previewPage(article), nil
	}
	feed, err := r.fetcher.Get(ctx, advertised, Validators{})
	if err != nil {
		return Preview{}, err
	}
	return r.previewFeed(feed)
}

func (r *Reader) previewPage(article news.Article) Preview {
	article = r.seen(article)
	return Preview{
		Source:    news.Source{URL: article.URL, Kind: news.KindPage, Title: article.Title},
		Items:     1,
		Newest:    article.Published,
		Headlines: []string{article.Name()},
	}
}

func (r *Reader) previewFeed(response Response) (Preview, error) {
	feed, err := ParseFeed(response.Body, response.ContentType, response.URL)
	if err != nil {
		return Preview{}, err
	}
	address, err := CanonicalURL(response.URL)
	if err != nil {
		return Preview{}, err
	}
	preview := Preview{
		Source: news.Source{URL: address, Kind: news.KindFeed, Title: cmp.Or(feed.Title, feedOutlet(feed, response.URL))},
		Items:  len(feed.Items),
	}
	slices.SortStableFunc(feed.Items, func(a, b Item) int { return b.Published.Time.Compare(a.Published.Time) })
	for _, item := range feed.Items {
		if preview.Newest.IsZero() {
			preview.Newest = notAfter(item.Published, r.now())
		}
		if item.Title != "" && len(preview.Headlines) < previewHeadlines {
			preview.Headlines = append(preview.Headlines, item.Title)
		}
	}
	return preview, nil
}

// feedAddress is the first feed of articles that a page advertises
// (https://html.spec.whatwg.org/#rel-alternate); empty if there is none.
func (p *page) feedAddress() string {
	found := ""
	p.doc.Find(`link[rel~="alternate"][href]`).EachWithBreak(func(_ int, link *goquery.Selection) bool {
		switch strings.ToLower(strings.TrimSpace(link.AttrOr("type", ""))) {
		case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		default:
			return true
		}
		// Blogs advertise what their readers say beside what they say.
		if strings.Contains(strings.ToLower(link.AttrOr("href", "")+link.AttrOr("title", "")), "comments") {
			return true
		}
		found = resolve(p.url, link.AttrOr("href", ""))
		return found == ""
	})
	return found
}

// isSingle reports whether a page that is not a front page marks exactly
// one article.
func (p *page) isSingle() bool {
	return !isFront(p.url) && p.doc.Find("article").Length() == 1
}
