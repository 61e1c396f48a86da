package opml

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/ingest"
)

func write(t interface{ Fatal(...any) }, document Document) []byte {
	var out bytes.Buffer
	if err := document.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteMakesTheFileOthersRead(t *testing.T) {
	got := write(t, Document{Title: "Desk & friends", Outlines: []Outline{
		{Title: "Vastria Times", URL: "https://vastria.example/feed?a=1&b=2", Home: "https://vastria.example/", Language: "en"},
		{Title: `"Oland" daily`, URL: "https://oland.example/rss", Folders: []string{"World", "North"}, Status: "unverified", From: "https://lists.example/opml"},
		{Title: "Oland trade", URL: "https://oland.example/trade", Folders: []string{"World", "North"}},
		{URL: "https://brandt.example/feed", Folders: []string{"World"}, Description: "By Ana Brandt <desk>"},
	}})
	golden := filepath.Join("testdata", "written.opml")
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// text is what an attribute holds after it was read: folded.
var text = rapid.Custom(func(t *rapid.T) string {
	return ingest.FoldSpace(string(ingest.Decode([]byte(rapid.String().Draw(t, "text")), "")))
})

var outlines = rapid.Custom(func(t *rapid.T) Outline {
	named := text.Filter(func(s string) bool { return s != "" })
	folder := rapid.OneOf(rapid.SampledFrom([]string{"World", "North"}), named)
	folders := rapid.SliceOfN(folder, 0, MaxDepth-1).Draw(t, "folders")
	if len(folders) == 0 {
		folders = nil
	}
	return Outline{
		Title: text.Draw(t, "title"), URL: named.Draw(t, "url"), Home: text.Draw(t, "home"),
		Description: text.Draw(t, "description"), Language: text.Draw(t, "language"),
		Status: text.Draw(t, "status"), From: text.Draw(t, "from"), Folders: folders,
	}
})

func TestWhatWasWrittenIsReadBackEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		document := Document{Title: text.Draw(t, "title")}
		if list := rapid.SliceOfN(outlines, 0, 20).Draw(t, "outlines"); len(list) > 0 {
			document.Outlines = list
		}
		got, err := Parse(bytes.NewReader(write(t, document)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(document, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWriteRefusesWhatWouldNotBeReadBack(t *testing.T) {
	const address = "https://oland.example/rss"
	for sentence, outlines := range map[string][]Outline{
		"no address":              {{Title: "Oland"}},
		"a folder without a name": {{URL: address, Folders: []string{"World", ""}}},
		"folders too deep":        {{URL: address, Folders: strings.Split(strings.Repeat("a", MaxDepth), "")}},
		"too many feeds":          make([]Outline, MaxOutlines+1),
	} {
		t.Run(sentence, func(t *testing.T) {
			var out bytes.Buffer
			if err := (Document{Outlines: outlines}).Write(&out); err == nil {
				t.Error("written")
			}
			if out.Len() > 0 {
				t.Errorf("wrote %q", out.String())
			}
		})
	}
}

var errFull = errors.New("disk full")

// narrow is a writer that has room for a number of bytes.
type narrow struct{ room int }

func (n *narrow) Write(p []byte) (int, error) {
	if n.room -= len(p); n.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteReportsAFullDisk(t *testing.T) {
	document := Document{Outlines: []Outline{{URL: "https://oland.example/rss"}}}
	for _, room := range []int{0, 50} {
		if err := document.Write(&narrow{room}); !errors.Is(err, errFull) {
			t.Errorf("room for %d bytes: got %v", room, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(list(`<outline text="World"><outline text="Oland" xmlUrl="https://oland.example/rss"/></outline>`)))
	f.Add([]byte(`<opml><body><outline xmlurl="a"><outline xmlUrl="b"></outline></body></opml>`))
	f.Add([]byte("\xff\xfe<\x00o\x00p\x00m\x00l\x00/\x00>\x00"))
	f.Add([]byte(`<!DOCTYPE opml [<!ENTITY a "b">]><opml><outline text="&a;" xmlUrl="c"/></opml>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		document, err := Parse(bytes.NewReader(file))
		if err != nil {
			return
		}
		again, err := Parse(bytes.NewReader(write(t, document)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(document, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
