package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/ingest"
	"attache/internal/newstest"
	"attache/news"
)

const sitemapAddress = "https://www.vastria-courier.example.com/sitemaps/news.xml"

func mustParseSitemap(t *testing.T, body []byte) Sitemap {
	t.Helper()
	s, err := ParseSitemap(body, sitemapAddress)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func packed(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const newsSitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://www.vastria-courier.example.com/a/1?x=1&amp;y=2</loc><lastmod>2031-03-07</lastmod>
<news:news><news:publication><news:name>The Vastria Courier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-03-06T10:30:00+01:00</news:publication_date><news:title>Oland &amp;amp; Vastria sign</news:title>
<news:keywords>treaty, Oland</news:keywords></news:news>
<image:image><image:loc>/pictures/1.jpg</image:loc></image:image></url>
</urlset>`

func TestParseSitemapReadsNews(t *testing.T) {
	want := Sitemap{Items: []Item{{
		URL: "https://www.vastria-courier.example.com/a/1?x=1&y=2", Title: "Oland & Vastria sign", Outlet: "The Vastria Courier",
		Language: "en", Published: news.At(time.Date(2031, 3, 6, 9, 30, 0, 0, time.UTC)),
		Updated:    news.Moment{Time: time.Date(2031, 3, 7, 0, 0, 0, 0, time.UTC), DayOnly: true},
		Categories: []string{"treaty", "Oland"}, Image: "https://www.vastria-courier.example.com/pictures/1.jpg",
	}}}
	for name, body := range map[string][]byte{"as it is": []byte(newsSitemap), "packed": packed(t, []byte(newsSitemap))} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, mustParseSitemap(t, body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseSitemapReadsAnIndex(t *testing.T) {
	s := mustParseSitemap(t, []byte(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.vastria-courier.example.com/sitemaps/1.xml.gz</loc><lastmod>2031-03-06T09:30:00Z</lastmod></sitemap>
<sitemap><loc>2.xml</loc></sitemap><sitemap><loc>https://oland.example.org/3.xml</loc></sitemap></sitemapindex>`))
	want := Sitemap{Skipped: 1, Index: []SitemapLink{
		{URL: "https://www.vastria-courier.example.com/sitemaps/1.xml.gz", Modified: news.At(time.Date(2031, 3, 6, 9, 30, 0, 0, time.UTC))},
		{URL: "https://www.vastria-courier.example.com/sitemaps/2.xml"},
	}}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}

func TestParseSitemapReadsWhatSitesMakeOfIt(t *testing.T) {
	const one, two = "https://www.vastria-courier.example.com/a/1", "https://www.vastria-courier.example.com/a/2"
	for name, c := range map[string]struct {
		body    string
		want    []string
		skipped int
		torn    bool
	}{
		"an address a line":                 {one + "\r\n\r\n" + two + "\n", []string{one, two}, 0, false},
		"lines of which some are none":      {one + "\nnothing\n/a/3\n" + two, []string{one, two}, 2, false},
		"relative addresses":                {`<urlset><url><loc>/a/1</loc></url></urlset>`, []string{one}, 0, false},
		"bare ampersands":                   {`<urlset><url><loc>/a/1?x=1&y=2</loc></url></urlset>`, []string{one + "?x=1&y=2"}, 0, false},
		"addresses of another site":         {`<urlset><url><loc>https://oland.example.org/a</loc></url><url><loc>` + one + `</loc></url></urlset>`, []string{one}, 1, false},
		"addresses of another host of it":   {`<urlset><url><loc>https://video.example.com/a</loc></url></urlset>`, []string{"https://video.example.com/a"}, 0, false},
		"the front page":                    {`<urlset><url><loc>https://www.vastria-courier.example.com/</loc></url></urlset>`, nil, 1, false},
		"one address twice":                 {`<urlset><url><loc>/a/1</loc></url><url><loc>` + one + `</loc></url></urlset>`, []string{one}, 1, false},
		"an entry without an address":       {`<urlset><url><lastmod>2031-01-01</lastmod></url><url><loc>/a/1</loc></url></urlset>`, []string{one}, 1, false},
		"a cut within an entry":             {`<urlset><url><loc>/a/1</loc></url><url><loc>/a/2</lo`, []string{one}, 0, true},
		"a cut right after the root's tag":  {`<urlset>`, nil, 0, true},
		"names in a foreign namespace":      {`<s:urlset xmlns:s="urn:x"><s:url><s:loc>/a/1</s:loc></s:url></s:urlset>`, []string{one}, 0, false},
		"an address in a section of CDATA":  {`<urlset><url><loc><![CDATA[/a/1?x&y]]></loc></url></urlset>`, []string{one + "?x&y"}, 0, false},
		"elements that nobody closes":       {`<urlset><url><loc>/a/1<lastmod>2031-01-01</url></urlset>`, []string{one}, 0, false},
		"a stylesheet and a comment before": {"\n<?xml-stylesheet href='s.xsl'?><!-- made > by hand --><urlset><url><loc>/a/1</loc></url></urlset>", []string{one}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustParseSitemap(t, []byte(c.body))
			var got []string
			for _, item := range s.Items {
				got = append(got, item.URL)
			}
			if diff := cmp.Diff(c.want, got); diff != "" || s.Skipped != c.skipped || s.Torn != c.torn {
				t.Errorf("skipped %d, torn %v, %s", s.Skipped, s.Torn, diff)
			}
		})
	}
}

func TestParseSitemapKeepsTheNewest(t *testing.T) {
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	const surplus = 700
	var markup, lines strings.Builder
	markup.WriteString("<urlset>")
	for i := range maxSitemapURLs + surplus {
		fmt.Fprintf(&markup, "<url><loc>/a/%d</loc><lastmod>%s</lastmod></url>", i, start.Add(time.Duration(i)*time.Minute).Format(time.RFC3339))
		fmt.Fprintf(&lines, "https://www.vastria-courier.example.com/a/%d\n", i)
	}
	markup.WriteString("</urlset>")
	for name, c := range map[string]struct{ body, first string }{
		"of those that are dated":     {markup.String(), fmt.Sprintf("/a/%d", maxSitemapURLs-1)},
		"as the first without a date": {lines.String(), "/a/0"},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustParseSitemap(t, []byte(c.body))
			if len(s.Items) != maxItems || s.Left != maxSitemapURLs+surplus-maxItems || !strings.HasSuffix(s.Items[0].URL, c.first) {
				t.Errorf("%d items, %d left, the first is %s", len(s.Items), s.Left, s.Items[0].URL)
			}
		})
	}
}

func TestParseSitemapRefusesWhatIsNone(t *testing.T) {
	for name, c := range map[string]struct {
		body  []byte
		words string
		isA   error
	}{
		"a web page":               {[]byte("<!doctype html><title>Vastria</title><p>Hello"), "shows a web page and not a sitemap", ErrIsPage},
		"a feed":                   {[]byte(`<rss version="2.0"><channel/></rss>`), "not a sitemap", nil},
		"nothing":                  {nil, "not a sitemap", nil},
		"text":                     {[]byte("Hello"), "not a sitemap", nil},
		"gzip that is none":        {[]byte("\x1f\x8bnothing"), "not a sitemap", nil},
		"what unpacks without end": {packed(t, bytes.Repeat([]byte(" "), maxSitemapBytes+1)), "larger than 10 MB", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseSitemap(c.body, sitemapAddress)
			newstest.WantSentence(t, err, c.words)
			if c.isA != nil && !errors.Is(err, c.isA) {
				t.Errorf("%v is not %v", err, c.isA)
			}
		})
	}
}

func TestParseSitemapKeepsWhatCouldBeUnpacked(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range 500 {
		// Addresses that do not pack well, so that the cut falls among them.
		fmt.Fprintf(&b, "<url><loc>/a/%x</loc></url>", uint32(i+1)*2654435761)
	}
	whole := packed(t, []byte(b.String()+"</urlset>"))
	s := mustParseSitemap(t, whole[:len(whole)/2])
	if len(s.Items) == 0 || len(s.Items) >= 500 || !s.Torn {
		t.Errorf("%d items, torn %v", len(s.Items), s.Torn)
	}
}

func FuzzParseSitemap(f *testing.F) {
	f.Add([]byte(newsSitemap))
	f.Add([]byte("<sitemapindex><sitemap><loc>1.xml</loc></sitemap><sitemap>"))
	f.Add([]byte(sitemapAddress + "\n/a"))
	f.Add(packed(f, []byte("<urlset><url><loc>/a</loc></url></urlset>")))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := ParseSitemap(body, sitemapAddress)
		if err != nil {
			newstest.WantSentence(t, err, "sitemap")
			return
		}
		base, err := ingest.ParseAddress(sitemapAddress)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range s.Items {
			u, err := ingest.ParseAddress(item.URL)
			if err != nil || !ingest.SameSite(base, u) {
				t.Fatalf("address %q: %v", item.URL, err)
			}
		}
		if len(s.Items) > maxItems || len(s.Index) > maxItems {
			t.Fatalf("%d items, %d sitemaps", len(s.Items), len(s.Index))
		}
	})
}
