package webtest

import (
	"encoding/json"
	"html"
	"strings"
)

// Article is a news article as a site shows it: a page with a menu, a
// column of related links and a footer around the text.
type Article struct {
	Headline, Outlet, Author string
	// Published stands in the page as it is written here.
	Published string
	// Canonical is the page's own idea of its address; empty leaves it out.
	Canonical string
	// Paragraphs are plain text.
	Paragraphs []string
	// Plain leaves the JSON-LD out.
	Plain bool
	// Locked marks the article as not accessible for free.
	Locked bool
	// Feed is the address of a feed the page advertises; empty for none.
	Feed string
}

// Article answers with an article page.
func (s *Site) Article(path string, article Article) { s.Page(path, article.HTML()) }

// HTML is the page of the article.
func (a Article) HTML() string {
	var b strings.Builder
	text := html.EscapeString
	b.WriteString(`<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">`)
	b.WriteString("<title>" + text(a.Headline+" | "+a.Outlet) + "</title>")
	if a.Canonical != "" {
		b.WriteString(`<link rel="canonical" href="` + text(a.Canonical) + `">`)
	}
	if a.Feed != "" {
		b.WriteString(`<link rel="alternate" type="application/rss+xml" href="` + text(a.Feed) + `">`)
	}
	if !a.Plain {
		b.WriteString(`<script type="application/ld+json">` + a.linkedData() + `</script>`)
	}
	b.WriteString(`</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>`)
	b.WriteString(`<main><article><h1>` + text(a.Headline) + `</h1>`)
	for _, p := range a.Paragraphs {
		b.WriteString("<p>" + text(p) + "</p>\n")
	}
	b.WriteString(`</article></main><aside><h2>Related</h2><ul><li><a href="/other">Another story entirely</a></li></ul></aside>`)
	b.WriteString(`<footer><p>All rights reserved.</p></footer><script>var tracker = "do not read me";</script></body></html>`)
	return b.String()
}

// linkedData is the article in the terms of https://schema.org/NewsArticle.
func (a Article) linkedData() string {
	data := map[string]any{"@context": "https://schema.org", "@type": "NewsArticle", "headline": a.Headline,
		"publisher": map[string]any{"@type": "Organization", "name": a.Outlet}}
	if a.Published != "" {
		data["datePublished"] = a.Published
	}
	if a.Author != "" {
		data["author"] = []map[string]any{{"@type": "Person", "name": a.Author}}
	}
	if a.Locked {
		data["isAccessibleForFree"] = false
	}
	// Maps of strings and booleans always marshal.
	out, _ := json.Marshal(data)
	return string(out)
}
