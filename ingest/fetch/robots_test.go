package fetch

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/internal/newstest"
	"attache/internal/webtest"
)

// get reads a path of a site whose pages are all alike.
func get(t *testing.T, f *Fetcher, url string) error {
	t.Helper()
	_, err := f.Get(t.Context(), url, Validators{})
	return err
}

func TestFetcherKeepsToRobots(t *testing.T) {
	site := webtest.New(t)
	site.Page("/open", "<p>open</p>")
	site.Page("/closed/a", "<p>closed</p>")
	site.Redirect("/detour", "/closed/a")
	site.Robots("User-agent: *\nDisallow: /\n\nUser-agent: attache\nDisallow: /closed\nCrawl-delay: 30\n" +
		"Sitemap: /map.xml\nSitemap: https://news.example/b.xml\nSitemap: javascript:alert(1)\n")
	clock := newClock()
	f := hookedFetcher(t, site, Options{Now: clock.Now}, hooks{wait: clock.wait})

	t.Run("reads what it allows", func(t *testing.T) {
		if err := get(t, f, site.URL("/open")); err != nil {
			t.Fatal(err)
		}
	})
	for name, path := range map[string]string{"leaves what it forbids": "/closed/a", "also behind a redirect": "/detour"} {
		t.Run(name, func(t *testing.T) {
			err := get(t, f, site.URL(path))
			newstest.WantSentence(t, err, "127.0.0.1 forbids programs to read that address, in its robots.txt; ask the publisher")
			if !errors.Is(err, ErrRobots) || site.Hits("/closed/a") != 0 {
				t.Errorf("got %v after %d requests", err, site.Hits("/closed/a"))
			}
		})
	}
	t.Run("waits as long as it wishes", func(t *testing.T) {
		if waits := clock.waits(); len(waits) == 0 || slices.Max(waits) != 30*time.Second {
			t.Errorf("waited %s", waits)
		}
	})
	t.Run("knows the sitemaps it names", func(t *testing.T) {
		want := []string{site.URL("/map.xml"), "https://news.example/b.xml"}
		if got := f.Sitemaps(t.Context(), site.URL("/open")); !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
		if got := f.Sitemaps(t.Context(), "ftp://news.example/"); got != nil {
			t.Errorf("got %q where nothing can be read", got)
		}
	})
	t.Run("may read it itself", func(t *testing.T) {
		if err := get(t, f, site.URL("/robots.txt")); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("believes it for a day", func(t *testing.T) {
		asked := site.Hits("/robots.txt")
		clock.pass(22 * time.Hour)
		if err := get(t, f, site.URL("/open")); err != nil || site.Hits("/robots.txt") != asked {
			t.Fatalf("asked %d times within a day, %v", site.Hits("/robots.txt")-asked, err)
		}
		site.Robots("User-agent: *\nDisallow: /open")
		clock.pass(3 * time.Hour)
		newstest.WantSentence(t, get(t, f, site.URL("/open")), "forbids")
	})
}

func TestFetcherMakesSenseOfMissingRobots(t *testing.T) {
	elsewhere := webtest.New(t)
	elsewhere.Raw("/robots.txt", "text/plain", []byte("User-agent: *\nDisallow: /a"))
	page := func(text string) func(*webtest.Site) {
		return func(s *webtest.Site) { s.Raw("/robots.txt", "text/html", []byte(text)) }
	}
	status := func(code int) func(*webtest.Site) {
		return func(s *webtest.Site) { s.Status("/robots.txt", code) }
	}
	for name, c := range map[string]struct {
		robots func(*webtest.Site)
		words  string // of the refusal; empty where the page is read
	}{
		"none allows":                        {func(*webtest.Site) {}, ""},
		"one behind a login allows":          {status(http.StatusForbidden), ""},
		"one that is a page allows":          {page("<html><p>Disallow: all</p></html>"), ""},
		"an empty one allows":                {page(""), ""},
		"too many requests forbid meanwhile": {status(http.StatusTooManyRequests), "status 429); try again later"},
		"trouble forbids meanwhile":          {status(http.StatusBadGateway), "status 502); try again later"},
		"a circle of redirects allows":       {func(s *webtest.Site) { s.Redirect("/robots.txt", "/robots.txt") }, ""},
		"a redirect is followed": {func(s *webtest.Site) { s.Redirect("/robots.txt", elsewhere.URL("/robots.txt")) },
			"forbids"},
		"a redirect inward is refused": {func(s *webtest.Site) { s.Redirect("/robots.txt", "http://169.254.169.254/") }, "private address"},
		"a large one counts to its limit": {page("User-agent: *\nDisallow: /a\n" + strings.Repeat("# "+strings.Repeat("x", 1022)+"\n", 600) + "Allow: /a\n"),
			"forbids"},
		"half a line at the limit does not count": {page("User-agent: *\n" + strings.Repeat("\n", maxRobotsBytes-len("User-agent: *\nDisallow: /")) + "Disallow: /b\n"), ""},
		"one that was cut off counts to the cut": {func(s *webtest.Site) {
			s.Cut("/robots.txt", "text/plain", []byte("User-agent: *\nDisallow: /a\nDisal"))
		},
			"forbids"},
		"one that stalls forbids meanwhile": {func(s *webtest.Site) { s.Stall("/robots.txt", "User-agent: *\n") }, "so slowly"},
	} {
		t.Run(name, func(t *testing.T) {
			site := webtest.New(t)
			site.Page("/a", "<p>text</p>")
			c.robots(site)
			f := hookedFetcher(t, site, Options{}, hooks{idle: 50 * time.Millisecond})
			err := get(t, f, site.URL("/a"))
			if c.words != "" {
				newstest.WantSentence(t, err, c.words)
			} else if err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestFetcherOutlastsTroubleWithRobots(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>text</p>")
	site.Status("/robots.txt", http.StatusServiceUnavailable)
	clock := newClock()
	f := hookedFetcher(t, site, Options{Now: clock.Now}, hooks{wait: clock.wait})

	err := get(t, f, site.URL("/a"))
	if status, ok := errors.AsType[*StatusError](err); !ok || status.Code != 503 || !errors.Is(err, ErrRobots) {
		t.Fatalf("got %v", err)
	}
	if get(t, f, site.URL("/a")); site.Hits("/robots.txt") != 1 {
		t.Errorf("asked %d times in a row", site.Hits("/robots.txt"))
	}
	site.Robots("User-agent: *\nDisallow: /b")
	clock.pass(robotsRetry)
	if err := get(t, f, site.URL("/a")); err != nil {
		t.Fatal(err)
	}
	t.Run("with the rules that it knew", func(t *testing.T) {
		site.Status("/robots.txt", http.StatusServiceUnavailable)
		clock.pass(robotsLife)
		if err := get(t, f, site.URL("/a")); err != nil {
			t.Fatal(err)
		}
		newstest.WantSentence(t, get(t, f, site.URL("/b")), "forbids")
	})
	t.Run("also where it leads astray", func(t *testing.T) {
		site.Redirect("/robots.txt", "http://169.254.169.254/")
		clock.pass(robotsRetry)
		if err := get(t, f, site.URL("/a")); err != nil {
			t.Fatal(err)
		}
	})
}

func TestManyFirstRequestsAskForRobotsOnce(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>text</p>")
	site.Robots("User-agent: *\nDisallow: /b")
	f := fetcherFor(t, site, Options{})
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if err := get(t, f, site.URL("/a")); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if site.Hits("/robots.txt") != 1 || site.Hits("/a") != 20 {
		t.Errorf("%d requests for robots.txt, %d for the page", site.Hits("/robots.txt"), site.Hits("/a"))
	}
	t.Run("and share its failure", func(t *testing.T) {
		asked := make(chan struct{}, 20)
		site := webtest.New(t)
		site.Handle("/robots.txt", func(_ http.ResponseWriter, r *http.Request) {
			asked <- struct{}{}
			<-r.Context().Done()
		})
		f := fetcherFor(t, site, Options{Timeout: time.Second})
		for range 20 {
			group.Go(func() { newstest.WantSentence(t, get(t, f, site.URL("/a")), "did not send") })
		}
		group.Wait()
		if n := len(asked); n > 2 {
			t.Errorf("%d requests for robots.txt", n)
		}
	})
	t.Run("but not the impatience of the first", func(t *testing.T) {
		site := webtest.New(t)
		site.Page("/a", "<p>text</p>")
		asked, asks := make(chan struct{}), 0
		site.Handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
			if asks++; asks == 1 {
				close(asked)
				<-r.Context().Done()
			}
			w.WriteHeader(http.StatusNotFound)
		})
		f := fetcherFor(t, site, Options{})
		ctx, leave := context.WithCancel(t.Context())
		group.Go(func() {
			if _, err := f.Get(ctx, site.URL("/a"), Validators{}); !errors.Is(err, context.Canceled) {
				t.Errorf("the first: %v", err)
			}
		})
		<-asked
		group.Go(func() {
			if err := get(t, f, site.URL("/a")); err != nil {
				t.Errorf("the second: %v", err)
			}
		})
		leave()
		group.Wait()
	})
}
