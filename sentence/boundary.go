package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// boundary finds the first end of a sentence in a piece of a line that
// Punkt does not see, and gives the place of the white space after it; -1
// when there is none. The cases are:
//
//   - a stop, then an opening quotation mark with a capital; what stands
//     before the stop is a closing mark, a number or a lower-case word, not
//     "Mr."
//   - a number with its unit ("2.1bn."), which Punkt takes for an
//     abbreviation, then a capital
//   - a number or year ("in 2023."), which Punkt takes for an ordinal, then a
//     capital; one that opens the piece is an item's number
//
// It is written by hand because it looks at every stop of every article:
// the same rules as a regular expression took a third of an import.
func boundary(piece string) int {
	for i := strings.IndexAny(piece, ".!?"); i >= 0; {
		if gap := boundaryAt(piece, i); gap >= 0 {
			return gap
		}
		next := strings.IndexAny(piece[i+1:], ".!?")
		if next < 0 {
			return -1
		}
		i += 1 + next
	}
	return -1
}

// boundaryAt is boundary for the stop at i.
func boundaryAt(piece string, i int) int {
	after := strings.TrimLeft(piece[i+1:], "\"”’)]")
	closers := piece[i+1 : len(piece)-len(after)]
	rest := strings.TrimLeftFunc(after, unicode.IsSpace)
	if len(rest) == len(after) || rest == "" {
		return -1
	}
	opened := strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, `"`)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "“\""))
	if !unicode.IsUpper(first) {
		return -1
	}
	gap := len(piece) - len(after)
	before := piece[:i]
	switch {
	case opened && (strings.ContainsAny(closers, "\"”") || endsPlainly(before)):
		return gap
	case piece[i] == '.' && closers == "" && (!opened && endsInUnit(before) || endsInNumber(before)):
		return gap
	}
	return -1
}

// endsPlainly reports whether a text ends in a digit, a closing mark or a
// lower-case word of at least four letters.
func endsPlainly(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsDigit(last) || strings.ContainsRune("\"”’)]", last) {
		return true
	}
	word := strings.TrimRightFunc(text, unicode.IsLower)
	return utf8.RuneCountInString(text[len(word):]) >= 4
}

// endsInUnit reports whether a text ends in a digit and one to three
// lower-case letters.
func endsInUnit(text string) bool {
	number := strings.TrimRightFunc(text, unicode.IsLower)
	letters := utf8.RuneCountInString(text[len(number):])
	last, _ := utf8.DecodeLastRuneInString(number)
	return letters >= 1 && letters <= 3 && unicode.IsDigit(last)
}

// endsInNumber reports whether the last word of a text, which is not its
// first, ends in a digit and has no letters.
func endsInNumber(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	if !unicode.IsDigit(last) {
		return false
	}
	start := strings.LastIndexFunc(text, unicode.IsSpace)
	return strings.TrimSpace(text[:max(start, 0)]) != "" && !strings.ContainsFunc(text[start+1:], unicode.IsLetter)
}
