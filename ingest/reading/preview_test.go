package reading

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
	d.site.Page("/menu", "<p>Nothing here</p>")
	d.site.Page("/dangling", `<link rel="alternate" type="application/rss+xml" href="/nowhere"><p>Hello</p>`)
	d.site.Status("/broken", http.StatusInternalServerError)

	feed := Preview{
		Source: news.Source{URL: d.site.URL("/feed.xml"), Kind: news.KindFeed, Title: "The Envoy - World"},
		Items:  2, Newest: news.At(readAt.Add(-time.Hour)), Headlines: []string{"New", "Old"},
	}
	day := news.Moment{Time: time.Date(2025, 3, 6, 0, 0, 0, 0, time.UTC), DayOnly: true}
	for name, c := range map[string]struct {
		path string
		want Preview
	}{
		"shows a feed":                              {"/feed", feed},
		"finds the feed of a front page":            {"/", feed},
		"finds the feed of a section":               {"/section", feed},
		"takes an article for itself, feed or not":  {"/story", Preview{Source: news.Source{URL: d.site.URL("/story"), Kind: news.KindPage, Title: "Talks"}, Items: 1, Newest: day, Headlines: []string{"Talks"}}},
		"knows an article that does not declare it": {"/plain", Preview{Source: news.Source{URL: d.site.URL("/plain"), Kind: news.KindPage, Title: "Plain"}, Items: 1, Headlines: []string{"Plain"}}},
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
	for path, words := range map[string]string{
		"/menu": "does not look like an article or a feed", "/dangling": "check the address", "/broken": "try again later",
	} {
		t.Run("explains what is wrong with "+path, func(t *testing.T) {
			_, err := d.Preview(t.Context(), d.site.URL(path))
			newstest.WantSentence(t, err, words)
		})
	}
}
