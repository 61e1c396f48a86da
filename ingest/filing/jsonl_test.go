package filing

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"attache/news"
)

// readAll reads rows and the sentences about lines that are none.
func readAll(t *testing.T, file string) (rows []Row, problems []string) {
	t.Helper()
	for row, err := range ReadJSONL(strings.NewReader(file)) {
		if err != nil {
			problems = append(problems, news.Explain(err, "not a fault: "+err.Error()))
			continue
		}
		rows = append(rows, row)
	}
	return rows, problems
}

func TestReadJSONL(t *testing.T) {
	t.Parallel()
	const good = `{"url":"https://wire.example/1?utm_source=x","title":"T","text":"Words.","published":"2031-03-04","authors":["A","B"],"source":"Wire"}`
	t.Run("reads every field", func(t *testing.T) {
		rows, problems := readAll(t, good)
		if len(problems) > 0 || len(rows) != 1 {
			t.Fatalf("%v %v", rows, problems)
		}
		a := rows[0].Article
		if a.URL != "https://wire.example/1" || rows[0].DocID != "https://wire.example/1?utm_source=x" || a.Outlet != "Wire" ||
			len(a.Authors) != 2 || a.Published.String() != "2031-03-04" || !a.Seen.IsZero() {
			t.Errorf("%+v", rows[0])
		}
	})
	t.Run("takes a number for doc_id and one name for authors", func(t *testing.T) {
		rows, _ := readAll(t, `{"doc_id":7,"text":"Words.","authors":"A. Reporter"}`)
		if len(rows) != 1 || rows[0].DocID != "7" || rows[0].Article.URL != "7" || rows[0].Article.Title != "" || rows[0].Article.Authors[0] != "A. Reporter" {
			t.Errorf("%+v", rows)
		}
	})
	t.Run("names a bad line by its number and goes on", func(t *testing.T) {
		rows, problems := readAll(t, good+"\n{\n\n[1]\n"+`{"url":"https://x.example"}`+"\n"+`{"text":"Words."}`+"\n"+
			`{"url":"https://x.example","text":"Words.","published":"soon"}`+"\n"+`{"url":5,"text":"x"}`+"\n"+good)
		if len(rows) != 2 || rows[1].Line != 9 {
			t.Errorf("rows %+v", rows)
		}
		for i, want := range []string{"Line 2 ", "Line 4 ", "Line 5 ", "Line 6 ", "Line 7 ", "Line 8 "} {
			if i >= len(problems) || !strings.HasPrefix(problems[i], want) {
				t.Fatalf("problems %q", problems)
			}
		}
	})
	t.Run("passes over a line that is too long", func(t *testing.T) {
		rows, problems := readAll(t, `{"text":"`+strings.Repeat("x", maxLine)+"\"}\n"+good)
		if len(rows) != 1 || len(problems) != 1 || !strings.Contains(problems[0], "longer than") {
			t.Errorf("%d rows, %q", len(rows), problems)
		}
	})
	t.Run("takes a byte order mark, CRLF and no last line end", func(t *testing.T) {
		rows, problems := readAll(t, "\xef\xbb\xbf"+good+"\r\n\r\n"+good)
		if len(rows) != 2 || len(problems) != 0 {
			t.Errorf("%d rows, %q", len(rows), problems)
		}
	})
	t.Run("reads a line that is just not too long", func(t *testing.T) {
		_, problems := readAll(t, strings.Repeat("x", maxLine-1)+"\n")
		if len(problems) != 1 || !strings.Contains(problems[0], "JSON is malformed") {
			t.Errorf("%q", problems)
		}
	})
	t.Run("reads times with and without a zone", func(t *testing.T) {
		for when, want := range map[string]string{
			"2031-03-04": "2031-03-04T00:00:00Z", "2031-03-04T10:00:00+05:30": "2031-03-04T04:30:00Z", "2031-03-04 10:00": "2031-03-04T10:00:00Z",
		} {
			rows, problems := readAll(t, `{"url":"u","text":"x","when_seen":"`+when+`"}`)
			if len(problems) > 0 || rows[0].Article.Seen.Format(time.RFC3339) != want {
				t.Errorf("%s: %+v %q", when, rows, problems)
			}
		}
	})
	t.Run("ends with the error of what it reads from", func(t *testing.T) {
		broken := errors.New("the disk is broken")
		var last error
		lines := 0
		for _, err := range ReadJSONL(io.MultiReader(strings.NewReader(good+"\n"), iotest.ErrReader(broken))) {
			lines, last = lines+1, err
		}
		if lines != 2 || !errors.Is(last, broken) {
			t.Errorf("%d lines, then %v", lines, last)
		}
	})
	t.Run("finds nothing in an empty file", func(t *testing.T) {
		if rows, problems := readAll(t, ""); len(rows)+len(problems) != 0 {
			t.Errorf("%v %v", rows, problems)
		}
	})
}

func TestABadLineIsExplained(t *testing.T) {
	for line, want := range map[string]string{
		`{"url":"u","text":`:                              "JSON is malformed",
		`[]`:                                              "a JSON array, where an object is expected",
		`{"url":5,"text":"x"}`:                            `"url" is a JSON number`,
		`{"doc_id":true,"text":"x"}`:                      `"doc_id" is a JSON bool`,
		`{"url":"u","text":"x","authors":[7]}`:            `"authors" is a JSON number`,
		`{"text":"x"}`:                                    `neither "url" nor "doc_id"`,
		`{"url":"u","text":" \n"}`:                        `"text" is missing or empty`,
		`{"url":"u","text":"\u0000"}`:                     `"text" is missing or empty`,
		`{"url":"u","text":"x","published":"soon"}`:       `"published": "soon" is not a time`,
		`{"url":"u","text":"x","published":"2031-02-30"}`: `"published": "2031-02-30" is not a time`,
		`{"url":"u","text":"x","when_seen":"2031-02-03T25:00:00Z"}`: `"when_seen": "2031-02-03T25:00:00Z" is not a time`,
	} {
		if _, problems := readAll(t, line); len(problems) != 1 || !strings.Contains(problems[0], want) {
			t.Errorf("%s: %q does not speak of %q", line, problems, want)
		}
	}
}

func FuzzReadJSONL(f *testing.F) {
	f.Add(`{"url":"https://x.example","text":"a"}` + "\n{")
	f.Add("\xef\xbb\xbf\x00\n[]")
	f.Fuzz(func(t *testing.T, file string) {
		for row, err := range ReadJSONL(strings.NewReader(file)) {
			if err == nil && (row.Article.URL == "" || strings.TrimSpace(row.Article.Text) == "" || row.Line < 1) {
				t.Errorf("%+v", row)
			}
		}
	})
}
