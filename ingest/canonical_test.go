package ingest

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCanonicalURL(t *testing.T) {
	for raw, want := range map[string]string{
		"HTTPS://Example.ORG:443/News?id=7#top":                    "https://example.org/News?id=7",
		"http://example.org":                                       "http://example.org/",
		"http://example.org.:80/a":                                 "http://example.org/a",
		"https://example.org:8443/a":                               "https://example.org:8443/a",
		" https://example.org/a \n":                                "https://example.org/a",
		"https://example.org/a?utm_source=x&b=2&fbclid=y&a=1":      "https://example.org/a?b=2&a=1",
		"https://example.org/a?UTM_Medium=rss&gclid=1":             "https://example.org/a",
		"https://example.org/a?mc_cid=1&mc_eid=2&q=utm_source":     "https://example.org/a?q=utm_source",
		"https://example.org/a?b=%C3%A9&&c":                        "https://example.org/a?b=%C3%A9&c",
		"https://bücher.example/straße":                            "https://xn--bcher-kva.example/stra%C3%9Fe",
		"https://xn--bcher-kva.example/%7Ea":                       "https://xn--bcher-kva.example/%7Ea",
		"http://[2001:DB8::1]:80/":                                 "http://[2001:db8::1]/",
		"http://127.0.0.1:8080/feed":                               "http://127.0.0.1:8080/feed",
		"https://with_underscore.example.org/a":                    "https://with_underscore.example.org/a",
		"https://example.org/a?note=two words":                     "https://example.org/a?note=two%20words",
		"https://example.org/news/?at_medium=RSS&at_campaign=rss&": "https://example.org/news/",
	} {
		got, err := CanonicalURL(raw)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", raw, got, err, want)
		}
	}
	t.Run("refuses what is no web address", func(t *testing.T) {
		for _, raw := range []string{"", "example.org", "mailto:a@example.org", "javascript:alert(1)", "https://", "https://u:p@example.org/",
			"https://exa mple.org/", "https://example.org:99999/", "https://..example/", "https://a／b.example/", "http://[fe80::1%25eth0]/", "file:///a"} {
			if got, err := CanonicalURL(raw); err == nil {
				t.Errorf("%q became %q", raw, got)
			}
		}
	})
}

func TestCanonicalURLIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.StringMatching(`(HTTP|https?)://([A-Za-z0-9ü_-]{1,8}\.){1,3}[a-z]{2,4}(:(80|443|8080))?(/[A-Za-z0-9%é ./-]{0,12})?`+
			`(\?((utm_a|fbclid|b|c)=[a-z %&=+]{0,6}&?){0,4})?(#[a-z]{0,4})?`).Draw(t, "raw")
		checkIdempotent(t, raw)
	})
}

func FuzzCanonicalURL(f *testing.F) {
	f.Add("https://Example.org:443/a?utm_source=x&b=2#c")
	f.Add("http://[::1]:80/%zz? ")
	f.Add("https://bücher.example./ä")
	f.Add("http://\x93")
	f.Fuzz(func(t *testing.T, raw string) { checkIdempotent(t, raw) })
}

func checkIdempotent(t interface{ Fatalf(string, ...any) }, raw string) {
	once, err := CanonicalURL(raw)
	if err != nil {
		return
	}
	twice, err := CanonicalURL(once)
	if err != nil || twice != once {
		t.Fatalf("%q became %q, which became %q, %v", raw, once, twice, err)
	}
	if u, err := url.Parse(once); err != nil || u.Host == "" || u.Fragment != "" || strings.ContainsAny(once, " \n") {
		t.Fatalf("%q became %q, %v", raw, once, err)
	}
}

func TestSameSite(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"https://www.example.co.uk/a", "https://example.co.uk/b", true},
		{"https://news.example.org/a", "https://amp.example.org/b", true},
		{"https://one.co.uk/", "https://two.co.uk/", false},
		{"https://example.org/", "https://example.com/", false},
		{"http://127.0.0.1:81/", "http://127.0.0.1:82/", false},
		{"http://127.0.0.1:81/", "http://127.0.0.1:81/b", true},
	} {
		a, errA := url.Parse(c.a)
		b, errB := url.Parse(c.b)
		if errA != nil || errB != nil || SameSite(a, b) != c.want {
			t.Errorf("%s and %s: not %t", c.a, c.b, c.want)
		}
	}
}
