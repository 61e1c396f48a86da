// Package sentence finds where sentences begin and end. It is the one
// place that decides, so that a passage, a citation and a checked draft all
// mean the same thing by a sentence. The rules are:
//
//   - A sentence never crosses a line break; a line without a stop, such as
//     a heading, is one sentence.
//   - Every character that is not white space belongs to exactly one
//     sentence, and the spans are in order.
//   - Whether a stop is an end depends on a bounded piece of text before it
//     and on the first word after it, never on what follows: a text that
//     grows keeps its sentences, and the work grows with its length.
//   - Cutting a name or a quotation from its speaker is worse than leaving
//     two sentences together, so doubt joins.
//
// Every script is read by the same rules. They follow the sentence rules of
// Unicode Standard Annex 29, which knows no abbreviations, and decide about
// those as Punkt does (Kiss and Strunk, "Unsupervised Multilingual Sentence
// Boundary Detection", 2006): by the kind of the abbreviation and by how the
// next word is written elsewhere.
package sentence

import (
	"strings"
	"unicode"

	"attache/news"
)

// Splitter splits text into sentences. It is safe for concurrent use.
type Splitter struct {
	starters *starters
}

// New makes a Splitter. What it knows about English words is part of the
// program and read when a text first needs it, which takes some milliseconds.
// The error is always nil.
func New() (*Splitter, error) {
	return &Splitter{starters: newStarters()}, nil
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
	from, worded := 0, false
	for at := 0; ; {
		found, ok := nextStop(line, at)
		if !ok {
			return appendPhrases(spans, text, start+from, end)
		}
		// Marks alone are no sentence: "... and then", "[...] She left."
		worded = worded || strings.ContainsFunc(line[at:found.at], isWordy)
		at = found.end
		if found.next < len(line) && worded && s.ends(line, from, found) {
			spans = appendPhrases(spans, text, start+from, start+found.end)
			from, worded = found.next, false
		}
	}
}

func isWordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// appendTrimmed adds a span without the white space around it, if anything
// is left.
func appendTrimmed(spans []news.Span, text string, start, end int) []news.Span {
	piece := text[start:end]
	start += len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	end = start + len(strings.TrimSpace(piece))
	if end <= start {
		return spans
	}
	return append(spans, news.Span{Start: start, End: end})
}
