package story

import (
	"unicode"
	"unicode/utf8"

	"attache/index"
)

const (
	// maxTextBytes bounds what is read of an article; a wire report has
	// some thousand bytes.
	maxTextBytes = 64 << 10
	// leadTokens is how much of an article counts as its lead: about two
	// sentences.
	leadTokens = 50
	// stemRunes is how much of a word is compared, so that "extended" and
	// "extension" are alike: truncation, the plainest of stemmers, works in
	// every language that inflects at the end.
	stemRunes = 5
)

// kind says what a token can tell apart.
type kind uint8

const (
	plain   kind = iota // a content word
	filler              // a word that every text has
	opener              // a capital at the start of a sentence: perhaps a name
	number              // a number, in digits or in words
	name                // a word with a capital within its sentence
	date                // the number of a day, beside its month
	weekday             // the name of a weekday
	month               // the name of a month
)

// isFact reports whether the token tells one report from one like it.
func (k kind) isFact() bool { return k >= opener }

// isNumeric reports whether the token is a number or a day of a month.
func (k kind) isNumeric() bool { return k == number || k == date }

// token is one word as it is compared.
type token struct {
	hash   uint64
	kind   kind
	quoted bool
	// opens is set on a capitalised word that starts a sentence: a name
	// only if it is one elsewhere.
	opens bool
	lead  bool
}

// reading is the state of a walk over a text.
type reading struct {
	tokens []token
	// number is the one being read: "sixty" may go on with "one".
	number amount
	// window holds the latest runes of a run without spaces.
	window []rune
	quoted bool
	title  bool
}

// tokens reads an article's title and text.
func tokens(title, text string) []token {
	_, body := cutDateline(bounded(text))
	r := reading{tokens: make([]token, 0, len(body)/5), title: true}
	r.read(bounded(title))
	r.title = false
	start := len(r.tokens)
	r.read(body)
	for i := range r.tokens[:min(start+leadTokens, len(r.tokens))] {
		r.tokens[i].lead = true
	}
	r.settleNames()
	r.settleDates()
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
		opens := r.gap(text[from:start]) || from == 0
		from = end
		r.word(text[start:end], opens)
		return true
	})
	r.flush()
}

// gap reads what stands between two words, and reports whether a sentence
// or a quotation begins in it.
func (r *reading) gap(between string) (opens bool) {
	if between == " " {
		return false
	}
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

// word adds one word, or the pieces of one that has no spaces in it.
func (r *reading) word(word string, opens bool) {
	folded := index.Fold(word)
	if r.number.take(folded) {
		return
	}
	r.flush()
	if r.number.take(folded) {
		return
	}
	first, _ := utf8.DecodeRuneInString(word)
	if first >= firstUnspaced {
		if width := unspacedWidth(first); width > 0 {
			r.pieces(folded, width)
			return
		}
	}
	r.window = r.window[:0]
	t := token{quoted: r.quoted}
	stem := truncate(folded)
	capital := unicode.IsUpper(first)
	switch known, ok := lexicon()[folded]; {
	case known >= weekday && capital:
		t.kind, stem = known, folded[:3]
	case known == filler:
		t.kind = filler
	case capital && !ok:
		t.kind, t.opens = name, opens || r.title
	}
	t.hash = hashString(stem)
	r.tokens = append(r.tokens, t)
}

// flush ends the number that was being read.
func (r *reading) flush() {
	if value, ok := r.number.value(); ok {
		r.tokens = append(r.tokens, token{hash: hashString(value), kind: number, quoted: r.quoted})
	}
	r.number = amount{}
}

// settleNames decides about capitals at the start of a sentence: they are
// names if the same word has a capital within a sentence as well.
func (r *reading) settleNames() {
	sure := make(map[uint64]bool)
	for _, t := range r.tokens {
		if t.kind == name && !t.opens {
			sure[t.hash] = true
		}
	}
	for i, t := range r.tokens {
		if t.kind == name && t.opens && !sure[t.hash] {
			r.tokens[i].kind = opener
		}
	}
}

// dateSeed keeps the sixteenth of a month apart from sixteen of anything.
const dateSeed = 0xda7e

// settleDates makes dates of the numbers beside a month.
func (r *reading) settleDates() {
	for i, t := range r.tokens {
		if t.kind != month {
			continue
		}
		for _, j := range []int{i - 1, i + 1} {
			if 0 <= j && j < len(r.tokens) && r.tokens[j].kind == number {
				r.tokens[j].kind = date
				r.tokens[j].hash = chain(dateSeed, r.tokens[j].hash)
			}
		}
	}
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
