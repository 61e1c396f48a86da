package reading

import (
	"context"
	"errors"
	"fmt"
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

// desk is a Reader of a site, with a clock that can be set, and the desk
// that it reads for: a map of what is held.
type desk struct {
	*Reader
	site *webtest.Site
	now  time.Time
	held map[string]news.Known
	// articles are those of the last reading.
	articles []news.Article
	done     int
	// fails is what looking up ends with.
	fails error
}

func newDesk(t *testing.T) *desk {
	d := &desk{site: webtest.New(t), now: readAt, held: make(map[string]news.Known)}
	fetcher := fetcherFor(t, d.site, fetch.Options{})
	d.Reader = NewReader(fetcher, ReaderOptions{Now: func() time.Time { return d.now }})
	return d
}

func (d *desk) Known(_ context.Context, names []string) (map[string]news.Known, error) {
	found := make(map[string]news.Known)
	for _, name := range names {
		if k, ok := d.held[name]; ok {
			found[name] = k
		}
	}
	return found, d.fails
}

func (d *desk) File(_ context.Context, articles []news.Article) error {
	for _, a := range articles {
		for _, name := range append(a.Aliases, a.URL) {
			d.held[name] = news.Known{URL: a.URL, Partial: a.Partial, Published: a.Published, Checked: a.Checked}
		}
	}
	d.articles = append(d.articles, articles...)
	return nil
}

func (d *desk) Progress(done, _ int) { d.done = done }

// read reads a source of the site and holds what it brought.
func (d *desk) read(t *testing.T, src news.Source) Reading {
	t.Helper()
	src.URL = d.site.URL(src.URL)
	d.articles = nil
	reading, err := d.Read(t.Context(), src, d)
	if err != nil {
		t.Fatal(err)
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
	if len(d.articles) != 2 || reading.Skipped != 2 || len(reading.Problems) != 0 || reading.Title != "The Envoy - World" || reading.ETag == "" {
		t.Fatalf("got %+v, %+v", reading, d.articles)
	}
	full, page := d.articles[0], d.articles[1]
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
		d.read(t, worldFeed)
		if d.site.Hits("/page") != 1 || len(d.articles) != 1 {
			t.Errorf("%d hits, %d articles", d.site.Hits("/page"), len(d.articles))
		}
	})
	t.Run("is told when nothing has changed", func(t *testing.T) {
		src := worldFeed
		src.ETag = reading.ETag
		if again := d.read(t, src); !again.NotModified || len(d.articles) != 0 {
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
		if len(d.articles) != 2 || d.articles[1].Title != "Good" {
			t.Fatalf("got %+v", d.articles)
		}
	})
	t.Run("and makes do with a summary that says enough", func(t *testing.T) {
		if want := "Down\n\n" + strings.Join(newstest.Report(2), "\n\n"); d.articles[0].Text != want || !d.articles[0].Partial {
			t.Errorf("got %+v", d.articles[0])
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
		if d.site.Hits("/down") != 1 || d.site.Hits("/empty") != 1 || again.Skipped != 1 || len(d.articles) != 0 {
			t.Errorf("%d and %d hits, got %+v", d.site.Hits("/down"), d.site.Hits("/empty"), again)
		}
	})
	t.Run("but asks later for a page that was out of reach", func(t *testing.T) {
		d.site.Article("/down", webtest.Article{Headline: "Up again", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
		d.now = d.now.Add(brieflyOut)
		d.read(t, worldFeed)
		if len(d.articles) != 1 || d.articles[0].Title != "Up again" || d.articles[0].Partial || d.site.Hits("/empty") != 1 {
			t.Errorf("got %+v", d.articles)
		}
	})
}

func TestReaderFollowsCorrections(t *testing.T) {
	d := newDesk(t)
	item := webtest.Item{Title: "Talks", Link: "/page", Published: readAt.Add(-10 * time.Minute), Updated: readAt.Add(-10 * time.Minute)}
	publish := func() {
		d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
		d.site.Feed("/feed", webtest.Feed{Format: webtest.Atom, Title: "The Envoy", Items: []webtest.Item{item}})
	}
	reads := func(name string, want int) {
		t.Helper()
		publish()
		d.read(t, worldFeed)
		if len(d.articles) != want {
			t.Errorf("%s: %d pages were read, want %d", name, len(d.articles), want)
		}
	}
	reads("at first", 1)
	d.now = d.now.Add(10 * time.Minute)
	reads("without a word of a change", 0)
	item.Updated = d.now
	reads("when the feed says that it was updated", 1)
	reads("once for each update", 0)
	item.Title = "Talks, corrected"
	reads("when the headline has changed", 1)
	d.now = readAt.Add(time.Hour)
	reads("an hour after it was published", 1)
	reads("once for each check", 0)
	d.now = readAt.Add(25 * time.Hour)
	reads("a day after it was published", 1)
	t.Run("and after a restart knows what it has read", func(t *testing.T) {
		d.memory = newMemory()
		reads("right after the restart", 0)
	})
	d.now = readAt.Add(10 * 24 * time.Hour)
	reads("three days after it was published", 1)
	reads("never again", 0)
}

func TestReaderKeepsWhatItHoldsWhenAPageFails(t *testing.T) {
	d := newDesk(t)
	d.site.Status("/page", http.StatusBadGateway)
	d.held[d.site.URL("/page")] = news.Known{URL: d.site.URL("/page")}
	d.site.Feed("/feed", webtest.Feed{Format: webtest.Atom, Title: "The Envoy", Items: []webtest.Item{{Title: "Talks", Link: "/page",
		Summary: paragraphsOf(2), Published: readAt.Add(-2 * time.Hour), Updated: readAt.Add(-time.Hour)}}})
	if reading := d.read(t, worldFeed); len(d.articles) != 0 || len(reading.Problems) != 1 || d.site.Hits("/page") != 1 {
		t.Errorf("got %+v", reading)
	}
}

func TestReaderLeavesTheRestWhenItsTimeIsOver(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/page", Summary: paragraphsOf(2)}))
	reading, err := d.Read(ctx, news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed}, lastCall{d, cancel})
	if err != nil || len(d.articles) != 0 || reading.Validators != (fetch.Validators{}) || !reading.Incomplete {
		t.Errorf("got %+v, %v", reading, err)
	}
}

// lastCall is a desk that ends the reading once it has been asked.
type lastCall struct {
	*desk
	cancel context.CancelFunc
}

func (l lastCall) Known(ctx context.Context, names []string) (map[string]news.Known, error) {
	l.cancel()
	return l.desk.Known(ctx, names)
}

func TestAnItemIsKnownAgainByItsIdentifier(t *testing.T) {
	d := newDesk(t)
	article := webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(6)}
	list := func(link string) {
		d.site.Raw("/feed", "application/rss+xml", []byte(`<rss version="2.0"><channel><title>The Envoy</title><item><title>Talks</title>`+
			`<guid isPermaLink="false">post-7</guid><link>`+link+`</link></item></channel></rss>`))
	}
	d.site.Article("/talks", article)
	list("/talks")
	d.read(t, worldFeed)
	if want := []string{"guid:0:post-7"}; len(d.articles) != 1 || !slices.Equal(d.articles[0].Aliases, want) {
		t.Fatalf("got %+v", d.articles)
	}
	d.site.Article("/talks-fail", article)
	list("/talks-fail")
	d.read(t, worldFeed)
	if len(d.articles) != 1 || !slices.Contains(d.articles[0].Aliases, "guid:0:post-7") {
		t.Errorf("under its new address: %+v", d.articles)
	}
}

func TestASiteThatWantsToBeLeftAloneIsLeftAlone(t *testing.T) {
	d := newDesk(t)
	var items []webtest.Item
	for i := range 40 {
		path := fmt.Sprintf("/%d", i)
		d.site.Status(path, http.StatusTooManyRequests, "Retry-After", "3600")
		items = append(items, webtest.Item{Title: "Talks", Link: path})
	}
	d.site.Feed("/feed", feedOf(items...))
	reading := d.read(t, worldFeed)
	asked := 0
	for _, item := range items {
		asked += d.site.Hits(item.Link)
	}
	if asked != 1 || !reading.Incomplete || len(reading.Problems) > 1 {
		t.Errorf("%d pages were asked for; %+v", asked, reading)
	}
	t.Run("and its sources are put off, not failed", func(t *testing.T) {
		s := newShelf(news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed})
		pass := NewPass(s, d.Reader, s, PassOptions{Now: func() time.Time { return d.now }})
		if _, err := pass.Run(t.Context(), Watcher{}); err != nil {
			t.Fatal(err)
		}
		o := s.outcomes[0]
		if wait := o.NextAt.Sub(d.now); !o.Postponed || o.Failed || wait < 50*time.Minute || wait > time.Hour {
			t.Errorf("%+v", o)
		}
	})
}

func TestReaderKnowsAnArticleUnderItsOwnAddress(t *testing.T) {
	d := newDesk(t)
	d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Canonical: "/page", Paragraphs: newstest.Report(6)})
	d.site.Redirect("/r/1", "/page?from=feed")
	d.site.Redirect("/r/2", "/page")
	d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/r/1"}, webtest.Item{Title: "Talks", Link: "/r/2"}))
	if reading := d.read(t, worldFeed); len(d.articles) != 1 || reading.Skipped != 1 || d.articles[0].URL != d.site.URL("/page") {
		t.Fatalf("got %+v", d.articles)
	}
	d.memory = newMemory()
	if d.read(t, worldFeed); d.site.Hits("/r/1") != 1 {
		t.Errorf("an article known by its alias was asked for %d times", d.site.Hits("/r/1"))
	}
}

func TestReaderReadsOnePage(t *testing.T) {
	d := newDesk(t)
	d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Published: "2025-03-06", Paragraphs: newstest.Report(6)})
	reading := d.read(t, news.Source{URL: "/page", Kind: news.KindPage})
	if len(d.articles) != 1 || reading.Title != "Talks" || reading.ETag == "" || !d.articles[0].Published.DayOnly {
		t.Errorf("got %+v", reading)
	}
}

func TestReaderFails(t *testing.T) {
	d := newDesk(t)
	d.site.Page("/feed", "<p>This used to be a feed.</p>")
	t.Run("with a sentence when the feed is none any more", func(t *testing.T) {
		_, err := d.Read(t.Context(), news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed}, d)
		newstest.WantSentence(t, err, "not a feed")
	})
	t.Run("when the articles held cannot be looked up", func(t *testing.T) {
		d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/page"}))
		d.fails = errors.New("disk full")
		_, err := d.Read(t.Context(), news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed}, d)
		if !errors.Is(err, d.fails) {
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
