package feed

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawnFeed is a well-formed feed with the offsets at which its items end.
type drawnFeed struct {
	markup string
	ends   []int
}

// drawText draws text with everything that is special in markup.
func drawText(t *rapid.T) string {
	return strings.TrimSpace(rapid.StringMatching(`[A-Z][a-zé ]{0,8}([&<>"'][ a-z]{1,4}){0,3}(\]\]>)?[a-zЖ外]{0,4}`).Draw(t, "text"))
}

// written is text as markup: escaped, or in a section that needs no escapes.
func written(t *rapid.T, text string) string {
	if rapid.Bool().Draw(t, "cdata") && !strings.Contains(text, "]]>") {
		return "<![CDATA[" + text + "]]>"
	}
	return html.EscapeString(text)
}

func drawFiller(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "\n", "<!-- </item> </entry> -->", "<category>&lt;/item&gt;</category>",
		"<x:note a='&gt;' b=\"&lt;/entry>\"/>", "<?php </item> ?>", "<![CDATA[</item>]]>"}).Draw(t, "filler")
}

// betweenTags is what may stand between the entries of markup.
var betweenTags = []string{"", "\n", "<!-- <item> -->"}

// drawFeed writes items, and what may stand between them, between a head
// and a tail.
func drawFeed(t *rapid.T, head, tail string, between []string, item func(i int) string) drawnFeed {
	var b strings.Builder
	b.WriteString(head)
	var f drawnFeed
	for i := range rapid.IntRange(0, 2).Draw(t, "items") {
		b.WriteString(item(i))
		f.ends = append(f.ends, b.Len())
		b.WriteString(rapid.SampledFrom(between).Draw(t, "between"))
	}
	b.WriteString(tail)
	f.markup = b.String()
	return f
}

func drawRSS(t *rapid.T) drawnFeed {
	return drawFeed(t, `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e "<item>">]><rss version="2.0" xmlns:x="urn:x"><channel><title>T</title>`, "</channel></rss>",
		betweenTags, func(i int) string { return drawRSSItem(t, i) })
}

func drawRDF(t *rapid.T) drawnFeed {
	return drawFeed(t, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:x="urn:x"><channel><title>T</title></channel>`,
		"</rdf:RDF>", betweenTags, func(i int) string { return drawRSSItem(t, i) })
}

func drawRSSItem(t *rapid.T, i int) string {
	return fmt.Sprintf("<item>%s<title>%s</title>%s<link>/%d?a=1&amp;b=2</link><description>%s</description></item>",
		drawFiller(t), written(t, drawText(t)), drawFiller(t), i, written(t, drawText(t)))
}

func drawAtom(t *rapid.T) drawnFeed {
	return drawFeed(t, `<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:x="urn:x" xmlns="http://www.w3.org/1999/xhtml">`, "</a:feed>", betweenTags, func(i int) string {
		return fmt.Sprintf(`<a:entry>%s<a:title>%s</a:title><a:link href="/%d?a=1&amp;b=2"/><a:content type="xhtml"><div><p>%s</p></div></a:content></a:entry>`,
			drawFiller(t), written(t, drawText(t)), i, html.EscapeString(drawText(t)))
	})
}

func drawJSON(t *rapid.T) drawnFeed {
	return drawFeed(t, `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[`, "]}", []string{"", "\n"}, func(i int) string {
		comma := ""
		if i > 0 {
			comma = ","
		}
		return fmt.Sprintf(`%s{"id":%d,"url":"/%d?a=1&b=2","content_text":%q,"extra":{"items":[{"url":"}"}]}}`, comma, i, i, drawText(t))
	})
}

func TestAFeedThatIsCutOffYieldsTheItemsBeforeTheCut(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) drawnFeed{"RSS": drawRSS, "RDF": drawRDF, "Atom": drawAtom, "JSON Feed": drawJSON} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			checkCuts(t, draw(t))
		}))
	}
}

// checkCuts cuts a feed at every byte.
func checkCuts(t *rapid.T, f drawnFeed) {
	t.Helper()
	markup := f.markup
	isWhole := false
	for cut := range len(markup) + 1 {
		feed, err := Parse([]byte(markup[:cut]), "application/xml; charset=utf-8", feedAddress)
		want := 0
		for _, end := range f.ends {
			if end <= cut {
				want++
			}
		}
		if err != nil {
			if want > 0 {
				t.Fatalf("cut at %d of %q: %v", cut, markup, err)
			}
			continue
		}
		isWhole = isWhole || !feed.Torn
		if len(feed.Items) != want || feed.Skipped != 0 {
			t.Fatalf("cut at %d, %d items (%d skipped), want %d, of %q", cut, len(feed.Items), feed.Skipped, want, markup[:cut])
		}
		for i, item := range feed.Items {
			if wantURL := fmt.Sprintf("https://news.example.org/%d?a=1&b=2", i); item.URL != wantURL {
				t.Fatalf("item %d: %q, want %q", i, item.URL, wantURL)
			}
		}
		if feed.Torn != (cut < len(markup)) {
			t.Fatalf("cut at %d of %d: torn is %v", cut, len(markup), feed.Torn)
		}
	}
	if !isWhole {
		t.Fatalf("nothing is whole: %q", markup)
	}
}
