package reading

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	listing "attache/ingest/feed"
	"attache/internal/newstest"
	"attache/internal/webtest"
	"attache/news"
)

func TestPreview(t *testing.T) {
	d := newDesk(t)
	d.site.Feed("/feed.xml", feedOf(
		webtest.Item{Title: "Old", Link: "/1", Published: readAt.Add(-48 * time.Hour)},
		webtest.Item{Title: "New", Link: "/2", Published: readAt.Add(-time.Hour)},
	))
	d.site.Redirect("/feed", "/feed.xml")
	head := `<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/feed">`
	d.site.Page("/", "<html><head>"+head+"</head><body>"+paragraphsOf(8)+"</body></html>")
	d.site.Page("/section", "<html><head>"+head+"</head><body><article>One</article><article>Two</article></body></html>")
	d.site.Article("/story", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Published: "2025-03-06", Feed: "/feed", Paragraphs: newstest.Report(6)})
	d.site.Article("/plain", webtest.Article{Headline: "Plain", Outlet: "The Envoy", Plain: true, Feed: "/feed", Paragraphs: newstest.Report(8)})

	feed := Preview{
		Source: news.Source{URL: d.site.URL("/feed.xml"), Kind: news.KindFeed, Title: "The Envoy - World"},
		Format: "RSS feed", Outlet: "The Envoy",
		Items: 2, Newest: news.At(readAt.Add(-time.Hour)), Rhythm: 24 * time.Hour, Headlines: []string{"New", "Old"},
	}
	led := feed
	led.Discovered = true
	led.Source.URL, led.Redirected = d.site.URL("/feed"), d.site.URL("/feed.xml")
	led.Others = []listing.Link{{URL: d.site.URL("/comments/feed"), Type: "application/rss+xml"}}
	article := func(path, title, outlet string, published news.Moment) Preview {
		return Preview{Source: news.Source{URL: d.site.URL(path), Kind: news.KindPage, Title: title, Language: "en-GB"},
			Format: "article", Outlet: outlet, Items: 1, Newest: published, Headlines: []string{title}}
	}
	day := news.Moment{Time: time.Date(2025, 3, 6, 0, 0, 0, 0, time.UTC), DayOnly: true}
	for name, c := range map[string]struct {
		path string
		want Preview
	}{
		"shows a feed":                              {"/feed.xml", feed},
		"finds the feed of a front page":            {"/", led},
		"finds the feed of a section":               {"/section", led},
		"takes an article for itself, feed or not":  {"/story", article("/story", "Talks", "The Envoy", day)},
		"knows an article that does not declare it": {"/plain", article("/plain", "Plain", "127.0.0.1", news.Moment{})},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := d.Preview(t.Context(), d.site.URL(c.path))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPreviewLooksWhereSitesHaveTheirFeeds(t *testing.T) {
	for name, c := range map[string]struct {
		build        func(d *desk)
		path, format string
	}{
		"at the usual place": {func(d *desk) {
			d.site.Feed("/rss.xml", feedOf(webtest.Item{Title: "New", Link: "/1"}))
		}, "/rss.xml", "RSS feed"},
		"in the sitemap that robots.txt names": {func(d *desk) {
			d.site.Raw("/robots.txt", "text/plain", []byte("User-agent: *\nSitemap: "+d.site.URL("/news/map.xml")))
			d.site.Raw("/news/map.xml", "application/xml", []byte(newsSitemap(d.site)))
		}, "/news/map.xml", "news sitemap"},
		"in a list of sitemaps": {func(d *desk) {
			d.site.Raw("/sitemap.xml", "application/xml", []byte(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+
				`<sitemap><loc>`+d.site.URL("/one.xml")+`</loc></sitemap></sitemapindex>`))
			d.site.Raw("/one.xml", "application/xml", []byte(newsSitemap(d.site)))
		}, "/sitemap.xml", "list of sitemaps"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.site.Page("/", "<p>Nothing here</p>")
			c.build(d)
			got, err := d.Preview(t.Context(), d.site.URL("/"))
			if err != nil || got.Source.URL != d.site.URL(c.path) || got.Format != c.format || got.Items != 1 {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// newsSitemap lists one article of an hour ago.
func newsSitemap(site *webtest.Site) string {
	return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` +
		`<url><loc>` + site.URL("/talks") + `</loc><news:news><news:publication><news:name>The Envoy</news:name><news:language>en</news:language>` +
		`</news:publication><news:publication_date>` + readAt.Add(-time.Hour).Format(time.RFC3339) + `</news:publication_date>` +
		`<news:title>Talks</news:title></news:news></url>` +
		`<url><loc>` + site.URL("/long-ago") + `</loc><lastmod>2011-01-01</lastmod></url></urlset>`
}

func TestASitemapIsReadAsASource(t *testing.T) {
	d := newDesk(t)
	d.site.Article("/talks", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
	d.site.Raw("/map.xml", "application/xml", []byte(newsSitemap(d.site)))
	reading := d.read(t, news.Source{URL: "/map.xml", Kind: news.KindSitemap})
	if len(d.articles) != 1 || d.articles[0].Published != news.At(readAt.Add(-time.Hour)) || d.site.Hits("/long-ago") != 0 {
		t.Errorf("got %+v", d.articles)
	}
	if len(reading.Notes) != 1 || !strings.Contains(reading.Notes[0], "too old") {
		t.Errorf("notes %q", reading.Notes)
	}
}

func TestPreviewExplainsWhatIsWrong(t *testing.T) {
	for page, words := range map[string]string{
		"<p>Nothing here</p>": "No feed, sitemap or article was found",
		`<link rel="alternate" type="application/rss+xml" href="/nowhere"><p>Hello</p>`: "check the address",
		`<title>Log in</title><form><input type="password"></form>`:                     "sign in",
	} {
		t.Run(words, func(t *testing.T) {
			d := newDesk(t)
			d.site.Page("/", page)
			_, err := d.Preview(t.Context(), d.site.URL("/"))
			newstest.WantSentence(t, err, words)
		})
	}
	t.Run("with a server", func(t *testing.T) {
		d := newDesk(t)
		d.site.Status("/", http.StatusInternalServerError)
		_, err := d.Preview(t.Context(), d.site.URL("/"))
		newstest.WantSentence(t, err, "try again later")
	})
}

func TestALanguageThatIsNotStatedIsTold(t *testing.T) {
	d := newDesk(t)
	var items []webtest.Item
	for i, headline := range []string{
		"Außenminister treffen sich am Donnerstag im alten Hafen", "Die Gespräche über die Grenze gehen im Frühjahr weiter",
		"Der Botschafter wurde nach der Sitzung zurückgerufen",
	} {
		items = append(items, webtest.Item{Title: headline, Link: fmt.Sprintf("/%d", i)})
	}
	d.site.Feed("/feed", feedOf(items...))
	if p, err := d.Preview(t.Context(), d.site.URL("/feed")); err != nil || p.Source.Language != "de" {
		t.Errorf("%q, %v", p.Source.Language, err)
	}
}

func TestAnAddressIsReadAsPeopleWriteIt(t *testing.T) {
	for written, want := range map[string]string{
		"example.org/feed": "https://example.org/feed", " http://example.org ": "http://example.org",
		"feed://example.org/rss": "https://example.org/rss", "feed:https://example.org/rss": "https://example.org/rss",
		"not a url": "not a url", "mailto:a@example.org": "mailto:a@example.org",
	} {
		if got := withScheme(written); got != want {
			t.Errorf("%q is read as %q", written, got)
		}
	}
}
