package samplenews

import (
	"strings"
	"testing"
	"time"
)

const pieceFile = "pieces/2024-03-01-a-vote.md"

// piece is a well-formed file.
func piece(outlet, published string) string {
	return "---\ntitle: A vote: the result\noutlet: " + outlet +
		"\nauthor: A. Writer\npublished: " + published + "\n---\n\nOne.\n\nTwo.\n"
}

func TestParsePiece(t *testing.T) {
	good := piece("Sample Wire", "2024-03-01T23:30:00-05:00")
	t.Run("reads the front matter and the text", func(t *testing.T) {
		got, err := parsePiece(pieceFile, []byte(good))
		if err != nil {
			t.Fatal(err)
		}
		want := Piece{
			Slug: "a-vote", Title: "A vote: the result", Outlet: "Sample Wire", Author: "A. Writer",
			Text: "One.\n\nTwo.", Path: "/wire/2024/03/01/a-vote", Published: got.Published,
		}
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if !got.Published.Equal(time.Date(2024, 3, 2, 4, 30, 0, 0, time.UTC)) {
			t.Errorf("published %s", got.Published)
		}
	})
	t.Run("reads an update and an event", func(t *testing.T) {
		text := strings.Replace(good, "author:", "updated: 2024-03-02T08:00:00Z\nevent: the-vote\nauthor:", 1)
		got, err := parsePiece(pieceFile, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got.Event != "the-vote" || !got.Modified().Equal(time.Date(2024, 3, 2, 8, 0, 0, 0, time.UTC)) {
			t.Errorf("got %+v", got)
		}
	})

	for name, c := range map[string]struct{ file, old, new, want string }{
		"refuses a file without a date in its name":  {file: "pieces/a-vote.md", want: "pieces/a-vote.md: the file is not named"},
		"refuses a day that differs from the name":   {file: "pieces/2024-03-02-a-vote.md", want: ":5: published on 2024-03-01"},
		"refuses a missing fence at the start":       {old: "---\ntitle", new: "title", want: ":1: the front matter does not start"},
		"refuses a missing fence at the end":         {old: "---\n\nOne.\n\nTwo.\n", new: "", want: "does not end with"},
		"refuses an unknown key":                     {old: "author:", new: "byline:", want: `:4: "byline" is not a key`},
		"refuses a key given twice":                  {old: "author:", new: "title: Again\nauthor:", want: `:4: "title" is given twice`},
		"refuses an empty value":                     {old: "A. Writer", new: "", want: `:4: the line is not "key: value"`},
		"refuses a missing author":                   {old: "author: A. Writer\n", new: "", want: `"author" is missing`},
		"refuses a time without a zone":              {old: "-05:00", new: "", want: ":5: parsing time"},
		"refuses an update before the publication":   {old: "---\n\n", new: "updated: 2024-01-01T00:00:00Z\n---\n\n", want: ":6: updated before"},
		"refuses an event with blanks":               {old: "---\n\n", new: "event: The vote\n---\n\n", want: ":6: an event is written"},
		"refuses text right under the fence":         {old: "---\n\nOne", new: "---\nOne", want: ":7: a blank line must stand"},
		"refuses a paragraph of two lines":           {old: "One.\n", new: "One.\nMore.\n", want: ":9: a blank line must stand"},
		"refuses two blank lines":                    {old: "One.\n\n", new: "One.\n\n\n", want: ":10: a paragraph was expected"},
		"refuses white space at the end of a line":   {old: "One.\n", new: "One. \n", want: ":8: the line begins or ends"},
		"refuses lines that end as on Windows":       {old: "One.\n", new: "One.\r\n", want: ":8: the line begins or ends"},
		"refuses a piece without text":               {old: "\n\nOne.\n\nTwo.\n", new: "\n", want: "does not end with a paragraph"},
		"refuses text that is not UTF-8":             {old: "One.", new: "\xff", want: "not UTF-8"},
		"refuses an outlet that it does not know of": {old: "Sample Wire", new: "The Wire", want: `:3: there is no outlet "The Wire"`},
	} {
		t.Run(name, func(t *testing.T) {
			file := pieceFile
			if c.file != "" {
				file = c.file
			}
			_, err := parsePiece(file, []byte(strings.Replace(good, c.old, c.new, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzParsePiece(f *testing.F) {
	f.Add([]byte(piece("Sample Wire", "2024-03-01T10:00:00Z")))
	f.Add([]byte(piece("The Sample Courier", "2024-03-01T10:00:00Z") + "\n"))
	f.Add([]byte("---\n---\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := parsePiece(pieceFile, content)
		if err != nil {
			if !strings.HasPrefix(err.Error(), pieceFile) {
				t.Errorf("the error does not name the file: %v", err)
			}
			return
		}
		if got.Title == "" || got.Author == "" || got.Text == "" || got.Published.IsZero() {
			t.Errorf("an incomplete piece was let through: %+v", got)
		}
		if !strings.Contains(string(content), got.Text) {
			t.Errorf("the text %q does not stand in the file", got.Text)
		}
	})
}
