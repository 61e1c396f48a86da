package page

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"attache/ingest"
	"attache/news"
)

// maxTags bounds the pages that are parsed at all; scripts may hold what
// looks like tags.
const maxTags = 300_000

// Extract reads the article on a page: text, headline, outlet, authors
// and time of publication, as the page states them. Title and Text are plain;
// the URL is the page's canonical one where that is on the same site. Its
// errors are *news.Fault.
func Extract(body []byte, contentType, pageURL string) (news.Article, error) {
	parsed, err := Parse(ingest.Decode(body, contentType), pageURL)
	if err != nil {
		return news.Article{}, err
	}
	return parsed.Article()
}

// Page is a parsed page with what it says about itself.
type Page struct {
	url  *url.URL
	doc  *goquery.Document
	Meta Meta
}

// Parse reads a page that Decode has turned into UTF-8. Its errors are
// *news.Fault.
func Parse(decoded []byte, pageURL string) (*Page, error) {
	u, err := ingest.ParseAddress(pageURL)
	if err != nil {
		return nil, err
	}
	if tags := bytes.Count(decoded, []byte("<")); tags > maxTags {
		return nil, refused(ErrNoArticle, fmt.Errorf("%d tags", tags))
	}
	root, err := html.Parse(bytes.NewReader(decoded))
	if err != nil {
		return nil, refused(ErrNoArticle, fmt.Errorf("parse page: %w", err))
	}
	doc := goquery.NewDocumentFromNode(root)
	return &Page{url: u, doc: doc, Meta: readMeta(doc, u)}, nil
}

// Article extracts the article. It takes the document apart, so it is the
// last thing that is done with a page. Its errors are *news.Fault, above one
// of ErrNoArticle, ErrLogin, ErrConsent, ErrNotFoundPage and ErrWalled where
// the page shows no article.
func (p *Page) Article() (news.Article, error) {
	address, err := ingest.CanonicalURL(p.Meta.URL)
	if err != nil {
		return news.Article{}, err
	}
	said := readNotice(p.doc)
	a := news.Article{
		URL:       address,
		Title:     p.Meta.Title,
		Outlet:    p.Meta.Outlet,
		Authors:   p.Meta.Authors,
		Published: p.Meta.Published,
		Modified:  p.Meta.Modified,
		Language:  p.Meta.Language,
		Image:     p.Meta.Image,
		Walled:    p.Meta.Locked,
		Text:      p.Text(),
	}
	if a.Outlet == "" {
		a.Outlet = strings.TrimPrefix(ingest.SiteDomain(p.url), "www.")
	}
	if a.Language == "" {
		a.Language = ingest.LanguageOf(a.Text)
	}
	if err := p.refusal(said, a.Text); err != nil {
		return news.Article{}, err
	}
	return a, nil
}
