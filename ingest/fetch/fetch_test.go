package fetch

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"attache/ingest"
	"attache/internal/newstest"
	"attache/internal/webtest"
)

func TestFetcherReadsPages(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>héllo</p>")
	site.Redirect("/moved", "/a")
	f := fetcherFor(t, site, Options{Version: "1.2", Contact: "https://attache.example/bot"})

	t.Run("unpacks a page and tells its final address", func(t *testing.T) {
		got, err := f.Get(t.Context(), site.URL("/moved"), Validators{})
		if err != nil {
			t.Fatal(err)
		}
		if got.URL != site.URL("/a") || string(got.Body) != "<p>héllo</p>" || !strings.HasPrefix(got.ContentType, "text/html") {
			t.Errorf("got %q at %q as %q", got.Body, got.URL, got.ContentType)
		}
	})
	t.Run("introduces itself and carries nothing else", func(t *testing.T) {
		header := site.LastRequest("/a")
		if got := header.Get("User-Agent"); got != "Attache/1.2 (+https://attache.example/bot)" {
			t.Errorf("User-Agent %q", got)
		}
		if header.Get("Cookie") != "" || header.Get("Authorization") != "" {
			t.Errorf("header %v", header)
		}
	})
	t.Run("is told that a page it knows has not changed", func(t *testing.T) {
		old, err := f.Get(t.Context(), site.URL("/a"), Validators{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Get(t.Context(), site.URL("/a"), old.Validators)
		if err != nil || !got.NotModified || got.Body != nil || got.ETag != old.ETag {
			t.Fatalf("got %+v, %v", got, err)
		}
		site.Page("/a", "<p>changed</p>")
		if got, err = f.Get(t.Context(), site.URL("/a"), old.Validators); err != nil || got.NotModified {
			t.Fatalf("after a change: %+v, %v", got, err)
		}
	})
	t.Run("validates by date where there is no tag", func(t *testing.T) {
		site.Dated("/dated", "<p>old</p>", time.Date(2025, 3, 6, 9, 30, 0, 0, time.UTC))
		old, err := f.Get(t.Context(), site.URL("/dated"), Validators{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Get(t.Context(), site.URL("/dated"), Validators{LastModified: old.LastModified})
		if err != nil || !got.NotModified {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
	t.Run("takes plain text that is announced as gzip", func(t *testing.T) {
		site.Handle("/plain", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("<p>not packed</p>"))
		})
		got, err := f.Get(t.Context(), site.URL("/plain"), Validators{})
		if err != nil || string(got.Body) != "<p>not packed</p>" {
			t.Fatalf("got %q, %v", got.Body, err)
		}
	})
}

func TestFetcherExplainsItsFailures(t *testing.T) {
	site := webtest.New(t)
	site.Redirect("/round", "/round")
	site.Redirect("/file", "file:///etc/passwd")
	site.Status("/secret", http.StatusForbidden)
	site.Status("/gone", http.StatusGone)
	site.Status("/busy", http.StatusTooManyRequests)
	site.Status("/broken", http.StatusBadGateway)
	site.Status("/odd", http.StatusTeapot)
	site.Status("/never-asked", http.StatusNotModified)
	f := fetcherFor(t, site, Options{})

	for name, c := range map[string]struct{ url, words string }{
		"redirects without end":              {site.URL("/round"), "without end"},
		"a redirect to a file":               {site.URL("/file"), "http:// or https://"},
		"a page that is forbidden":           {site.URL("/secret"), "does not let"},
		"a page that is gone":                {site.URL("/gone"), "check the address"},
		"a page that was never there":        {site.URL("/missing"), "check the address"},
		"too many requests":                  {site.URL("/busy"), "fewer requests"},
		"a broken server":                    {site.URL("/broken"), "try again later"},
		"an odd status":                      {site.URL("/odd"), "status 418"},
		"304 to an unconditional request":    {site.URL("/never-asked"), "status 304"},
		"no address":                         {"", "whole address"},
		"an address without a scheme":        {"example.org/feed", "whole address"},
		"an address with control characters": {"http://example.org/\x00", "whole address"},
		"an address without a host":          {"http:///feed", "whole address"},
		"a file":                             {"file:///etc/passwd", "http:// or https://"},
		"gopher":                             {"gopher://example.org/", "http:// or https://"},
		"a user name":                        {"http://user@example.org/", "before the @"},
		"an overlong address":                {"http://example.org/" + strings.Repeat("a", ingest.MaxAddressBytes), "whole address"},
		"a name that cannot exist":           {"http://nowhere.invalid/", "nowhere.invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := f.Get(t.Context(), c.url, Validators{})
			newstest.WantSentence(t, err, c.words)
		})
	}
	t.Run("stops after five redirects", func(t *testing.T) {
		if hits := site.Hits("/round"); hits != maxRedirects+1 {
			t.Errorf("%d requests", hits)
		}
	})
	t.Run("keeps keys in addresses out of errors", func(t *testing.T) {
		closed := webtest.New(t)
		closed.Close()
		_, err := f.Get(t.Context(), closed.URL("/feed?key=hush"), Validators{})
		newstest.WantSentence(t, err, "refuses connections")
		if strings.Contains(err.Error(), "hush") {
			t.Errorf("error %q", err)
		}
	})
}

func TestFetcherKeepsItsDeadline(t *testing.T) {
	site := webtest.New(t)
	site.Hang("/hang")
	site.Drip("/drip", 5*time.Millisecond)
	f := fetcherFor(t, site, Options{Timeout: 100 * time.Millisecond})

	for _, path := range []string{"/hang", "/drip"} {
		t.Run("leaves "+path, func(t *testing.T) {
			_, err := f.Get(t.Context(), site.URL(path), Validators{})
			newstest.WantSentence(t, err, "within 100ms")
		})
	}
	t.Run("leaves at once when nobody waits any more", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := f.Get(ctx, site.URL("/hang"), Validators{}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}
