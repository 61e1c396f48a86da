package feed

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"attache/ingest"
)

func parsePage(t testing.TB, markup string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

var frontPage = &url.URL{Scheme: "https", Host: "oland.example.org", Path: "/news/"}

func TestAdvertised(t *testing.T) {
	one := []Link{{URL: "https://oland.example.org/feed.xml", Title: "Oland & world", Type: "application/rss+xml"}}
	for name, c := range map[string]struct {
		markup string
		want   []Link
	}{
		"takes the link elements": {`<link rel="alternate" type="application/rss+xml" title="Oland &amp;amp; world" href="/feed.xml">`, one},
		"in any spelling":         {`<LINK REL="feed ALTERNATE" TYPE=" Application/RSS+XML; charset=utf-8" TITLE="Oland &amp; world" HREF=" /feed.xml ">`, one},
		"takes what is a feed by relation": {`<link rel="feed" href="/x">`,
			[]Link{{URL: "https://oland.example.org/x"}}},
		"takes plain XML only with a feed's path": {`<link rel="alternate" type="text/xml" href="/page.php"><link rel="alternate" type="text/xml" href="/rss.xml">`,
			[]Link{{URL: "https://oland.example.org/rss.xml", Type: "text/xml"}}},
		"leaves what is no feed": {`<link rel="alternate" hreflang="fr" href="/fr/"><link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
			<link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="stylesheet" type="text/css" href="/rss.css"><link rel="alternate" type="application/rss+xml">`, nil},
		"puts comments last and keeps the order": {`<link rel="alternate" type="application/rss+xml" href="/comments/feed/" title="Comments">
			<link rel="alternate" type="application/atom+xml" href="/b.atom"><link rel="alternate" type="application/feed+json" href="/a.json">`,
			[]Link{{URL: "https://oland.example.org/b.atom", Type: "application/atom+xml"}, {URL: "https://oland.example.org/a.json", Type: "application/feed+json"},
				{URL: "https://oland.example.org/comments/feed/", Title: "Comments", Type: "application/rss+xml"}}},
		"names each once": {`<link rel="alternate" type="application/rss+xml" title="Oland &amp; world" href="/feed.xml"><a href="/feed.xml">RSS</a>`, one},
		"follows the base of the page": {`<base href="https://cdn.example.net/x/"><link rel="alternate" type="application/rss+xml" href="f.xml">`,
			[]Link{{URL: "https://cdn.example.net/x/f.xml", Type: "application/rss+xml"}}},
		"takes links that are typed or called feeds": {`<a type="application/atom+xml" href="/x">News</a><a href="world.xml">World (RSS)</a>
			<a href="/politics/feed/" title="RSS"><i></i></a><a href="/sport/rss"><img alt="RSS feed"></a><a class="icon-rss" href="?feed=rss2"></a>`,
			[]Link{{URL: "https://oland.example.org/x", Title: "News", Type: "application/atom+xml"}, {URL: "https://oland.example.org/news/world.xml", Title: "World (RSS)"},
				{URL: "https://oland.example.org/politics/feed/"}, {URL: "https://oland.example.org/sport/rss"}, {URL: "https://oland.example.org/news/?feed=rss2"}}},
		"leaves links that only speak of feeds, or only look like them": {`<a href="/what-is-rss">What is RSS?</a><a href="/sitemap.xml">Sitemap</a>
			<a href="/feedback/">Feedback</a><a href="mailto:rss@oland.example.org">RSS</a><a href="/strategy.xml">Strategy</a>`, nil},
		"reads the scheme that browsers once had": {`<a href="feed://oland.example.org/rss">RSS</a><a href="feed:http://oland.example.org/atom">Atom</a>`,
			[]Link{{URL: "https://oland.example.org/rss", Title: "RSS"}, {URL: "http://oland.example.org/atom", Title: "Atom"}}},
		"never names the page itself": {`<link rel="alternate" type="application/rss+xml" href="/news/">`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Advertised(parsePage(t, c.markup), frontPage)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAdvertisedIsBounded(t *testing.T) {
	var page strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&page, `<link rel="alternate" type="application/rss+xml" href="/%d.xml"><a href="/comments/%d.rss">RSS</a>`, i, i)
	}
	links := Advertised(parsePage(t, page.String()), frontPage)
	if len(links) != maxAdvertised || links[0].URL != "https://oland.example.org/0.xml" {
		t.Errorf("%d links, the first is %+v", len(links), links[0])
	}
}

func TestWellKnownStaysAtTheRootOfTheSite(t *testing.T) {
	paths := WellKnown(frontPage)
	if len(paths) != 12 || paths[0] != "https://oland.example.org/feed" {
		t.Errorf("got %q", paths)
	}
	seen := make(map[string]bool)
	for _, path := range paths {
		u, err := ingest.ParseAddress(path)
		if err != nil || u.Host != frontPage.Host || seen[path] {
			t.Errorf("%q: %v", path, err)
		}
		seen[path] = true
	}
}
