package fetch

import (
	"net/http"
	"testing"
	"time"

	"attache/internal/webtest"
)

func TestFetcherSendsBackWhatItHolds(t *testing.T) {
	site := webtest.New(t)
	site.Page("/a", "<p>text</p>")
	f := fetcherFor(t, site, Options{})
	const date = "Thu, 06 Mar 2025 09:00:00 GMT"
	for name, c := range map[string]struct {
		held        Validators
		match, date string
	}{
		"nothing":                         {Validators{}, "", ""},
		"a tag and a date":                {Validators{ETag: `"a"`, LastModified: date}, `"a"`, date},
		"a weak tag as it is":             {Validators{ETag: `W/"a"`}, `W/"a"`, ""},
		"a tag without quotation marks":   {Validators{ETag: `a`}, `a`, ""},
		"a tag that Apache added gzip to": {Validators{ETag: `"a-gzip"`}, `"a-gzip", "a"`, ""},
		"a weak tag with br added":        {Validators{ETag: `W/"a-br"`}, `W/"a-br", W/"a"`, ""},
		"what belongs to this address":    {Validators{ETag: `"a"`, For: site.URL("/a")}, `"a"`, ""},
		"not what belongs to another":     {Validators{ETag: `"a"`, LastModified: date, For: site.URL("/b")}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := f.Get(t.Context(), site.URL("/a"), c.held); err != nil {
				t.Fatal(err)
			}
			header := site.LastRequest("/a")
			if header.Get("If-None-Match") != c.match || header.Get("If-Modified-Since") != c.date {
				t.Errorf("sent %q and %q", header.Get("If-None-Match"), header.Get("If-Modified-Since"))
			}
		})
	}
}

func TestValidatorsBelongToTheAddressThatSentThem(t *testing.T) {
	site := webtest.New(t)
	site.Page("/monday", "<p>news</p>")
	site.Dated("/tuesday", "<p>other news</p>", time.Date(2020, 3, 6, 9, 0, 0, 0, time.UTC))
	site.Redirect("/today", "/monday")
	f := fetcherFor(t, site, Options{})
	first, err := f.Get(t.Context(), site.URL("/today"), Validators{})
	if err != nil || first.For != site.URL("/monday") || first.ETag == "" {
		t.Fatalf("got %+v, %v", first.Validators, err)
	}
	t.Run("and are known again behind the redirect", func(t *testing.T) {
		again, err := f.Get(t.Context(), site.URL("/today"), first.Validators)
		if err != nil || !again.NotModified || again.Validators != first.Validators {
			t.Errorf("got %+v, %v", again, err)
		}
		if site.LastRequest("/today").Get("If-None-Match") != "" {
			t.Error("the redirect was asked about another address's tag")
		}
	})
	t.Run("and to no other", func(t *testing.T) {
		site.Redirect("/today", "/tuesday")
		held := first.Validators
		held.LastModified = "Thu, 06 Mar 2025 09:00:00 GMT"
		got, err := f.Get(t.Context(), site.URL("/today"), held)
		if err != nil || got.NotModified || string(got.Body) != "<p>other news</p>" {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

func TestANotModifiedKeepsWhatItDoesNotRepeat(t *testing.T) {
	site := webtest.New(t)
	f := fetcherFor(t, site, Options{})
	held := Validators{ETag: `"old"`, LastModified: "Thu, 06 Mar 2025 09:00:00 GMT"}
	for name, c := range map[string]struct {
		header []string
		want   Validators
		fresh  time.Duration
	}{
		"neither": {nil, held, 0},
		"a new tag": {[]string{"ETag", `"new"`, "Cache-Control", "max-age=60"},
			Validators{ETag: `"new"`, LastModified: held.LastModified}, time.Minute},
		"a new date": {[]string{"Last-Modified", "Fri, 07 Mar 2025 09:00:00 GMT"},
			Validators{ETag: `"old"`, LastModified: "Fri, 07 Mar 2025 09:00:00 GMT"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			site.Status("/a", http.StatusNotModified, c.header...)
			got, err := f.Get(t.Context(), site.URL("/a"), held)
			if err != nil || !got.NotModified || got.Validators != c.want || got.FreshFor != c.fresh {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	t.Run("and a failure keeps nothing", func(t *testing.T) {
		site.Status("/a", http.StatusInternalServerError, "ETag", `"broken"`)
		if got, err := f.Get(t.Context(), site.URL("/a"), held); err == nil || got.Validators != (Validators{}) {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}
