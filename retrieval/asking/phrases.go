package asking

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/index"
)

const (
	// maxPhrases bounds what is read as quoted in a question, maxPhrase each,
	// in bytes.
	maxPhrases = 4
	maxPhrase  = 300
)

// closers are the marks that close what each mark opens.
var closers = map[rune]string{
	'"': `"`, '“': `”"`, '„': "“”\"", '«': "»", '»': "«", '‘': "’", '\'': "'", '「': "」", '『': "』", '＂': "＂",
}

// phrases are what a question quotes, of two words or more: a single word is
// looked for anyway.
func phrases(question string) (all []string) {
	for pos := 0; pos < len(question) && len(all) < maxPhrases; {
		mark, size := utf8.DecodeRuneInString(question[pos:])
		after := pos + size
		if closer := closers[mark]; closer != "" && (!isApostrophe(mark) || !endsInWord(question[:pos])) {
			if size, next := quoted(question[after:], closer, isApostrophe(mark)); next > 0 {
				if phrase := strings.TrimSpace(question[after : after+size]); isPhrase(phrase) {
					all = append(all, phrase)
				}
				after += next
			}
		}
		pos = after
	}
	return all
}

// quoted is the size of what is quoted before a mark that closes it, and of
// both; next is 0 where none closes it.
func quoted(text, closer string, apostrophe bool) (size, next int) {
	for i, r := range text[:min(len(text), maxPhrase)] {
		if end := i + utf8.RuneLen(r); strings.ContainsRune(closer, r) && !(apostrophe && startsWord(text[end:])) {
			return i, end
		}
	}
	return 0, 0
}

// isApostrophe reports whether a mark is one that words have in them, too.
func isApostrophe(mark rune) bool { return mark == '\'' || mark == '‘' }

func endsInWord(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

func startsWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(first) || unicode.IsDigit(first)
}

func isPhrase(text string) bool {
	words := 0
	index.Words(text, func(int, int) bool {
		words++
		return words < 2
	})
	return words == 2
}
