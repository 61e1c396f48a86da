package feed

import (
	"errors"
	"testing"

	"attache/internal/newstest"
)

func TestParseSaysWhatStandsThereInsteadOfAFeed(t *testing.T) {
	for name, c := range map[string]struct {
		body, words string
		isA         error
	}{
		"nothing":                 {"", "sends nothing, so it is not a feed", ErrEmpty},
		"white space":             {" \r\n\ufeff", "sends nothing", ErrEmpty},
		"a web page":              {"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "shows a web page and not a feed; give the address", ErrIsPage},
		"a page without a type":   {"\n<!-- x --><HTML lang=en><p>Hello", "shows a web page", ErrIsPage},
		"a piece of a page":       {"<div class=x>Not found</div>", "shows a web page", ErrIsPage},
		"a page in XML":           {`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/></html>`, "shows a web page", ErrIsPage},
		"a page to log in":        {"<html><form action=/login><input type='password' name=p></form>", "asks for a password", ErrIsPage},
		"an error in JSON":        {`{"error":{"code":404,"message":"no such feed"}}`, "data or an error message", nil},
		"a list in JSON":          {`[{"id":1}]`, "data or an error message", nil},
		"JSON with other items":   {`{"items":[{"sku":1}],"total":1}`, "data or an error message", nil},
		"JSON with odd items":     {`{"items":3}`, "data or an error message", nil},
		"JSON with items in them": {`{"items":{"items":[]}}`, "data or an error message", nil},
		"a sitemap":               {"<urlset><url><loc>/1</loc></url></urlset>", "shows a sitemap and not a feed", ErrIsSitemap},
		"a list of feeds":         {`<opml version="2.0"><body/></opml>`, "list of feeds and not a feed", nil},
		"plain text":              {"Not found", "not a feed Attaché can read; give the address", nil},
		"the beginning of a tag":  {"<rss", "not a feed", nil},
		"other markup":            {"<svg><path/></svg>", "not a feed", nil},
		"bytes":                   {"\x89PNG\r\n\x1a\n\x00\x00", "not a feed", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(c.body), "text/xml", feedAddress)
			newstest.WantSentence(t, err, c.words)
			for _, cause := range []error{ErrEmpty, ErrIsPage, ErrIsSitemap} {
				if errors.Is(err, cause) != (cause == c.isA) {
					t.Errorf("%v: is it %q?", err, cause)
				}
			}
		})
	}
}

func TestParseTakesAFeedOfNothingForAFeed(t *testing.T) {
	for _, body := range []string{`<rss version="2.0"><channel></channel></rss>`, "<feed/>", "<rdf:RDF>", `{"version":"https://jsonfeed.org/version/1.1","items":[]}`} {
		if feed := mustParseFeed(t, body); len(feed.Items) != 0 {
			t.Errorf("%s: %+v", body, feed)
		}
	}
}

func TestParseWantsTheAddressOfTheFeed(t *testing.T) {
	_, err := Parse([]byte("<feed/>"), "", "feeds/world.xml")
	newstest.WantSentence(t, err, "not a web address")
}
