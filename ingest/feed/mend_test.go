package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/ingest"
)

// strictTokens are the elements and the text of markup as a parser sees
// them that forgives nothing; neighbouring texts are one.
func strictTokens(markup []byte) ([]xml.Token, error) {
	var all []xml.Token
	for tokens := xml.NewDecoder(bytes.NewReader(markup)); ; {
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := xml.CopyToken(token).(type) {
		case xml.StartElement, xml.EndElement:
			all = append(all, token)
		case xml.CharData:
			if last := len(all) - 1; last >= 0 {
				if text, isText := all[last].(xml.CharData); isText {
					all[last] = append(text, token...)
					continue
				}
			}
			all = append(all, token)
		}
	}
}

// withoutBlanks drops text of nothing but white space, which may stand
// outside of the root element too.
func withoutBlanks(all []xml.Token) []xml.Token {
	var kept []xml.Token
	for _, token := range all {
		if text, isText := token.(xml.CharData); isText && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		kept = append(kept, token)
	}
	return kept
}

func TestMendLeavesSoundMarkupAsItIs(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) drawnFeed{"RSS": drawRSS, "RDF": drawRDF, "Atom": drawAtom} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			markup := []byte(draw(t).markup)
			want, err := strictTokens(markup)
			if err != nil {
				t.Fatal(err)
			}
			got, err := strictTokens(mend(markup).markup)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(withoutBlanks(want), withoutBlanks(got)); diff != "" {
				t.Fatal(diff)
			}
		}))
	}
}

func TestMendMakesMarkupWhole(t *testing.T) {
	for name, c := range map[string]struct{ markup, want string }{
		"closes what stays open":                   {"<a><b>x</a>", "<a><b>x</b></a>"},
		"closes an entry before the next":          {"<rss><channel><item>x<item>y</channel></rss>", "<rss><channel><item>x</item><item>y</item></channel></rss>"},
		"lets entries be lists of their own":       {"<rss><item><list><item>y</item></list></item></rss>", "<rss><item><list><item>y</item></list></item></rss>"},
		"drops an end without a beginning":         {"<a>x</b></a>", "<a>x</a>"},
		"ends a tag that lacks its bracket":        {"<a><b>x</b<c>y</c></a>", "<a><b>x</b><c>y</c></a>"},
		"takes names in any case":                  {"<a>x</A>", "<a>x</a>"},
		"takes a bare ampersand for text":          {"<a>x & y &z; &;</a>", "<a>x &amp; y &amp;z; &amp;;</a>"},
		"knows HTML's entities":                    {"<a>&rsquo;&nbsp;&copy;&amp;&lt;</a>", "<a>\u2019\u00a0©&amp;&lt;</a>"},
		"keeps a query that looks like an entity":  {"<a>?x=1&copy=2;&lt=3</a>", "<a>?x=1&amp;copy=2;&amp;lt=3</a>"},
		"reads numbers as browsers do":             {"<a>&#150;&#x41;&#59;</a>", "<a>–A;</a>"},
		"drops numbers of no character":            {"<a>x&#0;y&#x1f;&#xd800;&#99999999999;z</a>", "<a>x y   z</a>"},
		"takes a sign for text":                    {"<a>1 < 2 <3 <Ana@oland.example></a>", "<a>1 &lt; 2 &lt;3 &lt;Ana@oland.example&gt;</a>"},
		"takes the end of a section for text":      {"<a>]]></a>", "<a>]]&gt;</a>"},
		"quotes what is not quoted":                {"<a href=http://x/?a=1&b=2 c d='\"'/>", `<a href="http://x/?a=1&amp;b=2" c="" d='"'></a>`},
		"keeps a bracket within quotes":            {`<a b="x > y < z">t</a>`, `<a b="x > y &lt; z">t</a>`},
		"drops comments, even odd ones":            {"<!-- a -- b --><a>x<!-- y -->z</a>", "<a>xz</a>"},
		"drops declarations wherever they stand":   {"\n<?xml version='1.1' encoding='x'?><a><?php echo '<b>' ?></a>", "<a></a>"},
		"drops a document type with its entities":  {`<!DOCTYPE a [<!ENTITY b "]><c>">]><a>&b;</a>`, "<a>&amp;b;</a>"},
		"drops what follows the root":              {"<a></a><b>x", "<a></a>"},
		"drops the tags of a name with two colons": {"<a><b:c:d>x</b:c:d></a>", "<a>&lt;b:c:d&gt;x&lt;/b:c:d&gt;</a>"},
		"ends a base at its last slash":            {`<a xml:base="http://x/y/z?q=1"/>`, `<a xml:base="http://x/y/"></a>`},
		"calls Atom by its name":                   {`<feed xmlns="urn:atom"><x xmlns="urn:y"/></feed>`, `<feed xmlns="http://www.w3.org/2005/Atom"><x xmlns="urn:y"></x></feed>`},
		"joins what is coded":                      {`<a mode="base64" type="text/html">QU xB&#10;</a>`, `<a mode="base64">QUxB` + "\n</a>"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(mend([]byte(c.markup)).markup); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestMendBoundsWhatParsersAreGiven(t *testing.T) {
	t.Run("in depth", func(t *testing.T) {
		mended := mend([]byte(strings.Repeat("<a>", 1<<20) + "x" + strings.Repeat("</a>", 1<<20)))
		if got := bytes.Count(mended.markup, []byte("<a>")); got != maxDepth || mended.torn || !bytes.Contains(mended.markup, []byte("x")) {
			t.Errorf("%d levels, torn %v", got, mended.torn)
		}
	})
	t.Run("in elements of one entry, but no more", func(t *testing.T) {
		mended := mend([]byte("<rss><item>" + strings.Repeat("<a>", 50) + strings.Repeat("<b/><c>x</c>", maxParts) + "</item><item><d/></item></rss>"))
		if got := bytes.Count(mended.markup, []byte("</")); got != maxParts+4 || len(mended.entries) != 2 || mended.torn || !bytes.Contains(mended.markup, []byte("<d>")) {
			t.Errorf("%d elements, %d entries, torn %v", got, len(mended.entries), mended.torn)
		}
	})
	t.Run("in elements outside of entries", func(t *testing.T) {
		mended := mend([]byte("<rss>" + strings.Repeat("<a>x</a>", 2*maxParts) + "<item><d/></item></rss>"))
		if got := bytes.Count(mended.markup, []byte("</a>")); got != maxParts-1 || len(mended.entries) != 1 || mended.torn {
			t.Errorf("%d elements, %d entries, torn %v", got, len(mended.entries), mended.torn)
		}
	})
	t.Run("in text", func(t *testing.T) {
		long := strings.Repeat("é", ingest.MaxTextBytes)
		for _, text := range []string{long, "<![CDATA[" + long + "]]>"} {
			mended := mend([]byte("<rss>" + text + "</rss>"))
			if _, err := strictTokens(mended.markup); err != nil || len(mended.markup) > ingest.MaxTextBytes+50 || mended.torn {
				t.Errorf("%d bytes, torn %v, %v", len(mended.markup), mended.torn, err)
			}
		}
	})
	t.Run("in attributes", func(t *testing.T) {
		mended := mend([]byte("<a" + strings.Repeat(" b='c'", 1<<20) + "/>"))
		if got := bytes.Count(mended.markup, []byte("b=")); got != maxAttributes {
			t.Errorf("%d attributes", got)
		}
	})
	t.Run("in namespaces", func(t *testing.T) {
		mended := mend([]byte(strings.Repeat("<a xmlns:b='c' xmlns:d='e'>", maxDepth)))
		if got := bytes.Count(mended.markup, []byte("xmlns:")); got != maxNamespaces {
			t.Errorf("%d namespaces", got)
		}
	})
	t.Run("in elements where many namespaces are in scope", func(t *testing.T) {
		var root strings.Builder
		for i := range maxNamespaces {
			fmt.Fprintf(&root, " xmlns:n%d='urn:n'", i)
		}
		mended := mend([]byte("<rss" + root.String() + ">" + strings.Repeat("<item/>", 1<<19) + "</rss>"))
		if got := len(mended.entries); got > maxCopies/maxNamespaces || got < 300_000 || !mended.torn {
			t.Errorf("%d entries, torn %v", got, mended.torn)
		}
	})
	t.Run("in entities, none of which is expanded", func(t *testing.T) {
		var bomb strings.Builder
		bomb.WriteString(`<!DOCTYPE rss [<!ENTITY a0 "ha">`)
		for i := range 30 {
			bomb.WriteString(strings.ReplaceAll(strings.ReplaceAll(`<!ENTITY aN "&aM;&aM;">`, "N", string(rune('A'+i))), "M", string(rune('A'+i-1))))
		}
		bomb.WriteString(`]><rss><channel><title>&aZ;</title></channel></rss>`)
		if got := mend([]byte(bomb.String())); len(got.markup) > bomb.Len() || !bytes.Contains(got.markup, []byte("&amp;aZ;")) {
			t.Errorf("%d bytes became %d: %s", bomb.Len(), len(got.markup), got.markup)
		}
	})
}

func TestChunksAreTheWholeFeed(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) drawnFeed{"RSS": drawRSS, "RDF": drawRDF, "Atom": drawAtom} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			mended := mend([]byte(draw(t).markup))
			want := entryTexts(mended)
			var got []string
			for chunk := range mended.chunks(rapid.IntRange(1, 3).Draw(t, "entries"), rapid.IntRange(1, 500).Draw(t, "bytes")) {
				if again := mend(chunk.markup); again.torn || len(again.entries) != len(chunk.entries) {
					t.Fatalf("%d entries of %d, torn %v: %s", len(again.entries), len(chunk.entries), again.torn, chunk.markup)
				} else {
					got = append(got, entryTexts(again)...)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatal(diff)
			}
		}))
	}
}

func entryTexts(w whole) []string {
	var all []string
	for _, e := range w.entries {
		all = append(all, string(w.markup[e.start:e.end]))
	}
	return all
}

func FuzzMend(f *testing.F) {
	f.Add([]byte(`<rss xmlns:x="y"><channel><item><title>a & b</x:title><!-- -- --></item>`))
	f.Add([]byte(`<a b='"' c="'" d=e><![CDATA[x]]>]]><!DOCTYPE [>]></a>`))
	f.Add([]byte("<a>&#xfffe;&#55296;</b:c:d><e:/></a>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		mended := mend(ingest.Decode(body, ""))
		if _, err := strictTokens(mended.markup); err != nil {
			t.Fatalf("%v: %q", err, mended.markup)
		}
		last := 0
		for _, e := range mended.entries {
			if e.start < last || e.end <= e.start || e.end > len(mended.markup) {
				t.Fatalf("entries out of order: %v", mended.entries)
			}
			last = e.end
		}
	})
}
