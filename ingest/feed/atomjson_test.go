package feed

import (
	"encoding/base64"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/ingest"
)

func TestAtomContentIsReadAsItIsTyped(t *testing.T) {
	const report = "<p>Oland &amp; Vastria sign.</p>"
	coded := base64.StdEncoding.EncodeToString([]byte(report))
	for name, c := range map[string]struct{ markup, want string }{
		"as HTML":                        {`<content type="html">&lt;p&gt;Oland &amp;amp; Vastria sign.&lt;/p&gt;</content>`, report},
		"as HTML in a section":           {`<content type="html"><![CDATA[` + report + `]]></content>`, report},
		"as XHTML":                       {`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` + report + `</div></content>`, report},
		"as plain text":                  {`<content type="text">Oland &amp; Vastria sign.</content>`, report},
		"as plain text with a sign":      {"<content type='text/plain'>x &lt; y\n\nz</content>", "<p>x &lt; y</p><p>z</p>"},
		"as base64, as Atom 0.3 has it":  {`<content mode="base64" type="text/html">` + coded + `</content>`, report},
		"as base64 of several lines":     {`<content mode="base64" type="text/html">` + "\n  " + coded[:8] + "\n  " + coded[8:] + "\n</content>", report},
		"as base64 of some kind of data": {`<content type="application/octet-stream">` + coded + `</content>`, report},
	} {
		t.Run(name, func(t *testing.T) {
			feed := mustParseFeed(t, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="/1"/>`+c.markup+`</entry></feed>`)
			if len(feed.Items) != 1 || feed.Items[0].HTML != c.want {
				t.Errorf("got %+v", feed.Items)
			}
		})
	}
}

func TestAtomEntriesInheritAndOverride(t *testing.T) {
	feed := mustParseFeed(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://oland.example.org/news/"><title>T</title><author><name>Ana Brandt</name></author>
<entry xml:lang="fr"><title>Un</title><link href="1"/><category term="trade" label="Trade"/><author><name>Bo Lind</name></author></entry>
<entry><title>Two</title><link rel="self" href="x.atom"/><link href="/2"/><source><title>The Wire</title></source></entry></feed>`)
	want := []Item{
		{URL: "https://oland.example.org/news/1", Title: "Un", Language: "fr", Authors: []string{"Bo Lind"}, Categories: []string{"Trade"}},
		{URL: "https://oland.example.org/2", Title: "Two", Authors: []string{"Ana Brandt"}, Outlet: "The Wire"},
	}
	if diff := cmp.Diff(want, feed.Items); diff != "" || feed.Language != "en" {
		t.Errorf("language %q, %s", feed.Language, diff)
	}
}

func TestRDFItemsAreNamedByTheirTag(t *testing.T) {
	feed := mustParseFeed(t, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel>
<item rdf:about="https://news.example.org/1?a=1&amp;b=2"><title>One</title></item></rdf:RDF>`)
	want := []Item{{GUID: "https://news.example.org/1?a=1&b=2", URL: "https://news.example.org/1?a=1&b=2", Title: "One"}}
	if diff := cmp.Diff(want, feed.Items); diff != "" {
		t.Error(diff)
	}
}

func TestJSONFeedIsReadInBothVersions(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want Item
	}{
		"1.0": {`{"version":"https://jsonfeed.org/version/1","author":{"name":"Ana Brandt"},"items":[{"id":7,"external_url":"https://oland.example.org/7",
			"content_text":"x < y\n\nz","banner_image":"/b.jpg","date_modified":"2031-03-06T10:30:00+01:00","tags":["trade"]}]}`,
			Item{GUID: "7", URL: "https://oland.example.org/7", HTML: "<p>x &lt; y</p><p>z</p>", Image: "https://news.example.org/b.jpg",
				Authors: []string{"Ana Brandt"}, Updated: ingest.StatedMoment("2031-03-06T09:30:00Z"), Categories: []string{"trade"}}},
		"1.1": {`{"items":[{"id":"https://news.example.org/7","title":"T","summary":"S","image":"/i.jpg","language":"fr",
			"authors":[{"name":"Bo Lind"},{"name":"Cy Oram"}]}],"version":"https://jsonfeed.org/version/1.1","authors":[{"name":"Ana Brandt"}]}`,
			Item{GUID: "https://news.example.org/7", URL: "https://news.example.org/7", Title: "T", Summary: "<p>S</p>", Image: "https://news.example.org/i.jpg",
				Language: "fr", Authors: []string{"Bo Lind", "Cy Oram"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff([]Item{c.want}, mustParseFeed(t, c.body).Items); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestJSONFeedLosesOnlyTheItemThatIsWrong(t *testing.T) {
	feed := mustParseFeed(t, `{"version":"https://jsonfeed.org/version/1.1","title":3,"items":[{"url":"/1","title":"One"},{"url":["/2"]},"three",{"url":"/4","title":"Four"}]}`)
	if len(feed.Items) != 2 || feed.Items[1].Title != "Four" || feed.Skipped != 2 {
		t.Errorf("got %+v", feed)
	}
}
