package index

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

const (
	// maxTermBytes bounds a term: longer runs are no words (data, URLs).
	maxTermBytes = 64
	// cachedStems bounds an Analyser's memory of words already stemmed.
	cachedStems = 1 << 16
)

//go:embed irregular.txt
var irregularForms string

// Analyser turns text into terms: lower case, diacritics folded, irregular
// forms brought to their base, stemmed (Snowball's English stemmer,
// Porter2). It remembers stems and is
// therefore not safe for concurrent use; make one per goroutine.
type Analyser struct {
	stems map[string]*stem // by folded word; nil where it is no word
	terms map[string]*stem
	word  []byte
	// passage counts those weighed, found are the terms of the present one.
	passage uint64
	found   []*stem
}

// stem is a term that is remembered, with its weighted frequency in the
// passage that it was last met in: a map of each passage's terms would cost
// as much as finding them.
type stem struct {
	term      string
	passage   uint64
	frequency float64
}

// NewAnalyser returns an Analyser with an empty memory.
func NewAnalyser() *Analyser {
	return &Analyser{stems: make(map[string]*stem), terms: make(map[string]*stem)}
}

// irregular gives the base of each form that the stemmer cannot bring to it.
var irregular = sync.OnceValue(func() map[string]string {
	base := make(map[string]string)
	for line := range strings.Lines(irregularForms) {
		if forms := strings.Fields(line); len(forms) > 0 && forms[0] != "#" {
			for _, form := range forms[1:] {
				base[form] = forms[0]
			}
		}
	}
	return base
})

// formsOf gives the forms that irregular brings to each term, and those whose
// first letters the stemmer changes.
var formsOf = sync.OnceValue(func() map[string][]string {
	forms := map[string][]string{"die": {"dying"}, "lie": {"lying"}, "tie": {"tying"}}
	analyser := NewAnalyser()
	for form := range irregular() {
		term := analyser.term(form)
		forms[term] = append(forms[term], form)
	}
	return forms
})

// Forms are the words of a term that do not begin with its first two
// letters; they are folded, and there may be others among them.
func Forms(term string) []string { return formsOf()[term] }

// Term is the term of one word; empty for what is no word.
func (a *Analyser) Term(word string) string { return a.term(word) }

// Token is one word of a text.
type Token struct {
	// Term is the word as it is indexed.
	Term string
	// Start and End are its byte range in the text.
	Start, End int
}

// Terms calls yield with each term of the text in order, until it returns
// false.
func (a *Analyser) Terms(text string, yield func(Token) bool) {
	Words(text, func(start, end int) bool {
		term := a.term(text[start:end])
		return term == "" || yield(Token{Term: term, Start: start, End: end})
	})
}

// Words calls yield with the byte range of each word of the text in order,
// until it returns false.
//
// A word is a run of letters, marks and digits. Dots inside an acronym
// ("U.N.") and commas inside a number ("1,000") are dropped, a decimal
// point is kept ("2.1"), a possessive 's is cut off, and each Han or kana
// character is a word of its own.
func Words(text string, yield func(start, end int) bool) {
	for pos := 0; pos < len(text); {
		start, end := nextWord(text, pos)
		if start == len(text) || !yield(start, end) {
			return
		}
		pos = end
	}
}

// nextWord gives the byte range of the first word at or after pos; both
// are len(text) when there is none.
func nextWord(text string, pos int) (start, end int) {
	for pos < len(text) {
		r, n := utf8.DecodeRuneInString(text[pos:])
		if isWordRune(r) {
			if isLogogram(r) {
				return pos, pos + n
			}
			return pos, wordEnd(text, pos)
		}
		pos += n
	}
	return len(text), len(text)
}

// wordEnd is the end of the word that starts at pos.
func wordEnd(text string, pos int) int {
	var before rune // the rune before the present one
	start := pos
	for pos < len(text) {
		if c := text[pos]; isASCIIWord(c) { // nearly always
			before = rune(c)
			pos++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[pos:])
		if !isWordRune(r) || isLogogram(r) {
			next, size := utf8.DecodeRuneInString(text[pos+n:])
			switch {
			case r == '.' && unicode.IsLetter(before) && isAcronymDot(text[start:pos], next):
			case (r == '.' || r == ',') && unicode.IsDigit(before) && unicode.IsDigit(next):
			case (r == '\'' || r == '’') && unicode.IsLetter(before) && unicode.IsLetter(next):
			default:
				return pos
			}
			if size == 0 {
				return pos
			}
		}
		before = r
		pos += n
	}
	return pos
}

// isAcronymDot reports whether the dot after word stands inside an acronym:
// every part so far is one letter and another letter follows ("U.N").
func isAcronymDot(word string, next rune) bool {
	if !unicode.IsLetter(next) {
		return false
	}
	last := word[strings.LastIndexByte(word, '.')+1:]
	return utf8.RuneCountInString(last) == 1
}

func isASCIIWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// isLogogram reports scripts that are written without spaces between words.
func isLogogram(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// term folds and stems one word; it is empty for what is no word.
func (a *Analyser) term(word string) string {
	a.makeRoom()
	if s := a.stem(word); s != nil {
		return s.term
	}
	return ""
}

// makeRoom forgets all stems where they are many. It is not to happen in the
// midst of a passage.
func (a *Analyser) makeRoom() {
	if len(a.stems) >= cachedStems {
		clear(a.stems)
		clear(a.terms)
	}
}

// stem folds and stems one word; nil for what is no word.
func (a *Analyser) stem(word string) *stem {
	if len(word) > maxTermBytes {
		return nil
	}
	a.word = foldInto(a.word[:0], word)
	if s, ok := a.stems[string(a.word)]; ok {
		return s
	}
	folded := string(a.word)
	term := folded
	if base, ok := irregular()[folded]; ok {
		term = base
	}
	if isPlain(term) {
		term = english.Stem(term, true)
	}
	s := a.terms[term]
	if s == nil && term != "" {
		s = &stem{term: term}
		a.terms[term] = s
	}
	a.stems[folded] = s
	return s
}

// isPlain reports whether the English stemmer may have the word: only
// letters a to z. Numbers and other scripts stay as they are.
func isPlain(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return word != ""
}

// Fold is a word as the index sees it before stemming: lower case, without
// diacritics, acronym dots, thousands commas and a possessive 's.
func Fold(word string) string { return string(foldInto(nil, word)) }

func foldInto(dst []byte, word string) []byte {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return foldRunes(dst[:0], word)
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c+'a'-'A')
		case c == ',', c == '\'', c == '.' && len(dst) > 0 && !isDigit(dst[len(dst)-1]):
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// foldRunes is foldInto for words that are not all ASCII.
func foldRunes(dst []byte, word string) []byte {
	var last rune // the last one kept
	for _, r := range norm.NFKD.String(word) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r), r == '’', r == '\'', r == ',',
			r == '.' && last != 0 && !unicode.IsDigit(last):
			continue
		case r == 'ß':
			dst = append(dst, "ss"...)
		case r == 'ı':
			dst = append(dst, 'i')
		case r == 'ø':
			dst = append(dst, 'o')
		case r == 'ł':
			dst = append(dst, 'l')
		case r == 'đ':
			dst = append(dst, 'd')
		default:
			dst = utf8.AppendRune(dst, r)
		}
		last = r
	}
	return dst
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
