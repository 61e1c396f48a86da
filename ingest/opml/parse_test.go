package opml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"attache/news"
)

// list is an OPML file around the given outlines.
func list(outlines string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Sources</title></head><body>` +
		outlines + `</body></opml>`
}

func parse(t *testing.T, file string) Document {
	t.Helper()
	document, err := Parse(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func TestParseReadsWhatFeedReadersExport(t *testing.T) {
	const vastria = `xmlUrl="https://vastria.example/feed"`
	for sentence, c := range map[string]struct {
		outlines string
		want     []Outline
	}{
		"a feed outside of folders": {
			`<outline type="rss" text="Vastria Times" ` + vastria + ` htmlUrl="https://vastria.example/"/>`,
			[]Outline{{Title: "Vastria Times", URL: "https://vastria.example/feed", Home: "https://vastria.example/"}},
		},
		"title goes before text": {
			`<outline text="vt" title="Vastria Times" ` + vastria + `/>`,
			[]Outline{{Title: "Vastria Times", URL: "https://vastria.example/feed"}},
		},
		"attributes in any case": {
			`<OUTLINE TEXT="Vastria Times" XMLURL="https://vastria.example/feed" htmlurl="https://vastria.example/" Language="en"/>`,
			[]Outline{{Title: "Vastria Times", URL: "https://vastria.example/feed", Home: "https://vastria.example/", Language: "en"}},
		},
		"folders inside folders": {
			`<outline text="World"><outline text="North"><outline ` + vastria + `/></outline><outline xmlUrl="https://oland.example/rss"/></outline>`,
			[]Outline{
				{URL: "https://vastria.example/feed", Folders: []string{"World", "North"}},
				{URL: "https://oland.example/rss", Folders: []string{"World"}},
			},
		},
		"folders without feeds and without names": {
			`<outline text="Empty"/><outline text="Later"></outline><outline><outline ` + vastria + `/></outline>`,
			[]Outline{{URL: "https://vastria.example/feed"}},
		},
		"feeds inside a feed are its neighbours": {
			`<outline text="World"><outline text="Vastria Times" ` + vastria + `><outline xmlUrl="https://vastria.example/trade"/></outline><outline xmlUrl="https://oland.example/rss"/></outline>`,
			[]Outline{
				{Title: "Vastria Times", URL: "https://vastria.example/feed", Folders: []string{"World"}},
				{URL: "https://vastria.example/trade", Folders: []string{"World"}},
				{URL: "https://oland.example/rss", Folders: []string{"World"}},
			},
		},
		"comments, bare ampersands and the entities of HTML": {
			`<!-- <outline xmlUrl="https://old.example/"/> --><outline text="War & Peace &eacute; &amp; trade" xmlUrl="https://oland.example/rss?a=1&b=2"/>`,
			[]Outline{{Title: "War & Peace é & trade", URL: "https://oland.example/rss?a=1&b=2"}},
		},
		"attributes that are ours": {
			`<outline ` + vastria + ` status="unverified" from="https://lists.example/" description="News  of
Vastria"/>`,
			[]Outline{{URL: "https://vastria.example/feed", Status: "unverified", From: "https://lists.example/", Description: "News of Vastria"}},
		},
		"no outlines": {``, nil},
	} {
		t.Run(sentence, func(t *testing.T) {
			got := parse(t, list(c.outlines))
			if diff := cmp.Diff(Document{Title: "Sources", Outlines: c.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseReadsEveryVersion(t *testing.T) {
	for _, version := range []string{"1.0", "1.1", "2.0", ""} {
		file := `<opml version="` + version + `"><body><outline text="Oland" xmlUrl="https://oland.example/rss"/></body></opml>`
		if got := parse(t, file); len(got.Outlines) != 1 {
			t.Errorf("version %q: %d feeds", version, len(got.Outlines))
		}
	}
}

func TestParseReadsEveryEncoding(t *testing.T) {
	const declared = `<?xml version="1.0" encoding="%s"?>`
	const file = `<opml version="2.0"><head><title>Œuvre de Zoë</title></head><body><outline text="Zoë" xmlUrl="https://oland.example/rss"/></body></opml>`
	encode := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	latin := strings.Replace(file, "Œ", "", 1) // which Latin-1 does not have
	for sentence, c := range map[string]struct{ file, title string }{
		"UTF-8 without a declaration":        {file, "Œuvre de Zoë"},
		"UTF-8 behind a byte order mark":     {"\ufeff" + fmt.Sprintf(declared, "utf-8") + file, "Œuvre de Zoë"},
		"UTF-8 that declares Latin-1":        {fmt.Sprintf(declared, "ISO-8859-1") + file, "Œuvre de Zoë"},
		"Latin-1":                            {encode(charmap.ISO8859_1, fmt.Sprintf(declared, "ISO-8859-1")+latin), "uvre de Zoë"},
		"Windows-1252":                       {encode(charmap.Windows1252, fmt.Sprintf(declared, "windows-1252")+file), "Œuvre de Zoë"},
		"Windows-1252 without a declaration": {encode(charmap.Windows1252, file), "Œuvre de Zoë"},
		"UTF-16, little end first": {
			encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), fmt.Sprintf(declared, "utf-16")+file), "Œuvre de Zoë"},
		"UTF-16, big end first, no mark": {
			encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), fmt.Sprintf(declared, "UTF-16")+file), "Œuvre de Zoë"},
	} {
		t.Run(sentence, func(t *testing.T) {
			want := Document{Title: c.title, Outlines: []Outline{{Title: "Zoë", URL: "https://oland.example/rss"}}}
			if diff := cmp.Diff(want, parse(t, c.file)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseSaysWhatIsNoListOfFeeds(t *testing.T) {
	const feed = `<outline xmlUrl="https://oland.example/rss"/>`
	for sentence, c := range map[string]struct{ file, want string }{
		"nothing":            {"", errEmpty.Sentence},
		"only white space":   {" \n", errEmpty.Sentence},
		"a web page":         {"<!DOCTYPE html><html><body><p>Hello<br></body></html>", errPage.Sentence},
		"an RSS feed":        {`<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, errFeed.Sentence},
		"an Atom feed":       {`<feed xmlns="http://www.w3.org/2005/Atom"/>`, errFeed.Sentence},
		"an RDF feed":        {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`, errFeed.Sentence},
		"a JSON file":        {`{"version":"https://jsonfeed.org/version/1.1"}`, errOther.Sentence},
		"plain text":         {"https://oland.example/rss\n", errOther.Sentence},
		"other XML":          {"<svg/>", errOther.Sentence},
		"a torn start":       {"<opml", errOther.Sentence},
		"a torn end":         {strings.TrimSuffix(list(feed), "</body></opml>"), damaged(nil).(*news.Fault).Sentence},
		"too many outlines":  {list(strings.Repeat(feed, MaxOutlines+1)), errTooMany.Sentence},
		"too many folders":   {list(strings.Repeat(`<outline text="a"/>`, MaxOutlines+1)), errTooMany.Sentence},
		"folders too deep":   {list(strings.Repeat(`<outline text="a">`, MaxDepth+1)), errTooDeep.Sentence},
		"more than 10 MB":    {list(strings.Repeat(" ", MaxBytes)), errTooLarge.Sentence},
		"an end too many":    {list("</outline>" + feed), damaged(nil).(*news.Fault).Sentence},
		"an end of sections": {"</opml>", errOther.Sentence},
	} {
		t.Run(sentence, func(t *testing.T) {
			_, err := Parse(strings.NewReader(c.file))
			if got := news.Explain(err, "no fault"); got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
		})
	}
}

func TestParseGoesToItsBounds(t *testing.T) {
	deep := strings.Repeat(`<outline text="a">`, MaxDepth-1) + `<outline xmlUrl="https://oland.example/rss"/>` + strings.Repeat("</outline>", MaxDepth-1)
	if got := parse(t, list(deep)); len(got.Outlines[0].Folders) != MaxDepth-1 {
		t.Errorf("%d folders", len(got.Outlines[0].Folders))
	}
	if got := parse(t, list(strings.Repeat(`<outline xmlUrl="https://oland.example/rss"/>`, MaxOutlines))); len(got.Outlines) != MaxOutlines {
		t.Errorf("%d feeds", len(got.Outlines))
	}
}

// The bomb would be some 10^9 characters, were its entities expanded
// (https://en.wikipedia.org/wiki/Billion_laughs_attack).
func TestParseLeavesEntitiesOfTheFileAlone(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString(`<!DOCTYPE opml [<!ENTITY l0 "ha">`)
	for level := 1; level < 10; level++ {
		fmt.Fprintf(&bomb, `<!ENTITY l%d "%s">`, level, strings.Repeat(fmt.Sprintf("&l%d;", level-1), 10))
	}
	bomb.WriteString(`<!ENTITY file SYSTEM "file:///etc/hostname">]>`)
	bomb.WriteString(`<opml version="2.0"><body><outline text="&l9; &file;" xmlUrl="https://oland.example/rss"/></body></opml>`)
	want := []Outline{{Title: "&l9; &file;", URL: "https://oland.example/rss"}}
	if diff := cmp.Diff(want, parse(t, bomb.String()).Outlines); diff != "" {
		t.Error(diff)
	}
}

func TestParseReportsWhatFailedToBeRead(t *testing.T) {
	_, err := Parse(brokenReader{})
	if got := news.Explain(err, "no fault"); err == nil || got != "no fault" {
		t.Errorf("got %v", err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, fmt.Errorf("disk on fire") }
