package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// titled reports whether words are written as a title or a name is: each
// with a capital, but for small words.
func titled(words string) bool {
	capitals := 0
	for w := range strings.FieldsSeq(words) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'‘(["))
		switch {
		case unicode.IsUpper(first) || unicode.IsDigit(first):
			if !lookup(w).is(function|determiner) || len(w) == len(words) {
				capitals++
			}
		case unicode.IsLetter(first) && !lookup(strings.TrimRight(w, ".,")).is(function|determiner|link|particle):
			return false
		}
	}
	return capitals > 0
}

// isSentence reports whether quoted words are a sentence, and no title or
// part of one.
func isSentence(words string) bool {
	words = strings.TrimSpace(words)
	first, _ := utf8.DecodeRuneInString(words)
	return strings.Count(words, " ") > 6 || endsSentence(words) && !unicode.IsLower(first) && !titled(words)
}

// endsSentence reports whether words end as a sentence does, or as a
// quotation within one.
func endsSentence(words string) bool {
	words = strings.TrimRight(words, " \"”»“«)]'’")
	return strings.HasSuffix(words, "…") || words != "" && strings.IndexByte(".?!:,", words[len(words)-1]) >= 0
}
