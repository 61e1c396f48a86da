package story

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"attache/index"
)

const (
	// maxTextBytes bounds what is read of an article; a wire report has
	// some thousand bytes.
	maxTextBytes = 64 << 10
	// leadTokens is how much of a text counts as its lead, beside the title:
	// about two sentences.
	leadTokens = 50
	// stemRunes is how much of a word is compared, so that "extended" and
	// "extension" are alike: truncation, the plainest of stemmers, serves
	// every language that inflects at the end.
	stemRunes = 5
	// shortBytes is up to which length a word that is no name is a filler:
	// articles and prepositions of most languages in Latin letters.
	shortBytes = 3
)

// reading is the state of a walk over a text.
type reading struct {
	tokens []token
	// number is the one being read: "sixty" may go on with "one".
	number amount
	// window holds the latest runes of a run without spaces.
	window []rune
	quoted bool
	// title is set while the title is read, where capitals mean little.
	title bool
}

// tokens reads an article's text and then its title. (A fact is placed where
// it is read first, and a reprint keeps the text and not the title.)
func tokens(title, text string) []token {
	_, body := cutDateline(bounded(text))
	r := reading{tokens: make([]token, 0, len(body)/5)}
	r.read(body)
	// Two words of nothing keep the one from running into the other.
	r.tokens = append(r.tokens, token{kind: filler}, token{kind: filler})
	end := len(r.tokens)
	r.title = true
	r.read(bounded(title))
	for i := range r.tokens {
		r.tokens[i].lead = i < leadTokens || i >= end
	}
	settle(r.tokens)
	return r.tokens
}

func bounded(text string) string {
	if len(text) <= maxTextBytes {
		return text
	}
	end := maxTextBytes
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// read adds the words of a text.
func (r *reading) read(text string) {
	r.quoted = false
	from := 0
	index.Words(text, func(start, end int) bool {
		between := text[from:start]
		opens := r.gap(between) || from == 0
		from = end
		r.word(text[start:end], between == " ", opens)
		return true
	})
	r.flush()
}

// gap reads what stands between two words, and reports whether a sentence
// or a quotation begins in it.
func (r *reading) gap(between string) (opens bool) {
	if between == "" || between == " " {
		return false
	}
	r.window = r.window[:0]
	for _, c := range between {
		switch c {
		case '\n':
			r.quoted, opens = false, true
		case '.', '!', '?', ':', '…', '。', '•':
			opens = true
		case '"':
			r.quoted, opens = !r.quoted, true
		case '“', '„', '«', '「', '『':
			r.quoted, opens = true, true
		case '”', '»', '」', '』':
			r.quoted = false
		}
		if c != ' ' && c != '-' {
			r.flush()
		}
	}
	return opens
}

// word adds one word, or goes on with a number, or adds the pieces of a
// word that is written without spaces.
func (r *reading) word(word string, follows, opens bool) {
	folded := index.Fold(word)
	if r.number.take(folded) {
		return
	}
	if r.number.begun {
		r.flush()
		if r.number.take(folded) {
			return
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	if width := unspacedWidth(first); width > 0 {
		r.pieces(folded, width)
		return
	}
	r.window = r.window[:0]
	t := token{quoted: r.quoted, follows: follows}
	stem := truncate(folded)
	capital := unicode.IsUpper(first)
	switch known, ok := lexicon()[folded]; {
	case known >= weekday && capital:
		t.kind, stem = known, folded[:3]
	case known == filler, known >= weekday:
		// Without its capital, May is a filler and March a verb.
		t.kind = filler
	case unicode.IsDigit(first) && first >= utf8.RuneSelf:
		t.kind, stem = number, folded
	case capital && !ok:
		t.kind, t.opens = name, opens || r.title
	case len(folded) <= shortBytes && !ok:
		t.kind = filler
	}
	t.hash = hashString(stem)
	r.tokens = append(r.tokens, t)
}

// flush ends the number that was being read.
func (r *reading) flush() {
	value, ok := r.number.value()
	if !ok {
		return
	}
	t := token{hash: hashString(strconv.FormatFloat(value, 'g', 6, 64)), kind: number, quoted: r.quoted}
	if 2 <= value && value <= 4 {
		t.kind = few
	}
	r.tokens = append(r.tokens, t)
	r.number = amount{}
}

// truncate cuts a word to its first stemRunes runes.
func truncate(word string) string {
	n := 0
	for i := range word {
		if n == stemRunes {
			return word[:i]
		}
		n++
	}
	return word
}
