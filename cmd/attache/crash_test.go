package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"attache/internal/webtest"
	"attache/news"
	"attache/retrieval"
)

const (
	kills      = 50
	killedSite = 3
	perSite    = 100
	// killedAfter is how long a pass goes on at most after the request that
	// its death was set for.
	killedAfter = 30 * time.Millisecond
)

// numbered is a word that only one article holds.
func numbered(site, n int) string { return fmt.Sprintf("harbour%cx%d", 'a'+site, n) }

func numberedText(site, n int) []string {
	text := append([]string{fmt.Sprintf("The envoys met in %s on day %d and spoke about ship %d of %d.", numbered(site, n), n, n*7+site, n*13)}, treatyText...)
	return append(text, fmt.Sprintf("Round %d ended in %s without a date for the next.", n, numbered(site, n)))
}

// publishMany puts the first articles of a site into its feed.
func publishMany(site *webtest.Site, number, articles int) {
	feed := webtest.Feed{Title: fmt.Sprintf("Wire %d", number), Home: site.URL("/")}
	for n := range articles {
		path := fmt.Sprintf("/%d", n)
		site.Article(path, webtest.Article{
			Headline: fmt.Sprintf("Round %d in %s", n, numbered(number, n)), Outlet: feed.Title,
			Published: "2025-03-04T10:00:00Z", Paragraphs: numberedText(number, n),
		})
		feed.Items = append(feed.Items, webtest.Item{Title: fmt.Sprintf("Round %d", n), Link: site.URL(path)})
	}
	site.Feed("/feed.xml", feed)
}

// TestAKilledPassLosesNothingAndFilesNothingTwice kills the command at
// random moments of its passes over sources that keep publishing.
func TestAKilledPassLosesNothingAndFilesNothingTwice(t *testing.T) {
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", "127.0.0.0/8")
	sites := make([]*webtest.Site, killedSite)
	publishUpTo := func(articles int) {
		for i, site := range sites {
			publishMany(site, i, articles)
		}
	}
	for i := range sites {
		sites[i] = webtest.New(t)
	}
	publishUpTo(1)
	for _, site := range sites {
		a.must("source", "add", site.URL("/feed.xml"))
	}
	killed := 0
	for passes := 0; killed < kills && passes < 4*kills; passes++ {
		publishUpTo(min(perSite, 10+killed*2))
		if a.killPass(sites) {
			killed++
		}
	}
	if killed < kills {
		t.Errorf("only %d passes were killed before they were done", killed)
	}
	publishUpTo(perSite)
	for range 3 { // one reading asks for so many pages only
		a.refresh(sites)
		a.must("fetch")
	}
	a.checkWhole(sites)
}

func (a *attache) refresh(sites []*webtest.Site) {
	a.t.Helper()
	for _, site := range sites {
		a.must("source", "refresh", site.URL("/feed.xml"))
	}
}

// killPass starts a pass in a process of its own and kills it some time
// after one of its requests, unless it is done before.
func (a *attache) killPass(sites []*webtest.Site) bool {
	a.t.Helper()
	a.refresh(sites)
	ctx, kill := context.WithCancel(a.t.Context())
	defer kill()
	child := exec.CommandContext(ctx, os.Args[0], "--db", a.db, "fetch")
	child.Env = append(os.Environ(), runEnv+"=1")
	var requests atomic.Int64
	last := rand.Int64N(6) + 1
	for _, site := range sites {
		site.Watch(func(string) {
			if requests.Add(1) == last {
				// The moment of death is what varies; nothing is waited for.
				time.AfterFunc(rand.N(killedAfter), kill)
			}
		})
	}
	return child.Run() != nil
}

// checkWhole checks that each article is there once, whole, and found.
func (a *attache) checkWhole(sites []*webtest.Site) {
	a.t.Helper()
	app, err := openAppAt(a.t.Context(), a.db, slog.New(slog.DiscardHandler))
	if err != nil {
		a.t.Fatal(err)
	}
	defer func() {
		if err := app.Close(); err != nil {
			a.t.Error(err)
		}
	}()
	if damage, err := app.store.Damage(a.t.Context()); err != nil || damage != "" {
		a.t.Fatalf("damaged: %s, %v", damage, err)
	}
	listed, err := app.store.Sources(a.t.Context(), news.SharedGuild)
	if err != nil {
		a.t.Fatal(err)
	}
	for i, site := range sites {
		if listed[i].Articles != perSite {
			a.t.Errorf("%s has %d articles", listed[i].Name(), listed[i].Articles)
		}
		for n := range perSite {
			a.checkArticle(app, site.URL(fmt.Sprintf("/%d", n)), i, n)
		}
	}
}

func (a *attache) checkArticle(app *app, url string, site, n int) {
	a.t.Helper()
	all, err := app.store.Held(a.t.Context(), []string{url})
	held := all[url]
	if err != nil || len(held.Revisions) != 1 || held.Newest().Text != strings.Join(numberedText(site, n), "\n\n") {
		a.t.Fatalf("%s is held as %+v, %v", url, held, err)
	}
	found, err := app.retriever.Retrieve(a.t.Context(), retrieval.Request{Question: news.Question{Text: numbered(site, n)}, Limit: 10})
	if err != nil || len(found.Found) == 0 {
		a.t.Fatalf("%s is not found: %v", numbered(site, n), err)
	}
	for _, f := range found.Found {
		if f.Article.URL != url {
			a.t.Errorf("%s finds %s", numbered(site, n), f.Article.URL)
		}
	}
	stories, err := app.store.Stories(a.t.Context(), []int64{held.Article})
	if err != nil || stories[held.Article].ID == 0 {
		a.t.Errorf("%s has no story: %v", url, err)
	}
}
