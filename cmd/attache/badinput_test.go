package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"attache/internal/webtest"
	"attache/news"
)

// fullItem is an item that carries its article.
func fullItem(path, more string) string {
	text := "<p>" + strings.Join(treatyText, "</p><p>") + "</p>"
	return fmt.Sprintf(`<item><title>Treaty %s</title><link>%s</link>%s<description><![CDATA[%s]]></description></item>`, path, path, more, text+text)
}

const dated = `<pubDate>Tue, 04 Mar 2025 10:00:00 +0000</pubDate>`

func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title>` + strings.Join(items, "") + `</channel></rss>`
}

// badSources are foreign sources with something wrong: what they send, how
// many articles come of it, and what their status says.
var badSources = map[string]struct {
	contentType, body string
	articles          int
	says              string
}{
	"a wrong charset":        {"text/xml; charset=utf-8", strings.ReplaceAll(rss(fullItem("/wrong", dated)), "Halse", "Hals\xe9"), 1, ""},
	"no charset":             {"text/xml", strings.ReplaceAll(rss(fullItem("/missing", dated)), "Halse", "Hals\xe9"), 1, ""},
	"no dates":               {"text/xml", rss(fullItem("/undated", "")), 1, "has no date"},
	"a date in the future":   {"text/xml", rss(fullItem("/future", `<pubDate>Tue, 04 Mar 2098 10:00:00 +0000</pubDate>`)), 1, "dated in the future"},
	"30,000 items":           {"text/xml", rss(strings.Repeat("<item><title>x</title><link>/none</link></item>", 30_000), fullItem("/many", dated)), 1, "29999 items were passed over"},
	"one guid for all":       {"text/xml", rss(fullItem("/guid/1", "<guid>1</guid>"+dated), fullItem("/guid/2?", "<guid>1</guid>"+dated)), 2, ""},
	"HTML in a title":        {"text/xml", rss(strings.Replace(fullItem("/html", dated), "Treaty", "&lt;b onclick=x&gt;Treaty&lt;/b&gt;", 1)), 1, ""},
	"empty items":            {"text/xml", rss("<item></item>", "<item><title> </title></item>", fullItem("/full", dated)), 1, "empty"},
	"NUL bytes":              {"text/xml", strings.ReplaceAll(rss(fullItem("/nul", dated)), "Merle", "Mer\x00le"), 1, ""},
	"an entity bomb":         {"text/xml", bomb, 0, "feed"},
	"a page":                 {"text/html", "<html><head><title>Shoes</title></head><body><p>Buy now.</p></body></html>", 0, "a web page and not a feed"},
	"a login page":           {"text/html", `<html><title>Sign in</title><form><input type="password"></form></html>`, 0, "password"},
	"a page that is not":     {"text/html", "<html><head><title>Page not found</title></head><body><h1>404</h1></body></html>", 0, "a web page and not a feed"},
	"a cut":                  {"text/xml", strings.TrimSuffix(rss(fullItem("/cut", dated), "<item><title>Torn"), "</channel></rss>"), 1, "cut off"},
	"nothing":                {"text/xml", "", 0, "sends nothing"},
	"an error in JSON":       {"application/json", `{"error":"rate limited"}`, 0, "not a feed"},
	"a page behind a login":  {"text/xml", rss(`<item><title>Locked</title><link>/login</link>` + dated + `</item>`), 0, "sign in"},
	"a page that says no":    {"text/xml", rss(`<item><title>Gone</title><link>/soft</link>` + dated + `</item>`), 0, "not there"},
	"a page that never ends": {"text/xml", rss(`<item><title>Endless</title><link>/endless</link>` + dated + `</item>`), 0, "larger"},
}

const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>` +
	`<lolz>&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;</lolz>`

// TestBadInputIsHandledCountedAndToldAndStopsNothing reads all bad sources
// in one pass beside a good one.
func TestBadInputIsHandledCountedAndToldAndStopsNothing(t *testing.T) {
	a := newAttache(t)
	t.Setenv("ATTACHE_ALLOW_PRIVATE", "127.0.0.0/8")
	var outlines strings.Builder
	site := map[string]*webtest.Site{"good": webtest.New(t)}
	publish(site["good"])
	fmt.Fprintf(&outlines, `<outline text="good" xmlUrl="%s"/>`, site["good"].URL("/feed.xml"))
	for name, bad := range badSources {
		s := webtest.New(t)
		site[name] = s
		s.Raw("/feed.xml", bad.contentType, []byte(bad.body))
		s.Page("/login", `<title>Log in</title><form><input name="user"><input type="password"></form>`)
		s.Page("/soft", `<title>404 - Page not found</title><h1>Page not found</h1><p>Try the search.</p>`)
		s.Endless("/endless")
		fmt.Fprintf(&outlines, `<outline text="%s" xmlUrl="%s"/>`, name, s.URL("/feed.xml"))
	}
	a.must("source", "import", a.file("list.opml", `<opml version="2.0"><body>`+outlines.String()+`</body></opml>`))
	a.must("fetch")
	var sources []news.Source
	if err := json.Unmarshal([]byte(a.must("source", "list", "--json")), &sources); err != nil || len(sources) != len(site) {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	byURL := make(map[string]news.Source)
	for _, s := range sources {
		byURL[s.URL] = s
	}
	if good := byURL[site["good"].URL("/feed.xml")]; good.Articles != 1 || good.Problem != "" {
		t.Errorf("the good source: %+v", good)
	}
	for name, bad := range badSources {
		t.Run(name, func(t *testing.T) {
			s := byURL[site[name].URL("/feed.xml")]
			said := a.must("source", "status", s.URL)
			if s.Articles != bad.articles || !strings.Contains(said, bad.says) {
				t.Errorf("%d articles, want %d; its status does not speak of %q:\n%s", s.Articles, bad.articles, bad.says, said)
			}
			if bad.articles == 0 && s.Problem == "" && len(s.Notes) == 0 {
				t.Error("nothing explains why it brought nothing")
			}
			for _, forbidden := range []string{"<b", "\x00", "SQL", "parse feed"} {
				if strings.Contains(said, forbidden) {
					t.Errorf("its status shows %q:\n%s", forbidden, said)
				}
			}
		})
	}
	a.ask(0, "What did Brandt say about the treaty on the Merle?")
}
