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
	// carried are the addresses of articles that others have brought, checks
	// when a page is to be read again.
	carried []string
	checks  map[string]time.Time
	// fails is what looking up ends with.
	fails error
}

func newDesk(t *testing.T) *desk {
	d := &desk{site: webtest.New(t), now: readAt, held: make(map[string]news.Known), checks: make(map[string]time.Time)}
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
			d.held[name] = news.Known{URL: a.URL, Partial: a.Partial, Published: a.Published, Checked: a.Checked, Carried: true}
		}
		delete(d.checks, a.URL)
		if !a.CheckAt.IsZero() {
			d.checks[a.URL] = a.CheckAt
		}
	}
	d.articles = append(d.articles, articles...)
	return nil
}

func (d *desk) Carry(_ context.Context, urls []string) error {
	d.carried = append(d.carried, urls...)
	return nil
}

func (d *desk) TakeChecks(context.Context, int) ([]news.Known, error) {
	var due []news.Known
	for url, at := range d.checks {
		if !at.After(d.now) {
			due = append(due, d.held[url])
			delete(d.checks, url)
		}
	}
	return due, nil
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
		webtest.Item{Title: "In the page", Link: "/page?utm_source=rss", Summary: "Short.", Author: "Ann Roe", Published: readAt.Add(-2 * time.Hour)},
		webtest.Item{Title: "The same again", Link: "/page#top", Summary: "Short."},
		webtest.Item{Title: "Nowhere to go"},
	))
	reading := d.read(t, worldFeed)
	if len(d.articles) != 1 || reading.Skipped != 2 || len(reading.Problems) != 0 || reading.Title != "The Envoy - World" || reading.ETag == "" {
		t.Fatalf("got %+v, %+v", reading, d.articles)
	}
	t.Run("and completes its pages", func(t *testing.T) {
		page := d.articles[0]
		if page.Title != "From the page" || page.Outlet != "The Courier" || !slices.Equal(page.Authors, []string{"Ann Roe"}) ||
			page.Published != news.At(readAt.Add(-2*time.Hour)) || ingest.WordCount(page.Text) < 100 {
			t.Errorf("got %+v", page)
		}
	})
	t.Run("and does not fetch what is known", func(t *testing.T) {
		d.read(t, worldFeed)
		if d.site.Hits("/page") != 1 || len(d.articles) != 0 || len(d.carried) != 0 {
			t.Errorf("%d hits, %d articles", d.site.Hits("/page"), len(d.articles))
		}
	})
	t.Run("and notes that it carries what another source has brought", func(t *testing.T) {
		url := d.site.URL("/page")
		d.held[url] = news.Known{URL: url}
		d.read(t, worldFeed)
		if !slices.Equal(d.carried, []string{url}) || d.site.Hits("/page") != 1 {
			t.Errorf("carried %q", d.carried)
		}
	})
	t.Run("and is told when nothing has changed", func(t *testing.T) {
		src := worldFeed
		src.ETag = reading.ETag
		if again := d.read(t, src); !again.NotModified || len(d.articles) != 0 {
			t.Errorf("got %+v", again)
		}
	})
}

func TestAFeedsOwnTextStandsInForAPage(t *testing.T) {
	whole, summary := paragraphsOf(8), paragraphsOf(2)
	locked := webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(1), Locked: true}
	for name, c := range map[string]struct {
		page                  func(d *desk)
		content, summary      string
		want                  int // paragraphs, the headline of a summary among them
		partial, walled, left bool
	}{
		"that is for subscribers":          {page: func(d *desk) { d.site.Article("/page", locked) }, content: whole, want: 8, walled: true},
		"that is for subscribers, briefly": {page: func(d *desk) { d.site.Article("/page", locked) }, summary: summary, want: 3, walled: true},
		"that is down":                     {page: func(d *desk) { d.site.Status("/page", 503) }, content: whole, want: 8, partial: true},
		"that is not there yet":            {page: func(d *desk) { d.site.Status("/page", 404) }, summary: summary, want: 3, partial: true},
		"that shows too little": {page: func(d *desk) {
			d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(3)})
		}, content: whole, want: 8},
		"but not one that shows more": {page: func(d *desk) {
			d.site.Article("/page", webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(10)})
		}, content: whole, want: 10},
		"but not where it says nothing": {page: func(d *desk) { d.site.Status("/page", 503) }, summary: "Short.", left: true},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			c.page(d)
			d.site.Feed("/feed", feedOf(webtest.Item{Title: "Talks", Link: "/page", Content: c.content, Summary: c.summary, Published: readAt.Add(-time.Minute)}))
			reading := d.read(t, worldFeed)
			if c.left {
				if len(d.articles) != 0 || !reading.Again || reading.ETag != "" || reading.Failed != 1 {
					t.Errorf("got %+v, %+v", reading, d.articles)
				}
				return
			}
			if len(d.articles) != 1 {
				t.Fatalf("got %+v, %+v", reading, d.articles)
			}
			a := d.articles[0]
			if got := strings.Count(a.Text, "\n\n") + 1; got != c.want || a.Partial != c.partial || a.Walled != c.walled {
				t.Errorf("%d paragraphs, partial %t, walled %t", got, a.Partial, a.Walled)
			}
		})
	}
}

func TestAnotherSitesArticleIsWhatItsOwnSiteSays(t *testing.T) {
	d, other := newDesk(t), webtest.New(t)
	other.Article("/true", webtest.Article{Headline: "Talks go on", Outlet: "The Courier", Paragraphs: newstest.Report(6)})
	other.Article("/plain", webtest.Article{Headline: "Talks go on", Plain: true, Paragraphs: newstest.Report(6)})
	other.Status("/gone", 404)
	d.site.Feed("/feed", webtest.Feed{Title: "The Envoy", Home: other.URL("/"), Items: []webtest.Item{
		{Title: "War declared", Link: other.URL("/true"), Content: "<p>War.</p>" + paragraphsOf(20)},
		{Title: "War declared", Link: other.URL("/plain"), Content: "<p>War.</p>" + paragraphsOf(20)},
		{Title: "War declared", Link: other.URL("/gone"), Content: "<p>War.</p>" + paragraphsOf(20)},
	}})
	d.read(t, worldFeed)
	if len(d.articles) != 3 {
		t.Fatalf("got %+v", d.articles)
	}
	for _, a := range d.articles {
		if a.URL == other.URL("/gone") {
			// The list's word stands in for it, and is told as the list's.
			if !a.Partial || a.Outlet != "The Envoy" {
				t.Errorf("got %+v", a)
			}
			continue
		}
		if a.Title != "Talks go on" || strings.Contains(a.Text, "War") || a.Outlet == "The Envoy" {
			t.Errorf("got %+v", a)
		}
	}
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
	byTitle := func(title string) (found news.Article) {
		for _, a := range d.articles {
			if a.Title == title {
				found = a
			}
		}
		return found
	}
	t.Run("and reads the others", func(t *testing.T) {
		if len(d.articles) != 2 || byTitle("Good").Text == "" {
			t.Fatalf("got %+v", d.articles)
		}
	})
	t.Run("and makes do with a summary that says enough", func(t *testing.T) {
		if a := byTitle("Down"); a.Text != "Down\n\n"+strings.Join(newstest.Report(2), "\n\n") || !a.Partial {
			t.Errorf("got %+v", a)
		}
	})
	t.Run("and says what was wrong", func(t *testing.T) {
		if reading.Failed != 1 || len(reading.Problems) != 1 || !strings.HasPrefix(reading.Problems[0], `"Empty": `) {
			t.Errorf("got %d, %q", reading.Failed, reading.Problems)
		}
	})
	t.Run("and does not ask again at once", func(t *testing.T) {
		again := d.read(t, worldFeed)
		if d.site.Hits("/down") != 1 || d.site.Hits("/empty") != 1 || again.Failed != 0 || len(d.articles) != 0 || !strings.Contains(strings.Join(again.Notes, " "), "tried again") {
			t.Errorf("%d and %d hits, got %+v", d.site.Hits("/down"), d.site.Hits("/empty"), again)
		}
	})
	t.Run("but asks later for a page that was out of reach, even if the list does not change", func(t *testing.T) {
		d.site.Article("/down", webtest.Article{Headline: "Up again", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
		d.now = d.now.Add(brieflyOut)
		src := worldFeed
		d.site.Status("/feed", http.StatusNotModified)
		src.ETag = `"1"`
		d.read(t, src)
		if a := byTitle("Up again"); a.Text == "" || a.Partial || d.site.Hits("/empty") != 1 {
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
	item.Title = "Talks, corrected"
	reads("when the headline has changed", 1)
	item.Updated = d.now.Add(5 * time.Minute)
	d.now = d.now.Add(10 * time.Minute)
	reads("too soon after it was read", 0)
	d.now = d.now.Add(updateGap)
	reads("when the feed says that it was updated, and its check is due", 1)
	reads("once for each", 0)
	d.now = readAt.Add(25 * time.Hour)
	t.Run("and after a restart knows what it has read", func(t *testing.T) {
		d.memory = newMemory()
		reads("a day after it was published", 1)
		reads("once for each check", 0)
	})
	t.Run("and checks although the list has not changed, or names it no more", func(t *testing.T) {
		d.now = readAt.Add(10 * 24 * time.Hour)
		src := worldFeed
		src.ETag = `"1"`
		d.site.Status("/feed", http.StatusNotModified)
		if d.read(t, src); len(d.articles) != 1 || d.articles[0].URL != d.site.URL("/page") {
			t.Errorf("got %+v", d.articles)
		}
		if d.read(t, src); len(d.articles) != 0 || len(d.checks) != 0 {
			t.Errorf("checked for ever: %+v", d.checks)
		}
	})
}

func TestAListThatAlwaysSaysUpdatedIsNotBelieved(t *testing.T) {
	d := newDesk(t)
	var items []webtest.Item
	for i := range 30 {
		path := fmt.Sprintf("/%d", i)
		d.site.Article(path, webtest.Article{Headline: "Talks", Outlet: "The Envoy", Paragraphs: newstest.Report(6)})
		items = append(items, webtest.Item{Title: "Talks", Link: path, Published: readAt.Add(-90 * 24 * time.Hour)})
	}
	pages := 0
	for range 12 { // an hour of readings
		for i := range items {
			items[i].Updated = d.now
		}
		d.site.Feed("/feed", webtest.Feed{Format: webtest.Atom, Title: "The Envoy", Items: items})
		d.read(t, worldFeed)
		pages += len(d.articles)
		d.now = d.now.Add(5 * time.Minute)
	}
	if pages != len(items) {
		t.Errorf("%d pages were read, want %d", pages, len(items))
	}
}

func TestReaderKeepsWhatItHoldsWhenAPageFails(t *testing.T) {
	d := newDesk(t)
	d.site.Status("/page", http.StatusBadGateway)
	d.held[d.site.URL("/page")] = news.Known{URL: d.site.URL("/page"), Carried: true}
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
	_, err := d.Read(ctx, news.Source{URL: d.site.URL("/feed"), Kind: news.KindFeed}, lastCall{d, cancel})
	if !errors.Is(err, context.Canceled) || len(d.articles) != 0 {
		t.Errorf("got %+v, %v", d.articles, err)
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
	if asked != 1 || !reading.Left || len(reading.Problems) > 1 {
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
	if reading := d.read(t, worldFeed); len(d.articles) != 2 || reading.Skipped != 1 || d.articles[0].URL != d.site.URL("/page") || d.articles[1].URL != d.site.URL("/page") {
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

func TestAListCarriesWholeArticlesOrTheirBeginnings(t *testing.T) {
	whole := paragraphsOf(6)
	for content, want := range map[string]bool{
		whole: true, paragraphsOf(3): false, whole + "<p>And so on…</p>": false,
		whole + "<p>Continue reading →</p>": false, whole + "<p>[...]</p>": false,
	} {
		e := entry{Item: feed.Item{HTML: content}}
		if got := e.carriesAll(e.ownText()); got != want {
			t.Errorf("%q: got %t", content[len(content)-30:], got)
		}
	}
	if e := (entry{Item: feed.Item{Summary: whole}}); e.carriesAll(e.ownText()) {
		t.Error("a long abstract counts as the article")
	}
}
