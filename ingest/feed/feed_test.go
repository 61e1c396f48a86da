package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/ingest"
	"attache/internal/newstest"
	"attache/news"
)

const feedAddress = "https://news.example.org/feeds/world.xml"

func mustParseFeed(t *testing.T, body string) Feed {
	t.Helper()
	feed, err := Parse([]byte(body), "", feedAddress)
	if err != nil {
		t.Fatal(err)
	}
	return feed
}

func TestParseReadsRSS(t *testing.T) {
	feed := mustParseFeed(t, `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Envoy &amp;amp; Courier</title><link>/</link><language>en-gb</language>
<item><title>&lt;b&gt;Talks&lt;/b&gt; &amp;amp; truce</title><link>/a/1?x=1</link><guid isPermaLink="false">id-1</guid>
<pubDate>Thu, 06 Mar 2025 09:30:00 EST</pubDate><dc:creator>By Ann Roe and Bo Lee</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>Long.</p>]]></content:encoded><source url="https://wire.example/">The Wire</source></item>
<item><title>By its GUID</title><guid>https://news.example.org/a/2</guid><pubDate>2025-03-06</pubDate></item>
<item><description>Nothing to follow</description></item>
<item><link>https://news.example.org/a/4</link></item>
</channel></rss>`)
	want := Feed{
		Title: "The Envoy & Courier", Home: "https://news.example.org/", Language: "en-GB", Skipped: 2,
		Items: []Item{{
			GUID: "id-1", URL: "https://news.example.org/a/1?x=1", Title: "Talks & truce", Outlet: "The Wire",
			Authors: []string{"Ann Roe", "Bo Lee"}, Published: news.At(time.Date(2025, 3, 6, 14, 30, 0, 0, time.UTC)),
			HTML: "<p>Long.</p>", Summary: "Short.",
		}, {
			GUID: "https://news.example.org/a/2", URL: "https://news.example.org/a/2", Title: "By its GUID",
			Published: news.Moment{Time: time.Date(2025, 3, 6, 0, 0, 0, 0, time.UTC), DayOnly: true},
		}},
	}
	if diff := cmp.Diff(want, feed); diff != "" {
		t.Error(diff)
	}
}

func TestParseReadsAtom(t *testing.T) {
	feed := mustParseFeed(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Dépêches</title>
<link rel="self" href="world.xml"/><link rel="alternate" href="https://news.example.org/"/>
<entry><id>tag:1</id><title type="html">L&amp;#8217;accord</title><link href="../a/1"/><author><name>Zoé</name></author>
<published>2025-03-06T10:30:00+01:00</published><updated>2025-03-07T10:30:00Z</updated><summary>Bref</summary></entry></feed>`)
	if feed.Title != "Dépêches" || feed.Home != "https://news.example.org/" || len(feed.Items) != 1 {
		t.Fatalf("got %+v", feed)
	}
	want := Item{GUID: "tag:1", URL: "https://news.example.org/a/1", Title: "L’accord", Authors: []string{"Zoé"}, Summary: "Bref",
		Published: news.At(time.Date(2025, 3, 6, 9, 30, 0, 0, time.UTC)), Updated: news.At(time.Date(2025, 3, 7, 10, 30, 0, 0, time.UTC))}
	if diff := cmp.Diff(want, feed.Items[0]); diff != "" {
		t.Error(diff)
	}
}

func TestParseReadsJSON(t *testing.T) {
	feed := mustParseFeed(t, `{"version":"https://jsonfeed.org/version/1.1","title":"Desk","home_page_url":"https://news.example.org/",
"items":[{"id":"1","url":"https://news.example.org/a/1","title":"Talks","content_html":"<p>Text</p>","date_published":"2025-03-06T09:30:00Z"}]}`)
	if len(feed.Items) != 1 || feed.Title != "Desk" || feed.Items[0].HTML != "<p>Text</p>" || feed.Items[0].Published.String() != "2025-03-06T09:30:00Z" {
		t.Errorf("got %+v", feed)
	}
}

func TestParseSurvivesBrokenFeeds(t *testing.T) {
	for name, body := range map[string]string{
		"cut off within an item": `<rss version="2.0"><channel><title>T</title><item><title>One</title><link>/1</link></item><item><title>Tw`,
		"cut off in Atom":        `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>One</title><link href="/1"/></entry><entry><ti`,
		"with a bare ampersand":  `<rss version="2.0"><channel><title>T</title><item><title>One</title><link>/1?a=1&b=2</link></item></channel></rss>`,
		"with HTML's entities":   `<rss version="2.0"><channel><title>T</title><item><title>One&nbsp;</title><link>/1</link></item></channel></rss>`,
		"with control bytes":     "\n<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><item><title>One\x00\x01</title><link>/1</link></item></channel></rss>",
		"with a wrong encoding":  `<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>T</title><item><title>One</title><link>/1</link></item></channel></rss>`,
	} {
		t.Run(name, func(t *testing.T) {
			feed := mustParseFeed(t, body)
			if len(feed.Items) != 1 || feed.Items[0].Title != "One" || !strings.HasPrefix(feed.Items[0].URL, "https://news.example.org/1") {
				t.Errorf("got %+v", feed)
			}
		})
	}
}

func TestParseKeepsTheNewestOfALongFeed(t *testing.T) {
	const count = 30_000
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	hour := func(i int) string { return start.Add(time.Duration(i) * time.Hour).Format(time.RFC3339) }
	var rss, atom, list strings.Builder
	for i := range count {
		fmt.Fprintf(&rss, "<item><title>%d</title><link>/%d</link><dc:date>%s</dc:date></item>\n", i, i, hour(i))
		fmt.Fprintf(&atom, "<entry><title>%d</title><link href='/%d'/><updated>%s</updated></entry>", i, i, hour(i))
		fmt.Fprintf(&list, `{"url":"/%d","title":"%d","date_published":"%s"},`, i, i, hour(i))
	}
	for name, body := range map[string]string{
		"RSS":       `<rss version="2.0"><channel><title>T</title>` + rss.String() + "<language>en</language></channel></rss>",
		"RDF":       `<rdf:RDF><channel><title>T</title><language>en</language></channel>` + rss.String() + "</rdf:RDF>",
		"Atom":      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title>` + atom.String() + "</feed>",
		"JSON Feed": `{"version":"https://jsonfeed.org/version/1.1","items":[` + strings.TrimSuffix(list.String(), ",") + `],"title":"T","language":"en"}`,
	} {
		t.Run(name, func(t *testing.T) {
			feed := mustParseFeed(t, body)
			if len(feed.Items) != maxItems || feed.Left != count-maxItems || feed.Skipped != 0 || feed.Torn {
				t.Fatalf("%d items, %d left, %d skipped, torn %v", len(feed.Items), feed.Left, feed.Skipped, feed.Torn)
			}
			first, last := feed.Items[0].Title, feed.Items[maxItems-1].Title
			if first != fmt.Sprint(count-1) || last != fmt.Sprint(count-maxItems) {
				t.Errorf("from %s to %s", first, last)
			}
			if feed.Title != "T" || feed.Language != "en" {
				t.Errorf("title %q, language %q", feed.Title, feed.Language)
			}
		})
	}
}

func TestParseKeepsTheOrderOfAFeedWithoutDates(t *testing.T) {
	var body strings.Builder
	body.WriteString(`<rss version="2.0"><channel>`)
	for i := range 3 * maxItems {
		fmt.Fprintf(&body, "<item><title>%d</title><link>/%d</link></item>", i, i)
	}
	feed := mustParseFeed(t, body.String()+"</channel></rss>")
	for i, item := range feed.Items {
		if item.Title != fmt.Sprint(i) {
			t.Fatalf("item %d is %s", i, item.Title)
		}
	}
	if len(feed.Items) != maxItems || feed.Left != 2*maxItems {
		t.Errorf("%d items, %d left", len(feed.Items), feed.Left)
	}
}

func TestParseBearsHostileFeeds(t *testing.T) {
	t.Run("with elements nested without end", func(t *testing.T) {
		body := `<rss version="2.0" xmlns:x="http://x.example/"><channel><title>T</title><item>` + strings.Repeat("<x:a>", 1<<20)
		if feed := mustParseFeed(t, body); !feed.Torn || feed.Title != "T" || len(feed.Items) != 0 {
			t.Errorf("got %+v", feed)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>T</title><item><title>One</title><link>/1</link></item><item>`), "text/xml")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/1"/><source><title>S</title></source></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"url":"/1","title":"x"}]}`), "application/json")
	f.Add([]byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item><title>x</title><link>y</link></item>`), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		feed, err := Parse(body, contentType, feedAddress)
		if err != nil {
			newstest.WantSentence(t, err, "feed")
			return
		}
		if len(feed.Items) > maxItems {
			t.Fatalf("%d items", len(feed.Items))
		}
		for _, item := range feed.Items {
			if _, err := ingest.ParseAddress(item.URL); err != nil {
				t.Fatalf("address %q: %v", item.URL, err)
			}
			if item.Title == "" && item.HTML == "" && item.Summary == "" {
				t.Fatalf("nothing to read at %q", item.URL)
			}
		}
	})
}
