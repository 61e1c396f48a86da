package samplenews

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

// readAll gives the built-in pieces.
func readAll(t *testing.T) []Piece {
	t.Helper()
	pieces, err := Pieces()
	if err != nil {
		t.Fatal(err)
	}
	return pieces
}

func TestEveryPieceIsSound(t *testing.T) {
	pieces := readAll(t)
	from := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	until := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	stray := regexp.MustCompile("\u00a0|\u200b|\ufffd|[\t\r]|  |\n\n\n|[“”‘’—]| ,| \\.$")
	for _, piece := range pieces {
		t.Run(piece.Slug, func(t *testing.T) {
			if words := len(strings.Fields(piece.Text)); words < 130 || words > 320 {
				t.Errorf("it has %d words, not 130 to 320", words)
			}
			if piece.Published.Before(from) || !piece.Published.Before(until) {
				t.Errorf("it is dated %s", piece.Published)
			}
			for _, text := range []string{piece.Title, piece.Author, piece.Text} {
				if !utf8.ValidString(text) || strings.TrimSpace(text) != text {
					t.Errorf("%q is not clean UTF-8", text)
				}
				if found := stray.FindString(text); found != "" {
					t.Errorf("it holds %q", found)
				}
			}
			for _, paragraph := range piece.Paragraphs() {
				if !strings.HasSuffix(paragraph, ".") && !strings.HasSuffix(paragraph, `".`) {
					t.Errorf("a paragraph does not end with a sentence: %q", paragraph)
				}
				if strings.Count(paragraph, `"`)%2 != 0 {
					t.Errorf("a quotation is left open: %q", paragraph)
				}
			}
			if len(piece.Paragraphs()) < 4 {
				t.Errorf("it has %d paragraphs", len(piece.Paragraphs()))
			}
		})
	}
}

// A wrong weekday is the commonest slip in a dated text.
func TestWeekdaysBesideADateAreRight(t *testing.T) {
	beside := regexp.MustCompile(`(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (\d{1,2} [A-Z][a-z]+)(?: (\d{4}))?`)
	for _, piece := range readAll(t) {
		for _, found := range beside.FindAllStringSubmatch(piece.Text, -1) {
			year := found[3]
			if year == "" {
				year = piece.Published.Format("2006")
			}
			date, err := time.Parse("2 January 2006", found[2]+" "+year)
			if err != nil {
				t.Errorf("%s: %v", piece.Slug, err)
				continue
			}
			if got := date.Weekday().String(); got != found[1]+"day" {
				t.Errorf("%s: %s was a %s", piece.Slug, found[0], got)
			}
		}
	}
}

func TestTheSampleIsLargeAndVaried(t *testing.T) {
	pieces := readAll(t)
	if len(pieces) < 40 {
		t.Errorf("there are %d pieces, fewer than 40", len(pieces))
	}
	slugs, paths, titles := map[string]bool{}, map[string]bool{}, map[string]bool{}
	events, outlets := map[string][]Piece{}, map[string]int{}
	for _, piece := range pieces {
		if slugs[piece.Slug] || paths[piece.Path] || titles[piece.Title] {
			t.Errorf("%s, its path or its title is used twice", piece.Slug)
		}
		slugs[piece.Slug], paths[piece.Path], titles[piece.Title] = true, true, true
		outlets[piece.Outlet]++
		if piece.Event != "" {
			events[piece.Event] = append(events[piece.Event], piece)
		}
	}
	if len(events) < 10 {
		t.Errorf("%d events are told by several outlets, fewer than 10", len(events))
	}
	for event, told := range events {
		checkEvent(t, event, told)
	}
	for _, outlet := range Outlets() {
		if !strings.Contains(outlet.Name, "Sample") {
			t.Errorf("%s is not marked as a sample", outlet.Name)
		}
		if outlets[outlet.Name] < 10 {
			t.Errorf("%s has %d pieces", outlet.Name, outlets[outlet.Name])
		}
	}
}

// checkEvent wants at least two outlets, within three days, in words of
// their own: no run of eight words in common.
func checkEvent(t *testing.T, event string, told []Piece) {
	t.Helper()
	outlets, runs := map[string]bool{}, map[string]string{}
	for _, piece := range told {
		outlets[piece.Outlet] = true
		if apart := piece.Published.Sub(told[0].Published).Abs(); apart > 72*time.Hour {
			t.Errorf("%s: its pieces are %s apart", event, apart)
		}
		words := strings.Fields(piece.Text)
		for i := 0; i+8 <= len(words); i++ {
			run := strings.Join(words[i:i+8], " ")
			if other, ok := runs[run]; ok && other != piece.Slug {
				t.Errorf("%s: %s and %s share %q", event, other, piece.Slug, run)
			}
			runs[run] = piece.Slug
		}
	}
	if len(outlets) < 2 || len(outlets) != len(told) {
		t.Errorf("%s: %d pieces by %d outlets", event, len(told), len(outlets))
	}
}

func TestPiecesComeNewestFirst(t *testing.T) {
	newestFirst := func(a, b Piece) int { return b.Published.Compare(a.Published) }
	if !slices.IsSortedFunc(readAll(t), newestFirst) {
		t.Error("an older piece stands before a newer one")
	}
}

func TestQuestionsFitTheSample(t *testing.T) {
	var everything strings.Builder
	for _, piece := range readAll(t) {
		everything.WriteString(piece.Title + "\n" + piece.Text + "\n")
	}
	all := everything.String()
	for words, holds := range map[string]bool{
		"resolution 2728":                    true,
		"signed by Ali Shamkhani":            true,
		"120 votes in favour":                true,
		"121 votes in favour":                true,
		"Kazan":                              false,
		"leaders of the BRICS group invited": true,
	} {
		if strings.Contains(all, words) != holds {
			t.Errorf("the pieces hold %q: %v, want %v", words, !holds, holds)
		}
	}
	answerable := 0
	for _, question := range Questions() {
		if question.Text == "" || question.Shows == "" {
			t.Errorf("%+v is incomplete", question)
		}
		if question.Answerable {
			answerable++
		}
	}
	if len(Questions()) != 4 || answerable != 3 {
		t.Errorf("%d of %d questions are answerable, want 3 of 4", answerable, len(Questions()))
	}
}

func TestReadingPieces(t *testing.T) {
	good := piece("Sample Wire", "2024-03-01T10:00:00Z")
	t.Run("refuses a slug used twice", func(t *testing.T) {
		_, err := readPieces(fstest.MapFS{
			"pieces/2024-03-01-a-vote.md": {Data: []byte(good)},
			"pieces/2024-03-02-a-vote.md": {Data: []byte(piece("Sample Wire", "2024-03-02T10:00:00Z"))},
		})
		if err == nil || !strings.Contains(err.Error(), "slug") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("names the file and the line of what is wrong", func(t *testing.T) {
		_, err := readPieces(fstest.MapFS{"pieces/2024-03-01-a-vote.md": {Data: []byte(piece("The Times", "2024-03-01T10:00:00Z"))}})
		if err == nil || !strings.Contains(err.Error(), `pieces/2024-03-01-a-vote.md:3: there is no outlet "The Times"`) {
			t.Errorf("got %v", err)
		}
	})
}
