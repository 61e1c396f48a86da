package page

import (
	"github.com/PuerkitoBio/goquery"

	"attache/ingest"
)

// Document is the parsed page, for those who look for something else on it
// than the article.
func (p *Page) Document() *goquery.Document { return p.doc }

// IsSingle reports whether a page that is not a front page marks exactly
// one article.
func (p *Page) IsSingle() bool {
	return !ingest.IsFront(p.url) && p.doc.Find("article").Length() == 1
}
