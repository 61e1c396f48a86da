package feed

import (
	"fmt"
	"strings"
	"testing"

	"attache/internal/newstest"
)

// newsFeed is an RSS feed of the usual kind: a summary and a picture for
// each item, and the text of about every fifth.
func newsFeed(items int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Oland Courier</title>
<link>https://news.example.org/</link><atom:link rel="self" href="https://news.example.org/rss"/><language>en</language>`)
	for i := range items {
		fmt.Fprintf(&b, `<item><title><![CDATA[Oland and Vastria, day %d]]></title><link>https://news.example.org/a/%d?a=1&amp;b=2</link>
<guid isPermaLink="false">id-%d</guid><pubDate>Thu, 06 Mar 2031 10:30:00 +0100</pubDate><dc:creator>Ana Brandt</dc:creator>
<category>Trade</category><media:content url="https://news.example.org/p/%d.jpg" medium="image" width="1200"/>
<description>%s</description>`, i, i, i, i, strings.Join(newstest.Report(2), " "))
		if i%5 == 0 {
			fmt.Fprintf(&b, "<content:encoded><![CDATA[<p>%s</p>]]></content:encoded>", strings.Join(newstest.Report(15), "</p><p>"))
		}
		b.WriteString("</item>\n")
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	body := newsFeed(50)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(body, "text/xml; charset=utf-8", feedAddress); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMend(b *testing.B) {
	body := newsFeed(50)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if whole := mend(body); len(whole.entries) != 50 {
			b.Fatal(len(whole.entries))
		}
	}
}

func BenchmarkParseSitemap(b *testing.B) {
	var body strings.Builder
	body.WriteString("<urlset>")
	for i := range 1000 {
		fmt.Fprintf(&body, "<url><loc>https://www.vastria-courier.example.com/a/%d</loc><lastmod>2031-03-06T09:30:00Z</lastmod></url>", i)
	}
	body.WriteString("</urlset>")
	b.SetBytes(int64(body.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseSitemap([]byte(body.String()), sitemapAddress); err != nil {
			b.Fatal(err)
		}
	}
}
