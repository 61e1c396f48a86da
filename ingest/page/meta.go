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
	Outlet    string
	Authors   []string
	Published news.Moment
	Language  string
	// Body is the article's text as its linked data gives it.
	Body string
	// Locked marks an article for subscribers only.
	Locked bool
	// IsArticle is set where the page declares to be one article.
	IsArticle bool
}

// readMeta prefers linked data to OpenGraph (https://ogp.me), and that to
// the older conventions, because outlets keep them with care in this order.
func readMeta(doc *goquery.Document, u *url.URL) Meta {
	tags := readTags(doc)
	linked, isLinked := readLinkedData(doc.Find(`script[type="application/ld+json"]`).Map(
		func(_ int, s *goquery.Selection) string { return s.Text() }))
	meta := Meta{
		URL:       canonicalAddress(doc, tags, linked, u),
		Language:  languageOf(doc, tags, linked),
		Body:      articleBody(linked.Body),
		Locked:    linked.Locked,
		IsArticle: isLinked || tags["og:type"] == "article",
	}
	for _, name := range []string{linked.Outlet, tags["og:site_name"], tags["application-name"]} {
		if name != "" && !strings.Contains(name, "://") {
			meta.Outlet = ingest.OutletName(name, u)
			break
		}
	}
	meta.Title = pageTitle(doc, tags, linked, meta.Outlet, u)
	meta.Authors = ingest.CleanAuthors(linked.Authors)
	for _, tag := range []string{"author", "article:author", "parsely-author", "dc.creator", "sailthru.author"} {
		if len(meta.Authors) == 0 {
			meta.Authors = ingest.CleanAuthors([]string{tags[tag]})
		}
	}
	meta.Authors = slices.DeleteFunc(meta.Authors, func(name string) bool { return ingest.Squeeze(name) == ingest.Squeeze(meta.Outlet) })
	meta.Published = publishedMoment(doc, tags, linked, u)
	return meta
}

// readTags gathers the meta elements by lower-case name; the first of a
// name counts.
func readTags(doc *goquery.Document) map[string]string {
	tags := make(map[string]string)
	doc.Find("meta").Each(func(_ int, s *goquery.Selection) {
		content := ingest.Clip(ingest.PlainText(s.AttrOr("content", "")), ingest.MaxTitleBytes)
		for _, attribute := range []string{"property", "name", "itemprop"} {
			name := strings.ToLower(strings.TrimSpace(s.AttrOr(attribute, "")))
			if name != "" && content != "" && tags[name] == "" {
				tags[name] = content
			}
		}
	})
	return tags
}

func pageTitle(doc *goquery.Document, tags map[string]string, linked linkedArticle, outlet string, u *url.URL) string {
	heading := ""
	if h1 := doc.Find("h1"); h1.Length() == 1 {
		heading = h1.Text()
	}
	for _, title := range []string{linked.Headline, tags["og:title"], tags["twitter:title"], heading, doc.Find("title").First().Text()} {
		if title = ingest.CleanTitle(title, outlet, u); title != "" {
			return title
		}
	}
	return ""
}

// publishedMoment is the first time that the page states for its
// publication; the address is asked last.
func publishedMoment(doc *goquery.Document, tags map[string]string, linked linkedArticle, u *url.URL) news.Moment {
	stated := []string{linked.Published}
	for _, tag := range []string{
		"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
		"sailthru.date", "date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued",
		"dcterms.created", "dcterms.date", "dc.date", "cxenseparse:recs:publishtime", "article.published",
	} {
		stated = append(stated, tags[tag])
	}
	for _, selector := range []string{`[itemprop~="datePublished"]`, "time[pubdate]", "article time[datetime]", "main time[datetime]", "time[datetime]"} {
		found := doc.Find(selector).First()
		stated = append(stated, found.AttrOr("datetime", ""), found.AttrOr("content", ""))
	}
	for _, s := range stated {
		if m := ingest.StatedMoment(s); !m.IsZero() {
			return m
		}
	}
	return ingest.AddressMoment(u)
}

func languageOf(doc *goquery.Document, tags map[string]string, linked linkedArticle) string {
	for _, s := range []string{doc.Find("html").AttrOr("lang", ""), linked.Language, tags["og:locale"], tags["content-language"]} {
		if tag := ingest.LanguageTag(s); tag != "" {
			return tag
		}
	}
	return ""
}

// canonicalAddress is the address the page gives for itself. It is taken
// only from the same site, and not where a front page stands for a deeper
// one: a template's mistake would make one article of all.
func canonicalAddress(doc *goquery.Document, tags map[string]string, linked linkedArticle, u *url.URL) string {
	for _, stated := range []string{doc.Find(`link[rel~="canonical"]`).AttrOr("href", ""), tags["og:url"], linked.URL} {
		full := ingest.Resolve(u, stated)
		if full == "" {
			continue
		}
		canonical, err := url.Parse(full)
		if err != nil || !ingest.SameSite(u, canonical) || ingest.IsFront(canonical) && !ingest.IsFront(u) {
			continue
		}
		return full
	}
	return u.String()
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
