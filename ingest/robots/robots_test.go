package robots

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestRulesDecideWhatMayBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		file            string
		allowed, denied []string
	}{
		"an empty file allows everything":     {"", []string{"/", "/a?b"}, nil},
		"a page in place of a file allows":    {"<html><body>User-agents: welcome</body></html>", []string{"/"}, nil},
		"a group for everybody counts":        {"User-agent: *\nDisallow: /private", []string{"/", "/public"}, []string{"/private", "/private/a", "/privateer"}},
		"an empty Disallow forbids nothing":   {"User-agent: *\nDisallow:", []string{"/a"}, nil},
		"our own group replaces everybody's":  {"User-agent: *\nDisallow: /\nUser-agent: attache\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		"our name may carry a version":        {"User-agent: Attache/1.0\nDisallow: /", nil, []string{"/a"}},
		"our groups add up":                   {"User-agent: Attache\nDisallow: /a\nUser-agent: other\nDisallow: /c\nUser-agent: ATTACHE\nDisallow: /b", []string{"/c"}, []string{"/a", "/b"}},
		"another's group is not ours":         {"User-agent: A\nDisallow: /\nUser-agent: Attaches\nDisallow: /", []string{"/a"}, nil},
		"one group may name several readers":  {"User-agent: other\nUser-agent: Attache\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		"the longest rule decides":            {"User-agent: *\nDisallow: /a\nAllow: /a/feed\nDisallow: /a/feed/old", []string{"/a/feed"}, []string{"/a/b", "/a/feed/old"}},
		"of two as long the allowing decides": {"User-agent: *\nDisallow: /a\nAllow: /a", []string{"/a"}, nil},
		"a dollar ends the path":              {"User-agent: *\nAllow: /$\nDisallow: /", []string{"/"}, []string{"/world/", "/a$"}},
		"an end is anchored at the start":     {"User-agent: *\nDisallow: /feed/$", []string{"/world/feed/", "/feed/a"}, []string{"/feed/"}},
		"a star stands for anything":          {"User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print/*?page=", []string{"/a.pdf?b", "/print/?page=", "/pdf"}, []string{"/a.pdf", "/b/.pdf", "/c/print/d?page=2"}},
		"stars may come in rows":              {"User-agent: *\nDisallow: /a**b", []string{"/a"}, []string{"/ab", "/a/c/b/"}},
		"a pattern may begin with a star":     {"User-agent: *\nDisallow: *feed", []string{"/a"}, []string{"/feed", "/a/feed/"}},
		"a path may lack its slash":           {"User-agent: *\nDisallow: private", []string{"/"}, []string{"/private"}},
		"escapes are compared by meaning":     {"User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /ü\nDisallow: /%61b\nDisallow: /p%2Fq", []string{"/p/q"}, []string{"/caf%C3%A9", "/%C3%BC", "/ab", "/p%2fq"}},
		"comments and marks are passed over":  {"\ufeff# hello\r\nUser-agent: * # all\r\n\r\nDisallow: /a # b\r\n", []string{"/b"}, []string{"/a"}},
		"lines without sense are passed over": {"Disallow: /early\nUser-agent: other\nCrawl-delay: soon\nnonsense\n: \nUser-agent: *\nNoindex: /b\nDisallow: /a", []string{"/b", "/early"}, []string{"/a"}},
		"old line ends are understood":        {"User-agent: *\rDisallow: /a\rDisallow: /b", []string{"/c"}, []string{"/a", "/b"}},
		"case matters in paths only":          {"USER-AGENT: *\nDISALLOW: /A", []string{"/a"}, []string{"/A"}},
		"a sitemap does not end a group":      {"User-agent: *\nSitemap: https://example.org/s.xml\nDisallow: /a", nil, []string{"/a"}},
	} {
		t.Run(name, func(t *testing.T) {
			rules := Parse([]byte(c.file), "Attache")
			for _, path := range c.allowed {
				if !rules.Allows(path) {
					t.Errorf("%s is forbidden", path)
				}
			}
			for _, path := range c.denied {
				if rules.Allows(path) {
					t.Errorf("%s is allowed", path)
				}
			}
		})
	}
}

func TestRulesKeepDelayAndSitemaps(t *testing.T) {
	for field, want := range map[string]time.Duration{
		"10": 10 * time.Second, "0.5": 500 * time.Millisecond, "1e300": maxDelay, "inf": maxDelay,
		"-1": 0, "NaN": 0, "soon": 0, "": 0,
	} {
		if got := Parse([]byte("User-agent: *\nCrawl-delay: "+field), "Attache").Delay; got != want {
			t.Errorf("%q: got %s, want %s", field, got, want)
		}
	}
	file := "Sitemap: https://example.org/a.xml\nUser-agent: Attache\nDisallow: /a\nsitemap:https://example.org/b.xml\n"
	got := Parse([]byte(file), "Attache").Sitemaps
	if want := []string{"https://example.org/a.xml", "https://example.org/b.xml"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	many := Parse([]byte(strings.Repeat(file, maxSitemaps)), "Attache")
	if len(many.Sitemaps) != maxSitemaps || many.Size() < maxSitemaps*len("https://example.org/a.xml") {
		t.Errorf("%d sitemaps of %d bytes", len(many.Sitemaps), many.Size())
	}
}

func TestAPathMatchesItselfHoweverItIsEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := "/" + rapid.StringMatching(`[a-z0-9/~%A-F]{0,12}`).Draw(t, "path")
		if once := normal(path); normal(once) != once {
			t.Fatalf("%q, then %q", once, normal(once))
		}
		rules := Parse([]byte("User-agent: *\nDisallow: "+path), "Attache")
		if rules.Allows(path) || rules.Allows(path+"more") {
			t.Fatalf("%q is allowed", path)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /%C3\nCrawl-delay: 2\nSitemap: s"), "/a%zz")
	f.Add([]byte("\ufeffUser-agent:Attache\rDisallow:***$$\r\n"), "/$")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		rules := Parse(file, "Attache")
		rules.Allows(path)
		if rules.Delay < 0 || rules.Delay > maxDelay || len(rules.Sitemaps) > maxSitemaps {
			t.Fatalf("delay %s, %d sitemaps", rules.Delay, len(rules.Sitemaps))
		}
	})
}
