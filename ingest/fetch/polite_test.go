package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache/internal/newstest"
	"attache/internal/webtest"
)

func TestUserAgentSaysWhoAsks(t *testing.T) {
	for name, c := range map[string]struct{ version, contact, want string }{
		"with a page":           {"v1.2.0", "https://attache.example/bot", "Attache/v1.2.0 (+https://attache.example/bot)"},
		"with a mailbox":        {"1.2", "desk@attache.example", "Attache/1.2 (+desk@attache.example)"},
		"without a version":     {"", "desk@attache.example", "Attache (+desk@attache.example)"},
		"without a contact":     {"1.2", "", "Attache/1.2 (" + whatWeAre + ")"},
		"without odd bytes":     {"(devel) é", "a@b.example)\r\nCookie: x", "Attache/devel (+a@b.exampleCookie:x)"},
		"without a whole novel": {"1.2", strings.Repeat("a", maxContactBytes+1), "Attache/1.2 (" + whatWeAre + ")"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := userAgent(c.version, c.contact); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFetcherSaysWhatItWants(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>text</p>")
	f := fetcherFor(t, site, Options{})
	for want, first := range map[Want]string{
		WantFeed: "application/rss+xml", WantPage: "text/html", WantSitemap: "application/xml",
	} {
		if _, err := f.Fetch(t.Context(), Request{URL: site.URL("/a"), Want: want}); err != nil {
			t.Fatal(err)
		}
		if got := site.LastRequest("/a").Get("Accept"); !strings.HasPrefix(got, first+",") {
			t.Errorf("%d: Accept %q", want, got)
		}
	}
}

func TestFetcherSpeaksHTTP2(t *testing.T) {
	site := webtest.NewSecure(t)
	site.Handle("/a", func(w http.ResponseWriter, r *http.Request) { _, _ = fmt.Fprint(w, r.Proto) })
	f := hookedFetcher(t, site, Options{}, hooks{roots: site.Roots()})
	if got, err := f.Get(t.Context(), site.URL("/a"), Validators{}); err != nil || string(got.Body) != "HTTP/2.0" {
		t.Errorf("got %q, %v", got.Body, err)
	}
	t.Run("and bounds what it brings", func(t *testing.T) {
		site.Endless("/endless")
		newstest.WantSentence(t, get(t, f, site.URL("/endless")), "larger than 10 MB")
		site.Handle("/cut", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<p>half"))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		})
		got, err := f.Get(t.Context(), site.URL("/cut"), Validators{})
		if !errors.Is(err, ErrTruncated) || string(got.Body) != "<p>half" {
			t.Errorf("got %q, %v", got.Body, err)
		}
	})
	t.Run("and trusts no certificate that is not vouched for", func(t *testing.T) {
		newstest.WantSentence(t, get(t, fetcherFor(t, site, Options{}), site.URL("/a")), "certificate")
	})
}

func TestFetcherSendsNoTwoRequestsToASiteAtOnce(t *testing.T) {
	site := webtest.New(t)
	var here, most, connections atomic.Int32
	addresses := sync.Map{}
	site.Handle("/a", func(_ http.ResponseWriter, r *http.Request) {
		if now := here.Add(1); now > most.Load() {
			most.Store(now)
		}
		if _, known := addresses.LoadOrStore(r.RemoteAddr, true); !known {
			connections.Add(1)
		}
		here.Add(-1)
	})
	f := fetcherFor(t, site, Options{})
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			if err := get(t, f, site.URL("/a")); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() != 1 || connections.Load() != 1 || site.Hits("/a") != 50 {
		t.Errorf("%d at once, %d connections, %d requests", most.Load(), connections.Load(), site.Hits("/a"))
	}
}

func TestFetcherReadsTwoSitesAtOnce(t *testing.T) {
	sites := []*webtest.Site{webtest.New(t), webtest.New(t)}
	var both sync.WaitGroup
	both.Add(len(sites))
	f := fetcherFor(t, sites[0], Options{})
	var group sync.WaitGroup
	for _, site := range sites {
		// Each answers only once the other is asked too.
		site.Handle("/a", func(http.ResponseWriter, *http.Request) {
			both.Done()
			both.Wait()
		})
		group.Go(func() {
			if err := get(t, f, site.URL("/a")); err != nil {
				t.Error(err)
				both.Done()
			}
		})
	}
	group.Wait()
}

func TestAPassOverTwoHundredSourcesOfOurOwnIsQuick(t *testing.T) {
	site := webtest.New(t)
	known := make([]Validators, 200)
	var paused time.Duration
	f := hookedFetcher(t, site, Options{}, hooks{wait: func(ctx context.Context, d time.Duration) error {
		paused += max(d, 0)
		return wait(ctx, d)
	}})
	for i := range known {
		site.Page(fmt.Sprintf("/%d", i), "<p>text</p>")
	}
	pass := func() (unchanged int) {
		for i := range known {
			got, err := f.Get(t.Context(), site.URL(fmt.Sprintf("/%d", i)), known[i])
			if err != nil {
				t.Fatal(err)
			}
			if known[i] = got.Validators; got.NotModified {
				unchanged++
			}
		}
		return unchanged
	}
	pass()
	paused = 0
	started := time.Now()
	unchanged := pass()
	t.Logf("%d unchanged sources in %s", unchanged, time.Since(started))
	if unchanged != len(known) || paused > time.Second || site.Hits("/robots.txt") != 1 {
		t.Errorf("%d unchanged after pauses of %s, robots.txt asked for %d times", unchanged, paused, site.Hits("/robots.txt"))
	}
}

func TestFetcherLeavesASiteAloneThatAsksForIt(t *testing.T) {
	site, other := webtest.New(t), webtest.New(t)
	site.Page("/a", "<p>text</p>")
	other.Page("/a", "<p>text</p>")
	clock := newClock()
	f := hookedFetcher(t, site, Options{Now: clock.Now}, hooks{wait: clock.wait})
	for name, c := range map[string]struct {
		code  int
		after string
		want  time.Duration
	}{
		"too many requests, in seconds": {429, "120", 2 * time.Minute},
		"trouble, in a date":            {503, "", 5 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			after := c.after
			if after == "" {
				after = clock.Now().Add(c.want).Format(http.TimeFormat)
			}
			site.Status("/busy", c.code, "Retry-After", after)
			status, ok := errors.AsType[*StatusError](get(t, f, site.URL("/busy")))
			if !ok || status.Code != c.code || status.RetryAfter.Round(time.Second) != c.want || status.Unasked {
				t.Fatalf("got %+v", status)
			}
			asked := site.Hits("/a")
			err := get(t, f, site.URL("/a"))
			newstest.WantSentence(t, err, "asks to be left alone until")
			if status, ok = errors.AsType[*StatusError](err); !ok || !status.Unasked || status.Code != c.code || site.Hits("/a") != asked {
				t.Errorf("got %+v after %d requests", status, site.Hits("/a")-asked)
			}
			if err := get(t, f, other.URL("/a")); err != nil {
				t.Errorf("another site: %v", err)
			}
			clock.pass(c.want)
			if err := get(t, f, site.URL("/a")); err != nil {
				t.Errorf("later: %v", err)
			}
		})
	}
	t.Run("but no other failure", func(t *testing.T) {
		site.Status("/odd", http.StatusNotFound, "Retry-After", "120")
		newstest.WantSentence(t, get(t, f, site.URL("/odd")), "check the address")
		if err := get(t, f, site.URL("/a")); err != nil {
			t.Error(err)
		}
	})
}

func TestWaitingForATurnIsNoPartOfAFetchesTime(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>text</p>")
	site.Robots("User-agent: *\nCrawl-delay: 1\n")
	f := fetcherFor(t, site, Options{Timeout: 800 * time.Millisecond})
	if err := get(t, f, site.URL("/a")); err != nil {
		t.Fatal(err)
	}
}
