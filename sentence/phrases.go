package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/news"
)

// minPhrase is from how many bytes on a white space ends a sentence in a
// script that has no stops: about 150 letters, two or three clauses.
const minPhrase = 450

// appendPhrases adds a sentence. Thai and Lao have no stops, and set a space
// where a clause or a sentence ends; there a long piece is parted at such
// spaces, so that a paragraph is not one sentence.
func appendPhrases(spans []news.Span, text string, start, end int) []news.Span {
	for end-start > minPhrase {
		gap := phraseGap(text[start:end])
		if gap < 0 {
			break
		}
		spans = appendTrimmed(spans, text, start, start+gap)
		start += gap
	}
	return appendTrimmed(spans, text, start, end)
}

// phraseGap finds the first space between letters of such a script that is
// far enough in; -1 when there is none.
func phraseGap(piece string) int {
	for at := minPhrase; ; {
		space := strings.IndexByte(piece[at:], ' ')
		if space < 0 {
			return -1
		}
		at += space
		before, _ := utf8.DecodeLastRuneInString(piece[:at])
		after, _ := utf8.DecodeRuneInString(piece[at+1:])
		if unicode.In(before, unicode.Thai, unicode.Lao) && unicode.In(after, unicode.Thai, unicode.Lao) {
			return at
		}
		at++
	}
}
