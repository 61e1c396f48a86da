package webtest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// Format is a kind of feed.
type Format string

// The formats a site can publish.
const (
	RSS  Format = "rss"  // RSS 2.0
	Atom Format = "atom" // RFC 4287
	JSON Format = "json" // JSON Feed 1.1
)

// Feed is what a site publishes as a feed; the zero Format is RSS.
type Feed struct {
	Format Format
	Title  string
	// Home is the address of the site's front page.
	Home  string
	Items []Item
}

// Item is one entry of a feed. Empty fields are left out of it.
type Item struct {
	Title, Link, Author string
	Published, Updated  time.Time
	// Summary and Content are HTML.
	Summary, Content string
}

// Feed answers with a feed.
func (s *Site) Feed(path string, feed Feed) {
	switch feed.Format {
	case Atom:
		s.Raw(path, "application/atom+xml; charset=utf-8", feed.atom())
	case JSON:
		s.Raw(path, "application/feed+json", feed.json())
	default:
		s.Raw(path, "application/rss+xml; charset=utf-8", feed.rss())
	}
}

func (f Feed) rss() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>`)
	b.WriteString(element("title", f.Title) + element("link", f.Home))
	for _, item := range f.Items {
		b.WriteString("<item>" + element("title", item.Title) + element("link", item.Link) +
			element("guid", item.Link) + element("dc:creator", item.Author) +
			element("pubDate", stamp(item.Published, time.RFC1123Z)) +
			element("description", item.Summary) + element("content:encoded", item.Content) + "</item>\n")
	}
	b.WriteString("</channel></rss>\n")
	return b.Bytes()
}

func (f Feed) atom() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom">`)
	b.WriteString(element("title", f.Title))
	fmt.Fprintf(&b, `<link rel="alternate" href="%s"/>`, escaped(f.Home))
	for _, item := range f.Items {
		b.WriteString("<entry>" + element("title", item.Title) + element("id", item.Link))
		if item.Link != "" {
			fmt.Fprintf(&b, `<link rel="alternate" href="%s"/>`, escaped(item.Link))
		}
		if item.Author != "" {
			b.WriteString("<author>" + element("name", item.Author) + "</author>")
		}
		b.WriteString(element("published", stamp(item.Published, time.RFC3339)) +
			element("updated", stamp(item.Updated, time.RFC3339)) +
			typed("summary", item.Summary) + typed("content", item.Content) + "</entry>\n")
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

func (f Feed) json() []byte {
	items := []map[string]any{}
	for _, item := range f.Items {
		entry := map[string]any{"id": item.Link, "url": item.Link, "title": item.Title,
			"summary": item.Summary, "content_html": item.Content}
		if !item.Published.IsZero() {
			entry["date_published"] = item.Published.Format(time.RFC3339)
		}
		if item.Author != "" {
			entry["authors"] = []map[string]any{{"name": item.Author}}
		}
		items = append(items, entry)
	}
	// Maps of strings always marshal.
	body, _ := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1",
		"title": f.Title, "home_page_url": f.Home, "items": items})
	return body
}

func element(name, text string) string {
	if text == "" {
		return ""
	}
	return "<" + name + ">" + escaped(text) + "</" + name + ">"
}

func typed(name, html string) string {
	return strings.Replace(element(name, html), "<"+name+">", "<"+name+` type="html">`, 1)
}

func escaped(text string) string {
	var b strings.Builder
	// Writing to a strings.Builder cannot fail.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

func stamp(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}
