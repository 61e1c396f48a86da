package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// closers maps what opens a quotation to what may close it.
var closers = map[rune]string{'“': "”\"", '„': "“”\"", '«': "»", '"': "\"”"}

// quotations are the spans of a text in quotation marks, those inside others
// not by themselves; closed is false when one is left open, a closing mark
// stands alone, or it cannot be told which mark closes which.
func quotations(text string) (spans []string, closed bool) {
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		rest := text[i+size:]
		end := -1
		switch {
		case closers[r] != "":
			if end = closing(rest, r); end < 0 {
				return spans, false
			}
		case r == '”' || r == '»':
			return spans, false
		case (r == '‘' || r == '\'') && !isWord(before) && isWord(firstRune(rest)):
			end = closingSingle(rest)
		}
		if end >= 0 {
			spans = append(spans, rest[:end])
			var width int // of the closing mark
			r, width = utf8.DecodeRuneInString(rest[end:])
			size += end + width
		}
		before = r
		i += size
	}
	return spans, true
}

// closing is the place of the mark that closes a quotation which was opened
// just before the text; -1 where there is none, or no telling. Marks that
// differ at their ends nest.
func closing(text string, opener rune) int {
	depth, before := 0, opener
	for i, r := range text {
		switch {
		case r == '"' && opener == '"' && before == ' ' && isWord(firstRune(text[i+1:])):
			return -1 // opens another one
		case r == '"' && opener != '"' && strings.ContainsAny(text[i+1:], strings.Trim(closers[opener], `"`)):
			// a quotation inside this one
		case r == '“' && opener == '"' || r == opener && opener != '"':
			depth++
		case strings.ContainsRune(closers[opener], r) && depth == 0:
			return i
		case r == '"' && opener == '"':
			return -1 // one inside was left open
		case strings.ContainsRune(closers[opener], r):
			depth--
		}
		before = r
	}
	return -1
}

// closingSingle is closing for a single quotation mark; -1 where there is
// none, because the mark was an apostrophe.
func closingSingle(text string) int {
	before := ' '
	for i, r := range text {
		if (r == '’' || r == '\'') && !unicode.IsSpace(before) && !isWord(firstRune(text[i+utf8.RuneLen(r):])) {
			return i
		}
		before = r
	}
	return -1
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// trimQuote drops the punctuation that a writer may put inside the marks.
func trimQuote(quote string) string { return strings.Trim(quote, " .,;:!?") }

// stands reports whether one of the texts has these words, whole.
func stands(words string, texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return hasWords(text, words) })
}

func hasWords(text, words string) bool {
	last, _ := utf8.DecodeLastRuneInString(words)
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		cut := isWord(before) && isWord(firstRune(words)) || isWord(last) && isWord(firstRune(text[end:]))
		if !cut {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}
