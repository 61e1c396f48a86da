package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"attache/ingest/robots"
	"attache/internal/newstest"
)

func address(t testing.TB, raw string) *url.URL {
	t.Helper()
	u, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// timed runs a test at a site in a bubble where time passes when all wait.
func timed(t *testing.T, maxWait time.Duration, test func(t *testing.T, s *sites, site *site)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := newSites(time.Now, wait, maxWait)
		test(t, s, s.use(address(t, "https://news.example/feed")))
	})
}

func enter(t *testing.T, s *sites, site *site) (waited time.Duration) {
	t.Helper()
	started := time.Now()
	if err := s.enter(t.Context(), site, "news.example"); err != nil {
		t.Fatal(err)
	}
	return time.Since(started)
}

func TestASiteIsLeftInPeaceBetweenTwoRequests(t *testing.T) {
	for name, c := range map[string]struct {
		visit visit
		delay time.Duration
		want  time.Duration
	}{
		"for a second":                              {visit{took: 100 * time.Millisecond}, 0, publicPause},
		"for twice the time it took to answer":      {visit{took: 3 * time.Second}, 0, 6 * time.Second},
		"for ten seconds at most when it is slow":   {visit{took: 20 * time.Second}, 0, maxPace},
		"for as long as its robots.txt wishes":      {visit{}, 30 * time.Second, 30 * time.Second},
		"for a minute at most, whatever it wishes":  {visit{}, time.Hour, maxCrawlDelay},
		"never for less than it needs":              {visit{took: 3 * time.Second}, 2 * time.Second, 6 * time.Second},
		"for a moment where it is our own":          {visit{took: 3 * time.Second, opened: true}, 0, openedPause},
		"for its own wish even where it is our own": {visit{opened: true}, 2 * time.Second, 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			timed(t, 0, func(t *testing.T, s *sites, site *site) {
				s.learnRobots(site, robots.Rules{Delay: c.delay}, nil)
				if waited := enter(t, s, site); waited != 0 {
					t.Errorf("the first waits %s", waited)
				}
				s.leave(site, c.visit)
				if waited := enter(t, s, site); waited != c.want {
					t.Errorf("the second waits %s, want %s", waited, c.want)
				}
				s.leave(site, c.visit)
				time.Sleep(2 * time.Hour)
				if waited := enter(t, s, site); waited != 0 {
					t.Errorf("one much later waits %s", waited)
				}
			})
		})
	}
}

func TestFiftyVisitorsNeverMeet(t *testing.T) {
	timed(t, 0, func(t *testing.T, s *sites, site *site) {
		var inside atomic.Int32
		var group sync.WaitGroup
		started := time.Now()
		for range 50 {
			group.Go(func() {
				if err := s.enter(t.Context(), site, "news.example"); err != nil {
					t.Error(err)
					return
				}
				if n := inside.Add(1); n != 1 {
					t.Errorf("%d are inside", n)
				}
				time.Sleep(time.Second)
				inside.Add(-1)
				s.leave(site, visit{took: time.Second})
			})
		}
		group.Wait()
		if took, want := time.Since(started), 50*time.Second+49*2*time.Second; took != want {
			t.Errorf("all of them took %s, want %s", took, want)
		}
	})
}

func TestASiteThatWantsToBeLeftAloneIsLeftAlone(t *testing.T) {
	t.Run("until it said, at once and by name", func(t *testing.T) {
		timed(t, 0, func(t *testing.T, s *sites, site *site) {
			enter(t, s, site)
			s.leave(site, visit{code: 429, closedFor: 10 * time.Minute})
			time.Sleep(4 * time.Minute)
			started := time.Now()
			err := s.enter(t.Context(), site, "news.example")
			newstest.WantSentence(t, err, "news.example asks to be left alone until ")
			status, ok := errors.AsType[*StatusError](err)
			if !ok || status.Code != 429 || status.RetryAfter != 6*time.Minute || !status.Unasked || time.Since(started) != 0 {
				t.Errorf("got %+v after %s", status, time.Since(started))
			}
			time.Sleep(6 * time.Minute)
			enter(t, s, site)
		})
	})
	t.Run("for a day at most", func(t *testing.T) {
		timed(t, 0, func(t *testing.T, s *sites, site *site) {
			enter(t, s, site)
			s.leave(site, visit{code: 503, closedFor: 1000 * time.Hour})
			time.Sleep(maxClosed)
			enter(t, s, site)
		})
	})
	t.Run("by those who wait already", func(t *testing.T) {
		timed(t, 0, func(t *testing.T, s *sites, site *site) {
			enter(t, s, site)
			var sentAway atomic.Int32
			var waiting sync.WaitGroup
			for range 5 {
				waiting.Go(func() {
					if _, ok := errors.AsType[*StatusError](s.enter(t.Context(), site, "news.example")); ok {
						sentAway.Add(1)
					}
				})
			}
			synctest.Wait()
			s.leave(site, visit{code: 503, closedFor: time.Minute})
			waiting.Wait()
			if sentAway.Load() != 5 {
				t.Errorf("%d of 5 were sent away", sentAway.Load())
			}
		})
	})
}

func TestWaitingForATurnEnds(t *testing.T) {
	t.Run("with its context, in the row and in the pause", func(t *testing.T) {
		timed(t, 0, func(t *testing.T, s *sites, site *site) {
			enter(t, s, site)
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			if err := s.enter(ctx, site, "news.example"); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("in the row: %v", err)
			}
			s.leave(site, visit{})
			ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			if err := s.enter(ctx, site, "news.example"); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("in the pause: %v", err)
			}
			enter(t, s, site)
		})
	})
	t.Run("at the bound that was set", func(t *testing.T) {
		timed(t, 3*time.Second, func(t *testing.T, s *sites, site *site) {
			enter(t, s, site)
			err := s.enter(t.Context(), site, "news.example")
			newstest.WantSentence(t, err, "wait for their turn")
			if !errors.Is(err, ErrBusy) {
				t.Errorf("got %v", err)
			}
			s.leave(site, visit{})
			enter(t, s, site)
		})
	})
}

func TestASiteHasOneOrigin(t *testing.T) {
	for raw, want := range map[string]string{
		"http://News.Example/a":      "http://news.example:80",
		"http://news.example:80/":    "http://news.example:80",
		"https://news.example./b":    "https://news.example:443",
		"https://news.example:8443/": "https://news.example:8443",
		"http://[::1]/":              "http://::1:80",
	} {
		if got := origin(address(t, raw)); got != want {
			t.Errorf("%s: got %s, want %s", raw, got, want)
		}
	}
}

func TestSitesForgetThoseNotReadForLong(t *testing.T) {
	clock := newClock()
	s := newSites(clock.Now, clock.wait, 0)
	visitSite := func(host string, v visit) *site {
		site := s.use(&url.URL{Scheme: "https", Host: host})
		defer s.done(site)
		if err := s.enter(t.Context(), site, host); err != nil {
			t.Fatal(err)
		}
		s.leave(site, v)
		clock.pass(time.Second)
		return site
	}
	busy := s.use(address(t, "https://busy.example/"))
	closed := visitSite("closed.example", visit{code: http.StatusTooManyRequests, closedFor: time.Hour})
	first := visitSite("first.example", visit{})
	var last *site
	for i := range 3 * maxSites {
		last = visitSite(string(rune('a'+i%26))+"-"+time.Duration(i).String()+".example", visit{})
	}
	if len(s.byOrigin) > maxSites {
		t.Errorf("%d sites are remembered", len(s.byOrigin))
	}
	for host, want := range map[string]*site{"busy.example": busy, "closed.example": closed} {
		if s.use(&url.URL{Scheme: "https", Host: host}) != want {
			t.Errorf("%s was forgotten", host)
		}
	}
	if s.use(&url.URL{Scheme: "https", Host: "first.example"}) == first || last.left.IsZero() {
		t.Error("the first is remembered")
	}
}

func TestSitesForgetWhenRobotsGrowTooLarge(t *testing.T) {
	clock := newClock()
	s := newSites(clock.Now, clock.wait, 0)
	large := robots.Rules{Sitemaps: []string{string(make([]byte, maxRulesBytes/8))}}
	for i := range 64 {
		site := s.use(&url.URL{Scheme: "https", Host: time.Duration(i).String() + ".example"})
		s.learnRobots(site, large, nil)
		s.done(site)
	}
	held := 0
	for _, site := range s.byOrigin {
		held += site.robots.rules.Size()
	}
	if len(s.byOrigin) > 10 || s.rulesBytes != held {
		t.Errorf("%d sites hold %d bytes, counted %d", len(s.byOrigin), held, s.rulesBytes)
	}
}
