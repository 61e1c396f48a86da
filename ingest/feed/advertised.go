package feed

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"attache/ingest"
)

// maxAdvertised bounds the feeds that are taken from one page.
const maxAdvertised = 20

// Link is a feed that a page leads to.
type Link struct {
	// URL is the full address.
	URL string
	// Title is what the page calls the feed, plain text; may be empty.
	Title string
	// Type is the media type as stated, in lower case; may be empty.
	Type string
}

// Advertised are the feeds that a page leads to, at most 20, each once: those
// that it names in link elements (https://html.spec.whatwg.org/#rel-alternate)
// in its order, then those that it links to in its text, then, of both,
// those of readers' comments. base is the page's address.
func Advertised(doc *goquery.Document, base *url.URL) []Link {
	f := finder{base: documentBase(doc, base), page: base.String()}
	doc.Find("link[rel][href]").Each(func(_ int, s *goquery.Selection) {
		kind := mediaType(s)
		rel := strings.Fields(strings.ToLower(s.AttrOr("rel", "")))
		address := s.AttrOr("href", "")
		isFeed := isFeedType(kind) || kind == "" && slices.Contains(rel, "feed") || isLooseType(kind) && hasFeedPath(address)
		if isFeed && (slices.Contains(rel, "alternate") || slices.Contains(rel, "feed")) {
			f.add(address, s.AttrOr("title", ""), kind)
		}
	})
	doc.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		kind, address := mediaType(s), s.AttrOr("href", "")
		if isFeedType(kind) || strings.HasPrefix(address, "feed:") || hasFeedPath(address) && saysFeed(s) {
			f.add(address, s.Text(), kind)
		}
	})
	links := append(f.articles, f.comments...)
	return links[:min(len(links), maxAdvertised)]
}

// finder collects the feeds of one page.
type finder struct {
	base *url.URL
	page string
	seen []string
	// articles and comments are the feeds of either.
	articles, comments []Link
}

func (f *finder) add(address, name, kind string) {
	// Some browsers once had a scheme of their own for feeds.
	if rest, isOld := strings.CutPrefix(strings.TrimSpace(address), "feed:"); isOld {
		if address = rest; strings.HasPrefix(rest, "//") {
			address = "https:" + rest
		}
	}
	full := ingest.Resolve(f.base, address)
	if full == "" || full == f.page || len(f.seen) == 2*maxAdvertised || slices.Contains(f.seen, full) {
		return
	}
	f.seen = append(f.seen, full)
	link := Link{URL: full, Title: title(name), Type: kind}
	if strings.Contains(strings.ToLower(address+" "+name), "comment") {
		f.comments = append(f.comments, link)
	} else {
		f.articles = append(f.articles, link)
	}
}

// documentBase is what the links of a page are relative to: its base
// element's address or else its own.
func documentBase(doc *goquery.Document, page *url.URL) *url.URL {
	stated := ingest.Resolve(page, doc.Find("base[href]").First().AttrOr("href", ""))
	if base, err := url.Parse(stated); err == nil && stated != "" {
		return base
	}
	return page
}

// mediaType is the type that an element states, without parameters.
func mediaType(s *goquery.Selection) string {
	kind, _, _ := strings.Cut(s.AttrOr("type", ""), ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

func isFeedType(kind string) bool {
	switch kind {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml":
		return true
	}
	return false
}

// isLooseType names types that a feed may have and much else has too.
func isLooseType(kind string) bool {
	switch kind {
	case "application/xml", "text/xml", "application/json":
		return true
	}
	return false
}

// hasFeedPath reports whether the last parts of an address are as those of
// feeds are.
func hasFeedPath(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return false
	}
	path := strings.ToLower(strings.TrimSuffix(u.Path, "/"))
	for _, end := range []string{".xml", ".rss", ".atom", ".rdf", "/feed", "/feeds", "/rss", "/atom", "/feed.json", "/rss2"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return strings.Contains(path, "/feed/") || strings.Contains(path, "/rss/") || u.Query().Has("feed")
}

// saysFeed reports whether a link is called a feed, in words or by the
// picture that it shows.
func saysFeed(s *goquery.Selection) bool {
	called := s.Text() + " " + s.AttrOr("title", "") + " " + s.AttrOr("aria-label", "") + " " +
		s.AttrOr("class", "") + " " + s.Find("img").AttrOr("alt", "")
	for word := range strings.FieldsFuncSeq(strings.ToLower(called), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch word {
		case "rss", "atom", "feed", "feeds":
			return true
		}
	}
	return false
}
