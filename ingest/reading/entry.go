package reading

import (
	"regexp"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/page"
	"attache/news"
)

const (
	// fullTextWords is from how many words on a feed's own text is taken
	// for the whole article.
	fullTextWords = 120
	// minSummaryWords is the least a summary needs to stand for its article.
	minSummaryWords = 40
)

// excerptEnd is how texts end that are only the beginning of an article.
var excerptEnd = regexp.MustCompile(`(?i)(…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading\W*|read (more|on|the full (story|article))\W*)$`)

// entry is an item of a feed on its way to an article.
type entry struct {
	feed.Item
	// id is the item's canonical URL, address the article's, as far as it
	// is known.
	id, address string
	recollection
	// outlet and language are the feed's.
	outlet, language string
}

// entries are the items of a feed, each address once, and how many were
// left out.
func (r *Reader) entries(f feed.Feed, feedURL string) (all []entry, skipped int) {
	outlet := feedOutlet(f, feedURL)
	seen := make(map[string]bool)
	for _, item := range f.Items {
		id, err := ingest.CanonicalURL(item.URL)
		if err != nil || seen[id] {
			skipped++
			continue
		}
		seen[id] = true
		e := entry{Item: item, id: id, address: id, recollection: r.memory.recall(id), outlet: outlet, language: f.Language}
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

func feedOutlet(f feed.Feed, feedURL string) string {
	for _, address := range []string{f.Home, feedURL} {
		if u, err := ingest.ParseAddress(address); err == nil {
			return ingest.OutletName(f.Title, u)
		}
	}
	return f.Title
}

func addresses(entries []entry) []string {
	urls := make([]string, len(entries))
	for i, e := range entries {
		urls[i] = e.address
	}
	return urls
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
		Text:      ingest.Clip(text, ingest.MaxTextBytes),
	}
}

func (e entry) published() news.Moment {
	if e.Published.IsZero() {
		return e.Updated
	}
	return e.Published
}

// fullText is an item's own text where the feed carries the whole article.
func fullText(item feed.Item) string {
	text := summaryText(item)
	if ingest.WordCount(text) < fullTextWords || excerptEnd.MatchString(text) {
		return ""
	}
	return text
}

// summaryText is the longer of what a feed says about an item.
func summaryText(item feed.Item) string {
	content, summary := page.HTMLText(item.HTML), page.HTMLText(item.Summary)
	if len(content) >= len(summary) {
		return content
	}
	return summary
}
