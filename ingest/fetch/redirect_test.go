package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"attache/internal/newstest"
	"attache/internal/webtest"
	"attache/news"
)

func TestFetcherTellsWhatHasMovedForGood(t *testing.T) {
	site, other := webtest.New(t), webtest.New(t)
	site.Page("/new", "<p>new</p>")
	other.Page("/new", "<p>new</p>")
	for path, hop := range map[string]struct {
		code int
		to   string
	}{
		"/moved": {http.StatusMovedPermanently, "/new"}, "/kept": {http.StatusPermanentRedirect, "/moved"},
		"/abroad": {http.StatusMovedPermanently, other.URL("/new")}, "/found": {http.StatusFound, "/new"},
		"/mixed": {http.StatusMovedPermanently, "/found"}, "/mixed2": {http.StatusTemporaryRedirect, "/moved"},
		"/lost": {http.StatusMovedPermanently, "/nowhere"}, "/several": {http.StatusMultipleChoices, "/new"},
		"/aimless": {http.StatusMovedPermanently, ""},
	} {
		site.RedirectAs(path, hop.code, hop.to)
	}
	f := fetcherFor(t, site, Options{})
	for name, c := range map[string]struct{ path, url, moved string }{
		"an address that stands":      {"/new", site.URL("/new"), ""},
		"a permanent redirect":        {"/moved", site.URL("/new"), site.URL("/new")},
		"a chain of them":             {"/kept", site.URL("/new"), site.URL("/new")},
		"one to another site":         {"/abroad", other.URL("/new"), other.URL("/new")},
		"a redirect that may change":  {"/found", site.URL("/new"), ""},
		"a chain that ends with one":  {"/mixed", site.URL("/new"), ""},
		"a chain that starts with it": {"/mixed2", site.URL("/new"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := f.Get(t.Context(), site.URL(c.path), Validators{})
			if err != nil || got.URL != c.url || got.Moved != c.moved {
				t.Errorf("got %q, moved to %q, %v", got.URL, got.Moved, err)
			}
		})
	}
	for path, code := range map[string]int{"/lost": 404, "/several": 300, "/aimless": 301} {
		t.Run(fmt.Sprintf("and not where %s fails", path), func(t *testing.T) {
			got, err := f.Get(t.Context(), site.URL(path), Validators{})
			status, ok := errors.AsType[*StatusError](err)
			if !ok || status.Code != code || status.Redirected != (path == "/lost") || got.Moved != "" {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	t.Run("and not where https is given up", func(t *testing.T) {
		secure := webtest.NewSecure(t)
		secure.RedirectAs("/moved", http.StatusMovedPermanently, site.URL("/new"))
		f := hookedFetcher(t, secure, Options{}, hooks{roots: secure.Roots()})
		got, err := f.Get(t.Context(), secure.URL("/moved"), Validators{})
		if err != nil || got.URL != site.URL("/new") || got.Moved != "" {
			t.Errorf("got %q, moved to %q, %v", got.URL, got.Moved, err)
		}
	})
}

func TestFetcherFollowsFiveRedirects(t *testing.T) {
	site := webtest.New(t)
	site.Page("/0", "<p>arrived</p>")
	for n := range 8 {
		site.Redirect(fmt.Sprintf("/%d", n+1), fmt.Sprintf("/%d", n))
	}
	f := fetcherFor(t, site, Options{})
	if got, err := f.Get(t.Context(), site.URL("/5"), Validators{}); err != nil || got.URL != site.URL("/0") {
		t.Errorf("five: got %q, %v", got.URL, err)
	}
	_, err := f.Get(t.Context(), site.URL("/6"), Validators{})
	newstest.WantSentence(t, err, "without end")
	if !errors.Is(err, ErrRedirects) {
		t.Errorf("got %v", err)
	}
}

func TestFetcherRefusesRedirectsThatAreNoWebAddress(t *testing.T) {
	site := webtest.New(t)
	f := fetcherFor(t, site, Options{})
	for to, words := range map[string]string{
		"file:///etc/passwd": "http:// or https://", "gopher://news.example/": "http:// or https://",
		"javascript:alert(1)": "http:// or https://", "data:text/html,hello": "http:// or https://",
		"http://reader:hush@news.example/": "before the @", "http:///path": "whole address",
		"http://news.example/%zz": "whole address",
	} {
		t.Run(to, func(t *testing.T) {
			site.RedirectAs("/out", http.StatusMovedPermanently, to)
			newstest.WantSentence(t, get(t, f, site.URL("/out")), words)
		})
	}
}

func FuzzRedirect(f *testing.F) {
	f.Add("/next?a=b#c")
	f.Add("//news.example:80/")
	f.Add("javascript:alert(1)")
	f.Fuzz(func(t *testing.T, location string) {
		answer := &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {location}}}
		to, err := redirect(address(t, "https://news.example/feed"), answer)
		switch {
		case err != nil && news.Explain(err, "") == "":
			t.Fatalf("an error without a sentence: %v", err)
		case err == nil && to == nil && location != "":
			t.Fatal("not followed and not refused")
		case err == nil && to != nil && (to.Scheme != "http" && to.Scheme != "https" || to.User != nil || to.Hostname() == ""):
			t.Fatalf("sent to %q", to)
		}
	})
}
