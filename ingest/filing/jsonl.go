package filing

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"attache/ingest"
	"attache/news"
)

// maxLine bounds one line of a JSONL file, in bytes.
const maxLine = 16 << 20

// Row is one line of an import file.
type Row struct {
	// Line is its number in the file, from 1.
	Line int
	// DocID is the row's own identifier; its URL where it names none.
	DocID string
	// Article is what the row says, with the row's identifier for a URL
	// where it has none.
	Article news.Article
}

// jsonRow is the wire form of a Row.
type jsonRow struct {
	DocID     flexible   `json:"doc_id"`
	URL       string     `json:"url"`
	Title     string     `json:"title"`
	Text      string     `json:"text"`
	Published string     `json:"published"`
	Authors   authorList `json:"authors"`
	Source    string     `json:"source"`
	Language  string     `json:"language"`
	WhenSeen  string     `json:"when_seen"`
}

// flexible is a string that may be written as a number.
type flexible string

// UnmarshalJSON takes a JSON string or number.
func (f *flexible) UnmarshalJSON(data []byte) error {
	var number json.Number
	if err := json.Unmarshal(data, &number); err == nil {
		*f = flexible(number)
		return nil
	}
	return json.Unmarshal(data, (*string)(f))
}

// authorList is a list of names that may be written as one name.
type authorList []string

// UnmarshalJSON takes a JSON array of strings, or a string.
func (l *authorList) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		if one = strings.TrimSpace(one); one != "" {
			*l = authorList{one}
		}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(l))
}

// ReadJSONL yields the rows of an import file. A line that is no article
// comes with a *news.Fault that names it, and reading goes on after it; any
// other error ends the reading. Empty lines are passed over.
func ReadJSONL(r io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		reader := bufio.NewReaderSize(r, 1<<16)
		for number := 1; ; number++ {
			line, tooLong, err := readLine(reader)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Row{Line: number}, fmt.Errorf("reading line %d: %w", number, err))
				return
			}
			line = bytes.TrimSpace(line)
			if number == 1 {
				line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
			}
			if len(line) > 0 || tooLong {
				row, fault := parseRow(line, tooLong)
				row.Line = number
				if fault != nil {
					fault = &news.Fault{Sentence: fmt.Sprintf("Line %d is not an article: %s.", number, fault)}
				}
				if !yield(row, fault) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// readLine reads up to a line end. Of a line longer than maxLine the rest
// is read and thrown away.
func readLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			line, tooLong = nil, true
		}
		if !tooLong {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}

func parseRow(line []byte, tooLong bool) (Row, error) {
	if tooLong {
		return Row{}, fmt.Errorf("it is longer than %d MB", maxLine>>20)
	}
	var wire jsonRow
	if err := json.Unmarshal(line, &wire); err != nil {
		return Row{}, plainJSONError(err)
	}
	return wire.row()
}

// plainJSONError says what is wrong with a line in words.
func plainJSONError(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if e.Field == "" {
			return fmt.Errorf("it is a JSON %s, where an object is expected", e.Value)
		}
		return fmt.Errorf("%q is a JSON %s", e.Field, e.Value)
	}
	return fmt.Errorf("its JSON is malformed (%w)", err)
}

func (w jsonRow) row() (Row, error) {
	row := Row{
		DocID: string(w.DocID),
		Article: news.Article{
			URL: strings.TrimSpace(w.URL), Title: w.Title, Outlet: w.Source,
			Authors: w.Authors, Language: w.Language, Text: w.Text,
		},
	}
	a := &row.Article
	switch {
	case a.URL == "" && row.DocID == "":
		return Row{}, errors.New(`it has neither "url" nor "doc_id"`)
	case strings.TrimSpace(clean(w.Text)) == "":
		return Row{}, errors.New(`its "text" is missing or empty`)
	case a.URL == "":
		a.URL = row.DocID
	default:
		// Addresses that cannot be made canonical serve as they are.
		if canonical, err := ingest.CanonicalURL(a.URL); err == nil {
			a.URL = canonical
		}
	}
	if row.DocID == "" {
		row.DocID = strings.TrimSpace(w.URL)
	}
	var err error
	if w.Published != "" {
		if a.Published, err = news.ParseMoment(w.Published); err != nil {
			return Row{}, fmt.Errorf(`"published": %w`, err)
		}
	}
	if w.WhenSeen != "" {
		seen, err := news.ParseMoment(w.WhenSeen)
		if err != nil {
			return Row{}, fmt.Errorf(`"when_seen": %w`, err)
		}
		a.Seen = seen.Time
	}
	return row, nil
}
