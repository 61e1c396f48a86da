package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"attache/ingest"
)

// FeedAddress is the first feed of articles that a page advertises
// (https://html.spec.whatwg.org/#rel-alternate); empty if there is none.
func (p *Page) FeedAddress() string {
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
		found = ingest.Resolve(p.url, link.AttrOr("href", ""))
		return found == ""
	})
	return found
}

// IsSingle reports whether a page that is not a front page marks exactly
// one article.
func (p *Page) IsSingle() bool {
	return !ingest.IsFront(p.url) && p.doc.Find("article").Length() == 1
}
