package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"attache/ingest"
	"attache/news"
)

// Meta is what a page says about itself outside of its text.
type Meta struct {
	// URL is the page's canonical address where that can be trusted, else
	// the address it was read from.
	URL   string
	Title string
	// Outlet is empty where the page does not name it.
	Outlet  string
	Authors []string
	// Published is when the article first appeared, Modified when it was
	// last changed since; both zero where the page does not say.
	Published, Modified news.Moment
	Language            string
	// Image is the full https address of the lead image, or empty.
	Image string
	// Body is the article's text as its linked data gives it.
	Body string
	// Locked marks an article that is not open to everyone in full.
	Locked bool
	// IsArticle is set where the page declares to be one article.
	IsArticle bool
}

// source is where a page states things: its linked data, its meta elements
// by lower-case name, and its elements.
type source struct {
	url    *url.URL
	doc    *goquery.Document
	tags   map[string]string
	linked linkedArticle
}

// readMeta prefers linked data to OpenGraph (https://ogp.me), that to
// microdata, and that to the older conventions, because outlets keep them
// with care in this order.
func readMeta(doc *goquery.Document, u *url.URL) Meta {
	s := source{url: u, doc: doc, tags: readTags(doc)}
	blocks := doc.Find(`script[type="application/ld+json"]`).Map(func(_ int, b *goquery.Selection) string { return b.Text() })
	linked, isLinked := readLinkedData(blocks, s.isPage)
	s.linked = linked
	meta := Meta{
		URL:       s.canonicalAddress(),
		Outlet:    s.outlet(),
		Published: s.published(),
		Language:  s.language(),
		Image:     s.image(),
		Body:      articleBody(linked.Body),
		Locked:    s.isLocked(),
		IsArticle: isLinked || s.tags["og:type"] == "article",
	}
	meta.Modified = s.modified(meta.Published)
	meta.Title = s.title(meta.Outlet)
	meta.Authors = s.authors(meta.Outlet)
	return meta
}

// readTags gathers the meta elements by lower-case name; the first of a
// name counts.
func readTags(doc *goquery.Document) map[string]string {
	tags := make(map[string]string)
	doc.Find("meta").Each(func(_ int, s *goquery.Selection) {
		content := ingest.Clip(ingest.PlainText(s.AttrOr("content", "")), ingest.MaxTitleBytes)
		for _, attribute := range []string{"property", "name", "itemprop", "http-equiv"} {
			name := strings.ToLower(strings.TrimSpace(s.AttrOr(attribute, "")))
			if name != "" && content != "" && tags[name] == "" {
				tags[name] = content
			}
		}
	})
	return tags
}

// tagged are the contents of the meta elements with the given names.
func (s source) tagged(names ...string) []string {
	var contents []string
	for _, name := range names {
		if content := s.tags[name]; content != "" {
			contents = append(contents, content)
		}
	}
	return contents
}

// marked are the values of the elements that a selector finds, the stated
// one before what readers see; at most five.
func (s source) marked(selector string) []string {
	var values []string
	s.doc.Find(selector).EachWithBreak(func(i int, e *goquery.Selection) bool {
		for _, attribute := range []string{"datetime", "content"} {
			if value := e.AttrOr(attribute, ""); value != "" {
				values = append(values, value)
			}
		}
		if text := ingest.FoldSpace(e.Text()); text != "" && len(text) <= ingest.MaxTitleBytes {
			values = append(values, text)
		}
		return i < 4
	})
	return values
}

func (s source) outlet() string {
	for _, name := range append([]string{s.linked.Outlet}, s.tagged("og:site_name", "application-name", "dc.publisher")...) {
		if name != "" && !strings.Contains(name, "://") {
			return ingest.OutletName(name, s.url)
		}
	}
	return ""
}

func (s source) title(outlet string) string {
	stated := append([]string{s.linked.Headline}, s.tagged("og:title", "twitter:title")...)
	stated = append(stated, s.marked(`[itemprop~="headline"]`)...)
	if h1 := s.doc.Find("h1"); h1.Length() == 1 {
		stated = append(stated, h1.Text())
	}
	for _, title := range append(stated, s.doc.Find("title").First().Text()) {
		if title = ingest.CleanTitle(title, outlet, s.url); title != "" {
			return title
		}
	}
	return ""
}

// authors are the first names that are given in one place.
func (s source) authors(outlet string) []string {
	places := [][]string{s.linked.Authors}
	for _, tag := range []string{"author", "article:author", "og:article:author", "parsely-author", "dc.creator", "sailthru.author"} {
		places = append(places, s.tagged(tag))
	}
	places = append(places, s.marked(`[itemprop~="author"] [itemprop~="name"]`), s.marked(`a[rel~="author"]`))
	for _, place := range places {
		names := slices.DeleteFunc(ingest.CleanAuthors(place), func(name string) bool { return isOutlet(name, outlet) })
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

// isOutlet reports whether a byline names the outlet, perhaps without what
// the name of its edition adds.
func isOutlet(name, outlet string) bool {
	squeezed := ingest.Squeeze(name)
	return squeezed == "" || outlet != "" && strings.HasPrefix(ingest.Squeeze(outlet), squeezed)
}

func (s source) language() string {
	stated := []string{s.doc.Find("html").AttrOr("lang", ""), s.linked.Language}
	for _, tag := range append(stated, s.tagged("og:locale", "content-language", "inlanguage", "dc.language", "language")...) {
		if tag := ingest.LanguageTag(tag); tag != "" {
			return tag
		}
	}
	return ""
}

// isLocked reports whether the page says that its article is for
// subscribers, in full or beyond a number of free ones.
func (s source) isLocked() bool {
	for _, tier := range s.tagged("article:content_tier", "article:content-tier", "article.access") {
		switch strings.ToLower(tier) {
		case "locked", "metered", "paid":
			return true
		}
	}
	return s.linked.Locked || strings.EqualFold(s.tags["isaccessibleforfree"], "false")
}

// articleBody makes paragraphs of the text in linked data, which may be
// plain with line breaks or HTML.
func articleBody(s string) string {
	if strings.Contains(s, "</p>") || strings.Contains(s, "<br") {
		return HTMLText(s)
	}
	var kept []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = ingest.PlainText(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n\n")
}
