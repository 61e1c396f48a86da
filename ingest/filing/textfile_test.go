package filing

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"attache/internal/newstest"
	"attache/news"
)

// about describes a file that says nothing of itself.
func about(t *testing.T, name string) TextFile {
	t.Helper()
	published, err := news.ParseMoment("2031-03-06")
	if err != nil {
		t.Fatal(err)
	}
	return TextFile{Name: name, Title: "Canal talks", Outlet: "The Lakeside Post", Published: published}
}

// savedPage is an HTML file as a browser saves it.
func savedPage(head string) string {
	return "<html><head>" + head + "</head><body><article><h1>Canal talks</h1><p>" +
		strings.Join(newstest.Report(4), "</p><p>") + "</p></article></body></html>"
}

func TestReadText(t *testing.T) {
	for _, name := range []string{"canal.txt", "CANAL.TXT", "canal.md", "canal"} {
		t.Run("takes "+name+" as it stands", func(t *testing.T) {
			a, err := ReadText(strings.NewReader("The lock is open.\n\nNobody came."), about(t, name))
			if err != nil {
				t.Fatal(err)
			}
			if a.URL != name || a.Title != "Canal talks" || a.Outlet != "The Lakeside Post" ||
				a.Published.String() != "2031-03-06" || a.Text != "The lock is open.\n\nNobody came." {
				t.Errorf("%+v", a)
			}
		})
	}
	for _, name := range []string{"canal.html", "canal.HTM"} {
		t.Run("extracts "+name, func(t *testing.T) {
			a, err := ReadText(strings.NewReader(savedPage("")), about(t, name))
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.Join(newstest.Report(4), "\n\n"); a.Text != want || a.URL != name {
				t.Errorf("%q of %s, want %q", a.Text, a.URL, want)
			}
		})
	}
	t.Run("files the text under its canonical address", func(t *testing.T) {
		for _, name := range []string{"canal.txt", "canal.html"} {
			file := about(t, name)
			file.URL = "HTTPS://Lakeside.example/canal?utm_source=mail#top"
			a, err := ReadText(strings.NewReader(savedPage("")), file)
			if err != nil {
				t.Fatal(err)
			}
			if a.URL != "https://lakeside.example/canal" {
				t.Errorf("%s is filed under %s", name, a.URL)
			}
		}
	})
	t.Run("lets a page speak for itself", func(t *testing.T) {
		page := savedPage(`<meta property="og:title" content="Canal talks"><meta property="og:site_name" content="Northern Wire">` +
			`<meta property="article:published_time" content="2031-03-04T09:30:00Z">`)
		a, err := ReadText(strings.NewReader(page), TextFile{Name: "canal.html"})
		if err != nil {
			t.Fatal(err)
		}
		if a.Title != "Canal talks" || a.Outlet != "Northern Wire" || a.Published.String() != "2031-03-04T09:30:00Z" {
			t.Errorf("%+v", a)
		}
		file := about(t, "canal.html")
		file.Title = "As I call it"
		if a, err = ReadText(strings.NewReader(page), file); err != nil {
			t.Fatal(err)
		}
		if a.Title != file.Title || a.Outlet != file.Outlet || a.Published != file.Published {
			t.Errorf("what was said about the file did not come first: %+v", a)
		}
	})
}

func TestReadTextRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text, says string
		file       TextFile
	}{
		"a file that nothing is said about":    {"Words.", "give --title, --outlet, --published", TextFile{Name: "a.txt"}},
		"a file of which one thing is missing": {"Words.", "give --outlet.", TextFile{Name: "a.txt", Title: "T", Published: about(t, "").Published}},
		"a page that does not name its outlet": {savedPage("<title>Canal talks</title>"), "give --outlet, --published", TextFile{Name: "a.html"}},
		"an empty file":                        {"", "holds no text", about(t, "a.txt")},
		"a file of white space":                {" \n\t", "holds no text", about(t, "a.md")},
		"a page without an article":            {"<html><body>Hello</body></html>", "", about(t, "a.html")},
		"a file that is too large":             {strings.Repeat("word ", maxTextFile/5+1), "larger than 10 MB", about(t, "a.txt")},
		"an address that is none, of a text":   {"Words.", "http", TextFile{Name: "a.txt", URL: "lakeside"}},
		"an address that is none, of a page":   {savedPage(""), "http", TextFile{Name: "a.html", URL: "ftp://lakeside.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadText(strings.NewReader(c.text), c.file)
			newstest.WantSentence(t, err, c.says)
			if news.Explain(err, "") == "" {
				t.Errorf("no sentence for the reader: %v", err)
			}
		})
	}
	t.Run("a file that cannot be read", func(t *testing.T) {
		broken := errors.New("the disk is broken")
		if _, err := ReadText(iotest.ErrReader(broken), about(t, "a.txt")); !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
	})
}
