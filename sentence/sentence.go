// Package sentence finds where sentences begin and end. It is the one
// place that decides, so that a passage, a citation and a checked draft all
// mean the same thing by a sentence: a sentence never crosses a line break,
// every character that is not white space belongs to exactly one, and the
// spans are in order.
package sentence

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"

	"attache/news"
)

// Splitter splits English text, and what is punctuated like it, with the
// Punkt method (Kiss and Strunk, "Unsupervised Multilingual Sentence
// Boundary Detection", 2006). It is safe for concurrent use. Making one
// costs some milliseconds.
type Splitter struct {
	punkt *sentences.DefaultSentenceTokenizer
}

// New loads a Splitter.
func New() (*Splitter, error) {
	punkt, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		return nil, fmt.Errorf("loading the sentence model: %w", err)
	}
	return &Splitter{punkt: punkt}, nil
}

// Split gives the sentences of a text in order, without the white space
// around them.
func (s *Splitter) Split(text string) []news.Span {
	var spans []news.Span
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		spans = s.line(spans, text, start, end)
		start = end + 1
	}
	return spans
}

// line adds the sentences of one line.
func (s *Splitter) line(spans []news.Span, text string, start, end int) []news.Span {
	line := text[start:end]
	if strings.TrimSpace(line) == "" {
		return spans
	}
	from := 0
	for _, found := range s.punkt.SentencePositions(line) {
		// The positions are trusted no further than they make sense.
		if found <= from || found > len(line) {
			continue
		}
		spans = missed(spans, text, start+from, start+found)
		from = found
	}
	return missed(spans, text, start+from, end)
}

// boundary is what Punkt does not see. The first two: the end of a
// sentence followed by an opening quotation mark and a capital, where a
// number, a closing mark or a lower-case word stands before the stop, not
// "Mr.". Then a number with its unit ("2.1bn."), which Punkt takes for an
// abbreviation, and a number or year at the end of a sentence ("in 2023."),
// which it takes for an ordinal; one that opens a line is an item's number.
var boundary = regexp.MustCompile(`(?:\d|[”"’)\]]|\p{Ll}{4})[.!?][”"’)\]]*(\s+)["“]\p{Lu}` +
	`|[.!?][”"](\s+)["“]\p{Lu}` +
	`|\d\p{Ll}{1,3}\.(\s+)\p{Lu}` +
	`|\S\s[^\s\p{L}]*\d\.(\s+)["“]?\p{Lu}`)

// missed adds a piece of a line, parted where Punkt missed a boundary.
func missed(spans []news.Span, text string, start, end int) []news.Span {
	for {
		at := boundary.FindStringSubmatchIndex(text[start:end])
		if at == nil {
			return trimmed(spans, text, start, end)
		}
		gap := max(at[2], at[4], at[6], at[8]) // of the groups the one that matched
		spans = trimmed(spans, text, start, start+gap)
		start += gap
	}
}

// trimmed adds a span without the white space around it, if anything is left.
func trimmed(spans []news.Span, text string, start, end int) []news.Span {
	piece := text[start:end]
	start += len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	end = start + len(strings.TrimSpace(piece))
	if end <= start {
		return spans
	}
	return append(spans, news.Span{Start: start, End: end})
}
