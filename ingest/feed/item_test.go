package feed

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

// onlyItem is the one item of an RSS feed whose item holds what is given.
func onlyItem(t *testing.T, inside string) Item {
	t.Helper()
	feed := mustParseFeed(t, `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>T</title><item>`+inside+`</item></channel></rss>`)
	if len(feed.Items) != 1 {
		t.Fatalf("%d items, %d skipped", len(feed.Items), feed.Skipped)
	}
	return feed.Items[0]
}

func TestTitlesArePlainText(t *testing.T) {
	for name, c := range map[string]struct{ markup, want string }{
		"with tags in a section":    {"<title><![CDATA[<b>Oland</b> &amp; Vastria]]></title>", "Oland & Vastria"},
		"with escaped tags":         {"<title>&lt;em&gt;Oland&lt;/em&gt; speaks</title>", "Oland speaks"},
		"escaped twice":             {"<title>Oland &amp;amp; Vastria&amp;#8217;s pact</title>", "Oland & Vastria’s pact"},
		"escaped thrice":            {"<title><![CDATA[Oland &amp;amp; Vastria&amp;#8217;s &amp;quot;pact&amp;quot;]]></title>", "Oland & Vastria’s \"pact\""},
		"with bare signs":           {"<title>Growth < 2% & falling</title>", "Growth < 2% & falling"},
		"with tags that are real":   {"<title>Oland <i>and</i> Vastria</title>", "Oland and Vastria"},
		"with a NUL byte":           {"<title>Oland\x00 votes</title>", "Oland votes"},
		"with a script":             {"<title>Oland&lt;script&gt;alert(1)&lt;/script&gt;</title>", "Oland"},
		"over several lines":        {"<title>\n  Oland\n\tvotes </title>", "Oland votes"},
		"with HTML's own entities":  {"<title>Caf&eacute;&nbsp;Oland&hellip;</title>", "Café Oland…"},
		"with numbers from Windows": {"<title>Oland&#146;s vote</title>", "Oland’s vote"},
		"with a query in it":        {"<title>What is ?a=1&b=2</title>", "What is ?a=1&b=2"},
		"of Media RSS":              {"<media:group><media:title>Oland votes</media:title></media:group>", "Oland votes"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onlyItem(t, c.markup+"<link>/1</link>").Title; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAddressesAreFull(t *testing.T) {
	const full = "https://news.example.org/a/1?x=1&y=2"
	for name, markup := range map[string]string{
		"of a link from the root":        "<link>/a/1?x=1&amp;y=2</link>",
		"of a link from the feed":        "<link>../a/1?x=1&amp;y=2</link>",
		"of a link with bare ampersands": "<link>/a/1?x=1&y=2</link>",
		"of a link with spaces around":   "<link>\n /a/1?x=1&amp;y=2 \n</link>",
		"of a link in a section":         "<link><![CDATA[/a/1?x=1&y=2]]></link>",
		"of a link with a base":          `<link xml:base="https://news.example.org/a/index.html">1?x=1&amp;y=2</link>`,
		"of a link without a scheme":     "<link>//news.example.org/a/1?x=1&amp;y=2</link>",
		"of an Atom link":                `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="/x"/><link href="/a/1?x=1&amp;y=2"/>`,
		"of a GUID":                      "<guid>https://news.example.org/a/1?x=1&amp;y=2</guid>",
		"that a service has replaced":    "<link>https://feeds.example.net/~3/1</link><feedburner:origLink>/a/1?x=1&amp;y=2</feedburner:origLink>",
	} {
		t.Run(name, func(t *testing.T) {
			if got := onlyItem(t, markup+"<title>T</title>").URL; got != full {
				t.Errorf("got %q, want %q", got, full)
			}
		})
	}
}

func TestDatesAreAsStated(t *testing.T) {
	exact := news.At(time.Date(2031, 3, 6, 9, 30, 0, 0, time.UTC))
	for name, c := range map[string]struct {
		markup             string
		published, updated news.Moment
	}{
		"with their zone":                 {"<pubDate>Thu, 06 Mar 2031 10:30:00 +0100</pubDate>", exact, news.Moment{}},
		"with a zone's name":              {"<pubDate>Thu, 06 Mar 2031 04:30:00 EST</pubDate>", exact, news.Moment{}},
		"by Dublin Core":                  {"<dc:date>2031-03-06T10:30:00+01:00</dc:date>", exact, exact},
		"by Dublin Core's terms":          {"<dcterms:issued>2031-03-06T09:30:00Z</dcterms:issued><dcterms:modified>2031-03-06T09:30:00Z</dcterms:modified>", exact, exact},
		"by terms where the first is odd": {"<pubDate>yesterday</pubDate><dcterms:created>2031-03-06T09:30:00Z</dcterms:created>", exact, news.Moment{}},
		"even far in the future":          {"<pubDate>Fri, 06 Mar 2931 09:30:00 GMT</pubDate>", news.At(time.Date(2931, 3, 6, 9, 30, 0, 0, time.UTC)), news.Moment{}},
		"or not at all":                   {"<pubDate>some time ago</pubDate>", news.Moment{}, news.Moment{}},
	} {
		t.Run(name, func(t *testing.T) {
			item := onlyItem(t, c.markup+"<title>T</title><link>/1</link>")
			if diff := cmp.Diff([]news.Moment{c.published, c.updated}, []news.Moment{item.Published, item.Updated}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPicturesAreFound(t *testing.T) {
	const full = "https://news.example.org/p/1.jpg"
	for name, c := range map[string]struct{ markup, want string }{
		"of Media RSS":          {`<media:content url="/p/1.jpg" medium="image"/>`, full},
		"in a group":            {`<media:group><media:content url="/film.mp4" type="video/mp4"><media:thumbnail url="/p/1.jpg"/></media:content></media:group>`, full},
		"that are thumbnails":   {`<media:thumbnail url="/p/1.jpg"/>`, full},
		"that are enclosed":     {`<enclosure url="/a.mp3" type="audio/mpeg"/><enclosure url="/p/1.jpg" type="image/jpeg" length="1"/>`, full},
		"but no films or sound": {`<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="/film.mp4" medium="video"/>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onlyItem(t, c.markup+"<title>T</title><link>/1</link>").Image; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestItemsSayWhatTheyAreAbout(t *testing.T) {
	markup := "<title>T</title><link>/1</link><dc:language>fr-ca</dc:language><category>Trade</category><category>Trade</category><dc:subject>Oland &amp;amp; sea</dc:subject>"
	for i := range 2 * maxCategories {
		markup += fmt.Sprintf("<category>%d</category>", i)
	}
	item := onlyItem(t, markup)
	if item.Language != "fr-CA" || len(item.Categories) != maxCategories || item.Categories[0] != "Trade" || item.Categories[1] != "0" {
		t.Errorf("language %q, categories %q", item.Language, item.Categories)
	}
}

func TestRepeatedItems(t *testing.T) {
	const dated = "<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>Thu, 06 Mar 2031 %02d:30:00 GMT</pubDate></item>"
	feed := mustParseFeed(t, `<rss version="2.0"><channel>`+
		fmt.Sprintf(dated, "Talks begin", "/talks", "1", 9)+fmt.Sprintf(dated, "Oland votes", "/vote", "same", 10)+
		fmt.Sprintf(dated, "Talks end", "/talks", "1", 11)+fmt.Sprintf(dated, "Vastria waits", "/wait", "same", 12)+
		`</channel></rss>`)
	var got [][2]string
	for _, item := range feed.Items {
		got = append(got, [2]string{item.Title, item.GUID})
	}
	want := [][2]string{{"Talks end", "1"}, {"Oland votes", ""}, {"Vastria waits", ""}}
	if diff := cmp.Diff(want, got); diff != "" || feed.Skipped != 1 {
		t.Errorf("skipped %d, %s", feed.Skipped, diff)
	}
}
