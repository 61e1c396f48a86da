package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a mark of the question.
type token struct {
	// start and end are its bytes in the question.
	start, end int
	// word is in small letters, without zero-width characters and without a
	// possessive's "'s"; the digits of a number; the mark itself.
	word string
	kind tokenKind
	// value is that of a number of at most four digits, otherwise -1.
	value int
	// capital is set for a capital that means something: not in a question
	// that is written in nothing but capitals.
	capital bool
	// first is set for the first token of a sentence, joined where nothing
	// stands between the token and the one before.
	first, joined bool
	// possessive is set for a word that ended in "'s".
	possessive bool
	tense      tense
}

type tokenKind int

const (
	mark tokenKind = iota
	letters
	digits
)

// split parts a text into its tokens. Bytes that are no UTF-8 are marks.
func split(text string) []token {
	tokens := make([]token, 0, len(text)/4+1)
	joined, shouted := false, true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			joined = joined && !unicode.IsSpace(r)
			i += size
			continue
		}
		t := token{start: i, end: i + size, value: -1, joined: joined}
		switch {
		case isDigit(r):
			t.readNumber(text)
		case unicode.IsLetter(r):
			t.readWord(text)
			t.capital = unicode.IsUpper(r)
			shouted = shouted && !strings.ContainsFunc(text[t.start:t.end], unicode.IsLower)
		default:
			t.word = text[t.start:t.end]
		}
		t.first = t.beginsSentence(tokens)
		tokens = append(tokens, t)
		i, joined = t.end, true
	}
	if shouted {
		for i := range tokens {
			tokens[i].capital = false
		}
	}
	return tokens
}

func (t *token) readNumber(text string) {
	t.kind = digits
	for t.end < len(text) && isDigit(rune(text[t.end])) {
		t.end++
	}
	t.word = text[t.start:t.end]
	if len(t.word) <= 4 {
		t.value = 0
		for _, digit := range []byte(t.word) {
			t.value = t.value*10 + int(digit-'0')
		}
	}
}

// readWord reads letters, and apostrophes and zero-width characters between
// them.
func (t *token) readWord(text string) {
	t.kind = letters
	for at := t.end; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			t.end = at
		} else if r != '\'' && r != '’' && !unicode.Is(unicode.Cf, r) {
			break
		}
	}
	t.word = folded(text[t.start:t.end])
	if owner, ok := strings.CutSuffix(t.word, "'s"); ok {
		t.word, t.possessive = owner, true
	}
}

// folded is a word in small letters, with one kind of apostrophe and without
// zero-width characters.
func folded(word string) string {
	word = strings.ToLower(word)
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf || word[i] == '\'' {
			word = strings.Map(func(r rune) rune {
				switch {
				case r == '’':
					return '\''
				case unicode.Is(unicode.Cf, r):
					return -1
				}
				return r
			}, word)
			break
		}
	}
	return word
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// at is token i, or an empty mark outside of the question.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{value: -1}
	}
	return r.tokens[i]
}

// word is the word of token i, or empty.
func (r *reader) word(i int) string { return r.at(i).word }

// skip gives the token after i where i is one of the words, otherwise i.
func (r *reader) skip(i int, words ...string) int {
	for _, word := range words {
		if r.word(i) == word {
			return i + 1
		}
	}
	return i
}

// follows gives the token after the words of a phrase that begins at i, or
// none.
func (r *reader) follows(i int, phrase []string) int {
	for _, word := range phrase {
		if r.word(i) != word {
			return none
		}
		i++
	}
	return i
}

// name reports whether token i is written like a name: with a capital that
// does not come from the beginning of a sentence.
func (r *reader) name(i int) bool { return r.at(i).capital && !r.at(i).first }
