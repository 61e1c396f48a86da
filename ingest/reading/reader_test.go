package reading

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/fetch"
	"attache/internal/newstest"
	"attache/internal/webtest"
	"attache/news"
)

var readAt = time.Date(2025, 3, 6, 12, 0, 0, 0, time.UTC)

// desk is a Reader of a site, with a clock that can be set and a list of
// the articles held.
type desk struct {
	*Reader
	site *webtest.Site
	now  time.Time
	held map[string]bool
}

func newDesk(t *testing.T) *desk {
	d := &desk{site: webtest.New(t), now: readAt, held: make(map[string]bool)}
	fetcher := fetcherFor(t, d.site, fetch.Options{})
	d.Reader = NewReader(fetcher, ReaderOptions{Now: func() time.Time { return d.now }})
	return d
}

func (d *desk) known(_ context.Context, urls []string) (map[string]bool, error) {
	found := make(map[string]bool)
	for _, u := range urls {
		found[u] = d.held[u]
	}
	return found, nil
}

// read reads a source of the site and holds what it brought.
func (d *desk) read(t *testing.T, src news.Source) Reading {
	t.Helper()
	src.URL = d.site.URL(src.URL)
	reading, err := d.Read(t.Context(), src, d.known)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range reading.Articles {
		d.held[a.URL] = true
	}
	return reading
}

func paragraphsOf(n int) string { return "<p>" + strings.Join(newstest.Report(n), "</p><p>") + "</p>" }

func feedOf(items ...webtest.Item) webtest.Feed {
	return webtest.Feed{Title: "The Envoy - World", Items: items}
}

var worldFeed = news.Source{URL: "/feed", Kind: news.KindFeed}

func TestReaderReadsAFeed(t *testing.T) {
	d := newDesk(t)
	d.site.Article("/page", webtest.Article{Headline: "From the page", Outlet: "The Courier", Paragraphs: newstest.Report(6)})
	d.site.Feed("/feed", feedOf(
		webtest.Item{Title: "In full", Link: "/full?utm_source=rss", Content: paragraphsOf(6), Published: readAt.Add(time.Hour)},
		webtest.Item{Title: "In the page", Link: "/page", Summary: "Short.", Author: "Ann Roe", Published: readAt.Add(-time.Hour)},
		webtest.Item{Title: "The same again", Link: "/page#top", Summary: "Short."},
		webtest.Item{Title: "Nowhere to go"},
	))
	reading := d.read(t, worldFeed)
	if len(reading.Articles) != 2 || reading.Skipped != 2 || len(reading.Problems) != 0 || reading.Title != "The Envoy - World" || reading.ETag == "" {
		t.Fatalf("got %+v", reading)
	}
	full, page := reading.Articles[0], reading.Articles[1]
	t.Run("takes the feed's own text where it is whole", func(t *testing.T) {
		if full.URL != d.site.URL("/full") || full.Text != strings.Join(newstest.Report(6), "\n\n") || full.Outlet != "The Envoy" || d.site.Hits("/full") != 0 {
			t.Errorf("got %+v", full)
		}
	})
	t.Run("takes a time in the future for now", func(t *testing.T) {
		if full.Published != news.At(readAt) || !full.Seen.Equal(readAt) {
			t.Errorf("published %s, seen %s", full.Published, full.Seen)
		}
	})
	t.Run("fetches the page where it is not, and fills it from the feed", func(t *testing.T) {
		if page.Title != "From the page" || page.Outlet != "The Courier" || !slices.Equal(page.Authors, []string{"Ann Roe"}) ||
			page.Published != news.At(readAt.Add(-time.Hour)) || ingest.WordCount(page.Text) < 100 {
			t.Errorf("got %+v", page)
		}
	})
	t.Run("does not fetch what is known", func(t *testing.T) {
		again := d.read(t, worldFeed)
		if d.site.Hits("/page") != 1 || len(again.Articles) != 1 {
			t.Errorf("%d hits, %d articles", d.site.Hits("/page"), len(again.Articles))
		}
	})
	t.Run("is told when nothing has changed", func(t *testing.T) {
		src := worldFeed
		src.ETag = reading.ETag
		if again := d.read(t, src); !again.NotModified || len(again.Articles) != 0 {
			t.Errorf("got %+v", again)
		}
	})
}

func TestReaderLeavesBadPagesAside(t *testing.T) {
	d := newDesk(t)
	d.site.Status("/down", http.StatusServiceUnavailable)
	d.site.Page("/empty", "<p>Please switch on scripts.</p>")
	d.site.Article("/good", webtest.Article{Headline: "Good", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
	d.site.Feed("/feed", feedOf(
		webtest.Item{Title: "Down", Link: "/down", Summary: paragraphsOf(2)},
		webtest.Item{Title: "Empty", Link: "/empty", Summary: "Short."},
		webtest.Item{Title: "Good", Link: "/good"},
	))
	reading := d.read(t, worldFeed)
	t.Run("and reads the others", func(t *testing.T) {
		if len(reading.Articles) != 2 || reading.Articles[1].Title != "Good" {
			t.Fatalf("got %+v", reading.Articles)
		}
	})
	t.Run("and makes do with a summary that says enough", func(t *testing.T) {
		if want := "Down\n\n" + strings.Join(newstest.Report(2), "\n\n"); reading.Articles[0].Text != want {
			t.Errorf("got %q", reading.Articles[0].Text)
		}
	})
	t.Run("and says what was wrong", func(t *testing.T) {
		if len(reading.Problems) != 1 || !strings.Contains(reading.Problems[0], `"Empty": That page does not look like`) {
			t.Errorf("got %q", reading.Problems)
		}
	})
	t.Run("and wants the whole feed again while a page may come back", func(t *testing.T) {
		if reading.Validators != (fetch.Validators{}) {
			t.Errorf("got %+v", reading.Validators)
		}
	})
	t.Run("and does not ask again at once", func(t *testing.T) {
		again := d.read(t, worldFeed)
		if d.site.Hits("/down") != 1 || d.site.Hits("/empty") != 1 || again.Skipped != 1 || len(again.Articles) != 0 {
			t.Errorf("%d and %d hits, got %+v", d.site.Hits("/down"), d.site.Hits("/empty"), again)
		}
	})
	t.Run("but asks later for a page that was out of reach", func(t *testing.T) {
		d.site.Article("/down", webtest.Article{Headline: "Up again", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
		d.now = d.now.Add(brieflyOut)
		again := d.read(t, worldFeed)
		if len(again.Articles) != 1 || again.Articles[0].Title != "Up again" || d.site.Hits("/empty") != 1 {
			t.Errorf("got %+v", again.Articles)
		}
	})
}

func TestReaderFollowsCorrections(t *testing.T) {
	d := newDesk(t)
	item := webtest.Item{Title: "Talks", Link: "/page", Published: readAt.Add(-5 * time.Hour), Updated: readAt.Add(-5 * time.Hour)}
	publish := func(headline string) {
		d.site.Article("/page", webtest.Article{Headline: headline, Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
		d.site.Feed("/feed", webtest.Feed{Format: webtest.Atom, Title: "The Envoy", Items: []webtest.Item{item}})
	}
	publish("Talks")
	d.read(t, worldFeed)
	publish("Talks, corrected")
	if again := d.read(t, worldFeed); len(again.Articles) != 0 {
		t.Fatalf("read again without a word of a change: %+v", again.Articles)
	}
	item.Updated = readAt.Add(-time.Hour)
	publish("Talks, corrected")
	if again := d.read(t, worldFeed); len(again.Articles) != 1 || again.Articles[0].Title != "Talks, corrected" {
		t.Fatalf("got %+v", again.Articles)
	}
	if d.read(t, worldFeed); d.site.Hits("/page") != 2 {
		t.Errorf("%d hits for one change", d.site.Hits("/page"))
	}
}

func TestReaderKeepsWhatItHoldsWhenAPageFails(t *testing.T) {
	d := newDesk(t)
	d.site.Status("/page", http.StatusBadGateway)
	d.held[d.site.URL("/page")] = true
	d.site.Feed("/feed", webtest.Feed{Format: webtest.Atom, Title: "The Envoy", Items: []webtest.Item{{Title: "Talks", Link: "/page",
		Summary: paragraphsOf(2), Published: readAt.Add(-2 * time.Hour), Updated: readAt.Add(-time.Hour)}}})
	if reading := d.read(t, worldFeed); len(reading.Articles) != 0 || len(reading.Problems) != 1 || d.site.Hits("/page") != 1 {
		t.Errorf("got %+v", reading)
	}
}

func TestReaderLeavesTheRestWhenItsTimeIsOver(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/page", Summary: paragraphsOf(2)}))
	reading, err := d.Read(ctx, news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed},
		func(context.Context, []string) (map[string]bool, error) { cancel(); return nil, nil })
	if err != nil || len(reading.Articles) != 0 || reading.Validators != (fetch.Validators{}) {
		t.Errorf("got %+v, %v", reading, err)
	}
}

func TestReaderKnowsAnArticleUnderItsOwnAddress(t *testing.T) {
	d := newDesk(t)
	d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Canonical: "/page", Paragraphs: newstest.Report(6)})
	d.site.Redirect("/r/1", "/page?from=feed")
	d.site.Redirect("/r/2", "/page")
	d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/r/1"}, webtest.Item{Title: "Talks", Link: "/r/2"}))
	if reading := d.read(t, worldFeed); len(reading.Articles) != 1 || reading.Skipped != 1 || reading.Articles[0].URL != d.site.URL("/page") {
		t.Fatalf("got %+v", reading)
	}
	if d.read(t, worldFeed); d.site.Hits("/page") != 2 {
		t.Errorf("%d hits", d.site.Hits("/page"))
	}
}

func TestReaderReadsOnePage(t *testing.T) {
	d := newDesk(t)
	d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Published: "2025-03-06", Paragraphs: newstest.Report(6)})
	reading := d.read(t, news.Source{URL: "/page", Kind: news.KindPage})
	if len(reading.Articles) != 1 || reading.Title != "Talks" || reading.ETag == "" || !reading.Articles[0].Published.DayOnly {
		t.Errorf("got %+v", reading)
	}
}

func TestReaderFails(t *testing.T) {
	d := newDesk(t)
	d.site.Page("/feed", "<p>This used to be a feed.</p>")
	t.Run("with a sentence when the feed is none any more", func(t *testing.T) {
		_, err := d.Read(t.Context(), news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed}, d.known)
		newstest.WantSentence(t, err, "not a feed")
	})
	t.Run("when the articles held cannot be looked up", func(t *testing.T) {
		d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/page"}))
		broken := errors.New("disk full")
		_, err := d.Read(t.Context(), news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed},
			func(context.Context, []string) (map[string]bool, error) { return nil, broken })
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
	})
}

func TestFullTextKnowsExcerpts(t *testing.T) {
	whole := paragraphsOf(6)
	for content, want := range map[string]bool{
		whole: true, paragraphsOf(3): false, whole + "<p>And so on…</p>": false,
		whole + "<p>Continue reading →</p>": false, whole + "<p>[...]</p>": false,
	} {
		if got := fullText(feed.Item{HTML: content}) != ""; got != want {
			t.Errorf("%q: got %t", content[len(content)-30:], got)
		}
	}
}
