// Package sentence finds where sentences begin and end. It is the one
// place that decides, so that a passage, a citation and a checked draft all
// mean the same thing by a sentence: a sentence never crosses a line break,
// every character that is not white space belongs to exactly one, and the
// spans are in order.
package sentence

import (
	"fmt"
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

// missed adds a piece of a line, parted where Punkt missed a boundary.
func missed(spans []news.Span, text string, start, end int) []news.Span {
	for {
		gap := boundary(text[start:end])
		if gap < 0 {
			return trimmed(spans, text, start, end)
		}
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
