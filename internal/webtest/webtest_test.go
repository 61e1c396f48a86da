package webtest_test

import (
	"io"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"attache/internal/webtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func get(t *testing.T, url string, header ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func TestSite(t *testing.T) {
	site := webtest.New(t)
	t.Run("answers 404 where nothing was set", func(t *testing.T) {
		if answer, _ := get(t, site.URL("/a")); answer.StatusCode != http.StatusNotFound {
			t.Errorf("status %d", answer.StatusCode)
		}
	})
	t.Run("changes during a test and counts requests", func(t *testing.T) {
		site.Page("/a", "one")
		first, _ := get(t, site.URL("/a"))
		if answer, _ := get(t, site.URL("/a"), "If-None-Match", first.Header.Get("ETag")); answer.StatusCode != http.StatusNotModified {
			t.Errorf("status %d", answer.StatusCode)
		}
		site.Page("/a", "two")
		if _, body := get(t, site.URL("/a"), "If-None-Match", first.Header.Get("ETag")); body != "two" || site.Hits("/a") != 4 {
			t.Errorf("got %q after %d requests", body, site.Hits("/a"))
		}
		if site.LastRequest("/a").Get("If-None-Match") == "" || site.LastRequest("/b") != nil {
			t.Error("the last request is not remembered")
		}
	})
	t.Run("publishes feeds in three formats", func(t *testing.T) {
		feed := webtest.Feed{Title: "A & B", Items: []webtest.Item{{Title: "Talks", Link: site.URL("/1"), Author: "Ann",
			Published: time.Date(2025, 3, 6, 9, 0, 0, 0, time.UTC), Summary: "<p>Short</p>"}}}
		for format, words := range map[webtest.Format]string{
			webtest.RSS: "<pubDate>Thu, 06 Mar 2025 09:00:00 +0000</pubDate>", webtest.Atom: "<published>2025-03-06T09:00:00Z</published>",
			webtest.JSON: `"date_published":"2025-03-06T09:00:00Z"`,
		} {
			feed.Format = format
			site.Feed("/feed", feed)
			if _, body := get(t, site.URL("/feed")); !strings.Contains(body, words) {
				t.Errorf("%s: %s", format, body)
			}
		}
	})
	t.Run("shows articles", func(t *testing.T) {
		site.Article("/1", webtest.Article{Headline: "Talks <on>", Outlet: "The Envoy", Paragraphs: []string{"One & two."}})
		if _, body := get(t, site.URL("/1")); !strings.Contains(body, "<h1>Talks &lt;on&gt;</h1>") || !strings.Contains(body, `"@type":"NewsArticle"`) {
			t.Errorf("got %s", body)
		}
	})
}

func TestNamesResolveAnewEachTime(t *testing.T) {
	asked := 0
	names := webtest.Names(func(name string) []netip.Addr {
		if name != "site.example" {
			return nil
		}
		asked++
		return []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, byte(asked)})}
	})
	for _, want := range []string{"127.0.0.1", "127.0.0.2"} {
		if got, err := names.LookupHost(t.Context(), "site.example"); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("got %v, %v, want %s", got, err, want)
		}
	}
	if got, err := names.LookupHost(t.Context(), "other.example"); err == nil {
		t.Errorf("got %v for a name that is not known", got)
	}
}
