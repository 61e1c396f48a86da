package samplenews

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// fence stands alone on the line before and the line after the front matter.
const fence = "---"

// frontKeys are the keys a front matter may hold; those in requiredKeys it must.
var (
	frontKeys    = []string{"title", "outlet", "author", "published", "updated", "event"}
	requiredKeys = []string{"title", "outlet", "author", "published"}
)

// fileName is "2006-01-02-slug.md", the slug in lower case.
var fileName = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md$`)

// eventKey is a slug too.
var eventKey = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// field is a value of the front matter with its line.
type field struct {
	value string
	line  int
}

// parsePiece reads one piece: a front matter of "key: value" lines between
// two fences, a blank line, and the text. Nothing is guessed: an unknown,
// doubled, empty or missing key, a day that differs from the file's name
// and a stray blank are errors of the form "file:line: what is wrong".
func parsePiece(file string, content []byte) (Piece, error) {
	name := fileName.FindStringSubmatch(path.Base(file))
	if name == nil {
		return Piece{}, fmt.Errorf("%s: the file is not named like 2006-01-02-some-words.md", file)
	}
	if !utf8.Valid(content) {
		return Piece{}, fmt.Errorf("%s: the text is not UTF-8", file)
	}
	lines := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	front, bodyAt, err := parseFront(file, lines)
	if err != nil {
		return Piece{}, err
	}
	piece := Piece{
		Slug:   name[2],
		Title:  front["title"].value,
		Outlet: front["outlet"].value,
		Author: front["author"].value,
		Event:  front["event"].value,
	}
	if err := piece.setTimes(file, name[1], front); err != nil {
		return Piece{}, err
	}
	outlet, ok := outletNamed(piece.Outlet)
	if !ok {
		return Piece{}, lineError(file, front["outlet"].line, fmt.Errorf("there is no outlet %q", piece.Outlet))
	}
	if piece.Event != "" && !eventKey.MatchString(piece.Event) {
		return Piece{}, lineError(file, front["event"].line, errors.New("an event is written in-lower-case-words"))
	}
	piece.Path = outlet.homePath() + piece.Published.Format("2006/01/02/") + piece.Slug
	piece.Text, err = parseBody(file, lines, bodyAt)
	return piece, err
}

// setTimes fills in when the piece was published and updated. The day of
// publication, in the zone it was written in, is the day in the file's name.
func (p *Piece) setTimes(file, day string, front map[string]field) error {
	var err error
	published, updated := front["published"], front["updated"]
	if p.Published, err = time.Parse(time.RFC3339, published.value); err != nil {
		return lineError(file, published.line, err)
	}
	if got := p.Published.Format(time.DateOnly); got != day {
		return lineError(file, published.line, fmt.Errorf("published on %s, but the file's name says %s", got, day))
	}
	if updated.value == "" {
		return nil
	}
	if p.Updated, err = time.Parse(time.RFC3339, updated.value); err != nil {
		return lineError(file, updated.line, err)
	}
	if p.Updated.Before(p.Published) {
		return lineError(file, updated.line, errors.New("updated before it was published"))
	}
	return nil
}

// parseFront reads the front matter and gives the index of the body's
// first line.
func parseFront(file string, lines []string) (map[string]field, int, error) {
	if lines[0] != fence {
		return nil, 0, lineError(file, 1, fmt.Errorf("the front matter does not start with %q", fence))
	}
	front := make(map[string]field, len(frontKeys))
	for i, line := range lines[1:] {
		number := i + 2
		if line == fence {
			return front, number, checkComplete(file, number, front)
		}
		key, value, ok := strings.Cut(line, ": ")
		switch {
		case !ok || strings.TrimSpace(value) != value || value == "":
			return nil, 0, lineError(file, number, errors.New(`the line is not "key: value"`))
		case !slices.Contains(frontKeys, key):
			return nil, 0, lineError(file, number, fmt.Errorf("%q is not a key of the front matter", key))
		case front[key].line != 0:
			return nil, 0, lineError(file, number, fmt.Errorf("%q is given twice", key))
		}
		front[key] = field{value: value, line: number}
	}
	return nil, 0, lineError(file, len(lines), fmt.Errorf("the front matter does not end with %q", fence))
}

func checkComplete(file string, line int, front map[string]field) error {
	for _, key := range requiredKeys {
		if front[key].line == 0 {
			return lineError(file, line, fmt.Errorf("%q is missing from the front matter", key))
		}
	}
	return nil
}

// parseBody joins the lines from index at on. Every paragraph is one line,
// parted from the next by exactly one blank line.
func parseBody(file string, lines []string, at int) (string, error) {
	for i, line := range lines[at:] {
		blankDue := i%2 == 0
		switch {
		case blankDue && line != "":
			return "", lineError(file, at+i+1, errors.New("a blank line must stand before each paragraph"))
		case !blankDue && line == "":
			return "", lineError(file, at+i+1, errors.New("a paragraph was expected"))
		case strings.TrimSpace(line) != line:
			return "", lineError(file, at+i+1, errors.New("the line begins or ends with white space"))
		}
	}
	if body := len(lines) - at; body == 0 || body%2 != 0 {
		return "", lineError(file, len(lines), errors.New("the file does not end with a paragraph"))
	}
	return strings.Join(lines[at+1:], "\n"), nil
}

func lineError(file string, line int, err error) error {
	return fmt.Errorf("%s:%d: %w", file, line, err)
}
