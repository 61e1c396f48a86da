package page

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/ingest"
	"attache/internal/newstest"
	"attache/internal/webtest"
	"attache/news"
)

const pageAddress = "https://www.envoy.example/world/2025/03/06/talks?utm_source=rss"

func TestExtractPageReadsAnArticle(t *testing.T) {
	html := webtest.Article{Headline: "Talks go on in the harbour town", Outlet: "The Envoy", Author: "Ann Roe",
		Published: "2025-03-06T10:30:00+01:00", Canonical: "/world/talks", Paragraphs: newstest.Report(6)}.HTML()
	got, err := Extract([]byte(html), "text/html", pageAddress)
	if err != nil {
		t.Fatal(err)
	}
	want := news.Article{
		URL: "https://www.envoy.example/world/talks", Title: "Talks go on in the harbour town", Outlet: "The Envoy",
		Authors: []string{"Ann Roe"}, Published: news.At(time.Date(2025, 3, 6, 9, 30, 0, 0, time.UTC)),
		Language: "en-GB", Text: strings.Join(newstest.Report(6), "\n\n"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// around sets a body of text among the given head and extra elements.
func around(head, extra string) []byte {
	return []byte("<html><head>" + head + "</head><body><article>" + extra + "<p>" + strings.Join(newstest.Report(6), "</p><p>") + "</p></article></body></html>")
}

func TestExtractPageReadsWhatPagesState(t *testing.T) {
	extract := func(t *testing.T, head, extra string) news.Article {
		t.Helper()
		a, err := Extract(around(head, extra), "text/html; charset=utf-8", pageAddress)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Run("takes meta elements where there is no linked data", func(t *testing.T) {
		a := extract(t, `<meta property="og:title" content="Talks &amp;amp; truce - The Envoy"><meta property="og:site_name" content="The Envoy">
<meta name="author" content="By Ann Roe and Bo Lee"><meta property="article:published_time" content="2025-03-05T23:10:00-0500"><meta property="og:locale" content="en_US">`, "")
		if a.Title != "Talks & truce" || a.Outlet != "The Envoy" || a.Published.String() != "2025-03-06T04:10:00Z" || a.Language != "en-US" {
			t.Errorf("got %+v", a)
		}
		if diff := cmp.Diff([]string{"Ann Roe", "Bo Lee"}, a.Authors); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("keeps a day a day", func(t *testing.T) {
		if a := extract(t, `<meta name="date" content="6 March 2025">`, ""); a.Published.String() != "2025-03-06" {
			t.Errorf("got %s", a.Published)
		}
	})
	t.Run("finds the day in the address at last", func(t *testing.T) {
		if a := extract(t, "", ""); a.Published.String() != "2025-03-06" {
			t.Errorf("got %s", a.Published)
		}
	})
	t.Run("calls a site that does not name itself by its domain", func(t *testing.T) {
		if a := extract(t, "", ""); a.Outlet != "envoy.example" {
			t.Errorf("got %q", a.Outlet)
		}
	})
	t.Run("does not follow a canonical link to another site", func(t *testing.T) {
		if a := extract(t, `<link rel="canonical" href="https://evil.example/a">`, ""); a.URL != "https://www.envoy.example/world/2025/03/06/talks" {
			t.Errorf("got %s", a.URL)
		}
	})
	t.Run("does not take the front page for the article's address", func(t *testing.T) {
		if a := extract(t, `<link rel="canonical" href="https://www.envoy.example/">`, ""); a.URL != "https://www.envoy.example/world/2025/03/06/talks" {
			t.Errorf("got %s", a.URL)
		}
	})
	t.Run("leaves out captions, scripts, credits and pointers", func(t *testing.T) {
		a := extract(t, "", `<figure><img src="/a.jpg"><figcaption>A harbour</figcaption></figure><script>x()</script>
<p>(Image credit: Envoy)</p><p><a href="/b">Another story to read</a></p><p>Read more: <a href="/c">and one more</a></p><h2>What was said</h2>`)
		if want := "What was said\n\n" + strings.Join(newstest.Report(6), "\n\n"); a.Text != want {
			t.Errorf("got %q", a.Text)
		}
	})
	t.Run("parts paragraphs at double line breaks and list items", func(t *testing.T) {
		if got := HTMLText("one<br>  line<br><br>two<ul><li>three</li><li>four</li></ul><table><tr><td>a</td><td>b</td></tr></table>"); got != "one line\n\ntwo\n\nthree\n\nfour\n\na b" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("takes the text in linked data where the page shows none", func(t *testing.T) {
		page := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks","articleBody":"` +
			strings.Join(newstest.Report(4), `\n\n`) + `"}</script><body><div id="app"></div></body>`
		a, err := Extract([]byte(page), "", pageAddress)
		if err != nil || a.Text != strings.Join(newstest.Report(4), "\n\n") {
			t.Errorf("got %q, %v", a.Text, err)
		}
	})
}

func TestExtractPageRefusesWhatIsNoArticle(t *testing.T) {
	for name, body := range map[string]string{
		"nothing":         "",
		"a short page":    "<p>Hello there.</p>",
		"a menu":          "<ul>" + strings.Repeat(`<li><a href="/a">A link to a story</a></li>`, 40) + "</ul>",
		"nested too deep": strings.Repeat("<div>", 5000) + "text",
		"plain text":      "just words",
		"tags and no end": strings.Repeat("<b><p>", maxTags),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Extract([]byte(body), "text/html", pageAddress)
			newstest.WantSentence(t, err, "does not look like an article")
		})
	}
	t.Run("a teaser for subscribers", func(t *testing.T) {
		html := webtest.Article{Headline: "Talks", Outlet: "The Envoy", Locked: true, Paragraphs: newstest.Report(2)}.HTML()
		_, err := Extract([]byte(html), "text/html", pageAddress)
		newstest.WantSentence(t, err, "subscribers only")
	})
}

func FuzzExtractPage(f *testing.F) {
	f.Add([]byte(webtest.Article{Headline: "Talks", Outlet: "The Envoy", Published: "2025-03-06", Paragraphs: newstest.Report(6)}.HTML()))
	f.Add(around(`<link rel="canonical" href="//[">`, "<br><br><td>"))
	f.Add([]byte(`<script type="application/ld+json">[{"@graph":[{"@type":["Article"],"author":[[{"@id":1}]]}]}]</script>`))
	f.Add(framed(beside["related links"] + beside["words in a figure"] + "<p>" + strings.Join(newstest.Report(6), "</p><p>")))
	f.Add([]byte(`<div style="display:none"><p>` + strings.Join(newstest.Report(3), "<br><br>") + "<noscript>captcha</noscript>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := Extract(body, "", pageAddress)
		if err != nil {
			newstest.WantSentence(t, err, "article")
			return
		}
		if _, err := ingest.CanonicalURL(a.URL); err != nil || ingest.WordCount(a.Text) < minArticleWords || strings.Contains(a.Text, "\n\n\n") {
			t.Fatalf("got %+v, %v", a, err)
		}
	})
}

func FuzzHTMLText(f *testing.F) {
	for _, box := range beside {
		f.Add("<p>" + newstest.Report(1)[0] + "</p>" + box)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		text := HTMLText(fragment)
		for p := range strings.SplitSeq(text, "\n\n") {
			if text != "" && (p == "" || p != ingest.FoldSpace(p)) {
				t.Fatalf("paragraph %q of %q", p, fragment)
			}
		}
	})
}
