package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/ingest/opml"
	"attache/ingest/pack"
	"attache/internal/webtest"
	"attache/news"
)

// sources are those in the database, by address.
func (a *attache) sources() map[string]news.Source {
	a.t.Helper()
	var listed []news.Source
	if err := json.Unmarshal([]byte(a.must("source", "list", "--json")), &listed); err != nil {
		a.t.Fatal(err)
	}
	byURL := make(map[string]news.Source)
	for _, s := range listed {
		byURL[s.URL] = s
	}
	return byURL
}

func TestAnyAddressIsPreviewedAndAdded(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	site.Page("/", `<html lang="en"><head><title>Example Wire</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><a href="/2031/treaty">Treaty</a></body></html>`)
	site.Raw("/map.xml", "application/xml", []byte(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>`+site.URL("/2031/treaty")+`</loc></url></urlset>`))
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	for name, c := range map[string]struct {
		path string
		want []string
	}{
		"a feed":    {"/feed.xml", []string{"the RSS feed Example Wire", "Outlet: Example Wire", "Items: 1, the newest of 4 March 2025", "Publishes:", "Latest: Vastria"}},
		"a home":    {"/", []string{"the RSS feed Example Wire", "/feed.xml"}},
		"a sitemap": {"/map.xml", []string{"the sitemap", "Items: 1"}},
		"an article": {"/2031/treaty", []string{"the article Vastria and Oland sign river treaty", "Published: 4 March 2025",
			"Language: British English (en-GB)"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAttache(t)
			t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
			shown := a.must("source", "add", "--dry-run", site.URL(c.path))
			if len(a.sources()) != 0 {
				t.Error("--dry-run added it")
			}
			added := a.must("source", "add", site.URL(c.path))
			for _, want := range c.want {
				if !strings.Contains(shown, want) || !strings.Contains(added, want) {
					t.Errorf("%q is not in\n%s\n%s", want, shown, added)
				}
			}
			a.must("fetch")
			a.ask(0, "What did Brandt say about the treaty on the Merle?")
		})
	}
}

func TestAnotherSpellingOfAnAddressIsTheSameSource(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	site.Redirect("/old", "/feed.xml")
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	a.must("source", "add", site.URL("/feed.xml"))
	upper := strings.Replace(site.URL("/feed.xml"), "http", "HTTP", 1)
	for _, spelling := range []string{upper, site.URL("/feed.xml?utm_source=x#top"), " " + site.URL("/feed.xml"), site.URL("/old")} {
		if out := a.must("source", "add", spelling); !strings.Contains(out, "is a source already, as "+site.URL("/feed.xml")) {
			t.Errorf("%s: %s", spelling, out)
		}
	}
	if len(a.sources()) != 1 {
		t.Errorf("%+v", a.sources())
	}
}

func TestSeveralAddressesAtOnceOneOfThemWrong(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	o := a.run("source", "add", "--json", "not a url", site.URL("/feed.xml"))
	var rows []addedRow
	if err := json.Unmarshal([]byte(o.out), &rows); err != nil || o.code != exitFailed || len(rows) != 1 || !rows[0].Added || rows[0].Format != "RSS feed" {
		t.Errorf("ended with %d: %s%s", o.code, o.out, o.err)
	}
	if !strings.Contains(o.err, "not a url: That is not a web address") {
		t.Errorf("said %s", o.err)
	}
}

func TestOPMLIsReadAndWrittenWithItsFolders(t *testing.T) {
	const list = `<opml version="2.0"><head><title>Mine</title></head><body>
	  <outline text="World"><outline text="Wires"><outline type="rss" text="Example Wire" xmlUrl="https://wire.example/feed" htmlUrl="https://wire.example/"/></outline></outline>
	  <outline type="rss" text="Post" xmlUrl="https://post.example/rss"/>
	  <outline type="rss" text="Mail" xmlUrl="mailto:someone@post.example"/></body></opml>`
	a := newAttache(t)
	o := a.run("source", "import", a.file("mine.opml", list))
	if o.code != 0 || !strings.Contains(o.out, "2 added, 0 there already, 1 left out") || !strings.Contains(o.err, "Mail: Only addresses") {
		t.Fatalf("ended with %d: %s%s", o.code, o.out, o.err)
	}
	if out := a.must("source", "import", a.file("mine.opml", list)); !strings.Contains(out, "0 added, 2 there already") {
		t.Errorf("again: %s", out)
	}
	exported := filepath.Join(t.TempDir(), "out.opml")
	a.must("source", "export", exported)
	data, err := os.ReadFile(exported)
	if err != nil {
		t.Fatal(err)
	}
	document, err := opml.Parse(bytes.NewReader(data))
	if err != nil || len(document.Outlines) != 2 || strings.Join(document.Outlines[0].Folders, "/") != "World/Wires" ||
		document.Outlines[0].Home != "https://wire.example/" || document.Outlines[1].Folders != nil {
		t.Fatalf("%+v, %v", document, err)
	}
	b := newAttache(t)
	b.must("source", "import", exported)
	if again := b.must("source", "export"); again != string(data) {
		t.Errorf("exported %s, then %s", data, again)
	}
	for name, content := range map[string]string{"a page": "<html></html>", "a feed": "<rss version='2.0'><channel/></rss>", "nothing": ""} {
		if o := a.run("source", "import", a.file("bad.opml", content)); o.code != exitFailed || strings.Count(o.err, "\n") != 1 {
			t.Errorf("%s ended with %d: %s", name, o.code, o.err)
		}
	}
	if o := a.run("source", "import", "not-there.opml"); o.code != exitFailed || !strings.Contains(o.err, "There is no file") {
		t.Errorf("a missing file ended with %d: %s", o.code, o.err)
	}
}

func TestStarterPacksAreListedShownAndAdded(t *testing.T) {
	a := newAttache(t)
	packs := pack.All()
	out := a.must("source", "pack")
	for _, p := range packs {
		if !strings.Contains(out, p.Name) {
			t.Errorf("%s is not listed: %s", p.Name, out)
		}
	}
	if out := a.must("source", "pack", packs[0].Name); !strings.Contains(out, packs[0].Feeds[0].URL) || !strings.Contains(out, "not yet") {
		t.Errorf("shown: %s", out)
	}
	if o := a.run("source", "pack", "no-such-pack"); o.code != exitUsage || !strings.Contains(o.err, packs[0].Name) {
		t.Errorf("an unknown pack ended with %d: %s", o.code, o.err)
	}
	a.must("source", "pack", packs[0].Name, "--add")
	sources := a.sources()
	if len(sources) != len(packs[0].Feeds) {
		t.Fatalf("%d sources of %d feeds", len(sources), len(packs[0].Feeds))
	}
	for _, s := range sources {
		if len(s.Folders) == 0 || s.Folders[0] != packs[0].Title {
			t.Errorf("%s is in %q", s.URL, s.Folders)
		}
	}
}

func TestASourceFollowsItsSiteForGood(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	site.Page("/login", `<title>Sign in</title><form><input type="password"></form>`)
	site.RedirectAs("/moved", http.StatusMovedPermanently, "/feed.xml")
	site.RedirectAs("/for-now", http.StatusFound, "/feed.xml")
	site.RedirectAs("/to-login", http.StatusMovedPermanently, "/login")
	site.Status("/gone", http.StatusGone)
	for path, want := range map[string]struct{ kept, says string }{
		"/moved": {"/feed.xml", ""}, "/for-now": {"/for-now", ""}, "/to-login": {"/to-login", "password"}, "/gone": {"/gone", "gone for good (status 410)"},
	} {
		t.Run(path, func(t *testing.T) {
			a := newAttache(t)
			t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
			a.must("source", "import", a.file("list.opml", `<opml version="2.0"><body><outline text="x" xmlUrl="`+site.URL(path)+`"/></body></opml>`))
			a.must("fetch")
			s, ok := a.sources()[site.URL(want.kept)]
			if !ok || want.says != "" && !strings.Contains(s.Problem+s.PauseReason, want.says) || (path == "/gone") != s.Paused {
				t.Fatalf("%+v", a.sources())
			}
			if status := a.must("source", "status", s.URL); !strings.Contains(status, want.says) {
				t.Errorf("status: %s", status)
			}
			if s.Paused {
				if out := a.must("source", "resume", s.URL); !strings.Contains(out, "Resumed") || a.sources()[s.URL].Paused {
					t.Errorf("resumed: %s", out)
				}
			}
		})
	}
}

func TestDoctorTriesEverySource(t *testing.T) {
	site := webtest.New(t)
	publish(site)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	a.must("source", "add", site.URL("/feed.xml"))
	o := a.run("doctor")
	if o.code != 0 || !strings.Contains(o.out, "ok     database: whole") || !strings.Contains(o.out, "ok     source Example Wire: RSS feed, items: 1") ||
		!strings.Contains(o.out, "starter packs") {
		t.Errorf("ended with %d: %s%s", o.code, o.out, o.err)
	}
	site.Status("/feed.xml", http.StatusNotFound)
	o = a.run("doctor", "--json")
	var found []diagnosis
	if err := json.Unmarshal([]byte(o.out), &found); err != nil || o.code != exitFailed {
		t.Fatalf("ended with %d: %s%s", o.code, o.out, o.err)
	}
	wrong := 0
	for _, f := range found {
		if !f.OK && !f.Minor {
			wrong++
			if !strings.Contains(f.Says, "404") {
				t.Errorf("%+v", f)
			}
		}
	}
	if wrong != 1 {
		t.Errorf("%+v", found)
	}
}

func TestFetchStopsWithinFiveSecondsAndGoesOnAtOnce(t *testing.T) {
	site, slow := webtest.New(t), webtest.New(t)
	publish(site)
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", site.Prefix().String())
	a.must("source", "import", a.file("list.opml", `<opml version="2.0"><body><outline text="slow" xmlUrl="`+slow.URL("/feed.xml")+`"/></body></opml>`))
	reached := make(chan struct{}, 1)
	slow.Handle("/feed.xml", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case reached <- struct{}{}:
		default:
		}
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan int)
	var out bytes.Buffer
	go func() {
		done <- run(ctx, []string{"--db", a.db, "fetch"}, console{in: strings.NewReader(""), out: &out, err: &out})
	}()
	<-reached
	cancel()
	began := time.Now()
	if code := <-done; code != exitFailed || time.Since(began) > 5*time.Second {
		t.Errorf("stopped with %d after %s: %s", code, time.Since(began), out.String())
	}
	publish(slow)
	if out := a.must("fetch"); !strings.Contains(out, "slow") {
		t.Errorf("the source was not due again: %s", out)
	}
}
