package reading

import (
	"cmp"
	"context"
	"slices"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/fetch"
	"attache/ingest/page"
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
	response, err := r.fetcher.Get(ctx, rawURL, fetch.Validators{})
	if err != nil {
		return Preview{}, err
	}
	decoded := ingest.Decode(response.Body, response.ContentType)
	if feed.LooksLikeFeed(decoded) {
		return r.previewFeed(response)
	}
	parsed, err := page.Parse(decoded, response.URL)
	if err != nil {
		return Preview{}, err
	}
	advertised := parsed.FeedAddress()
	single := parsed.IsSingle()
	article, err := parsed.Article()
	if advertised == "" || err == nil && (parsed.Meta.IsArticle || single && ingest.WordCount(article.Text) >= undeclaredWords) {
		if err != nil {
			return Preview{}, err
		}
		return r.previewPage(article), nil
	}
	found, err := r.fetcher.Get(ctx, advertised, fetch.Validators{})
	if err != nil {
		return Preview{}, err
	}
	return r.previewFeed(found)
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

func (r *Reader) previewFeed(response fetch.Response) (Preview, error) {
	parsed, err := feed.Parse(response.Body, response.ContentType, response.URL)
	if err != nil {
		return Preview{}, err
	}
	address, err := ingest.CanonicalURL(response.URL)
	if err != nil {
		return Preview{}, err
	}
	preview := Preview{
		Source: news.Source{URL: address, Kind: news.KindFeed, Title: cmp.Or(parsed.Title, feedOutlet(parsed, response.URL))},
		Items:  len(parsed.Items),
	}
	slices.SortStableFunc(parsed.Items, func(a, b feed.Item) int { return b.Published.Time.Compare(a.Published.Time) })
	for _, item := range parsed.Items {
		if preview.Newest.IsZero() {
			preview.Newest = ingest.NotAfter(item.Published, r.now())
		}
		if item.Title != "" && len(preview.Headlines) < previewHeadlines {
			preview.Headlines = append(preview.Headlines, item.Title)
		}
	}
	return preview, nil
}
