package quote

import (
	"unicode"
	"unicode/utf8"

	"attache/news"
)

// kind tells what a token is.
type kind uint8

const (
	word kind = iota
	quoted
	comma
	colon
	stop // any other mark that parts: . ; ! ? and dashes
	bracket
	unbracket
)

// token is a word, a mark or a whole quotation of a sentence.
type token struct {
	start, end int
	kind       kind
	class      class
	shape
}

// maxTokens bounds how much of one sentence is read.
const maxTokens = 400

// tokens are those of one sentence. Its methods take places that may lie
// outside, where nothing stands.
type tokens []token

// tokenize appends the tokens of text[from:to], in which the given
// quotations stand as one token each.
func (t tokens) tokenize(text string, from, to int, quotes []marked) tokens {
	for i := from; i < to && len(t) < maxTokens; {
		limit := to
		if len(quotes) > 0 {
			if i >= quotes[0].outer.Start {
				t = append(t, token{start: quotes[0].Start, end: quotes[0].End, kind: quoted})
				i = quotes[0].outer.End
				quotes = quotes[1:]
				continue
			}
			limit = min(to, quotes[0].outer.Start)
		}
		r, size := utf8.DecodeRuneInString(text[i:to])
		next := i + size
		if isWord(r) || r == '@' {
			var w token
			w, next = wordAt(text, i, limit)
			t = append(t, w)
		} else if k, ok := markKind(r); ok {
			t = append(t, token{start: i, end: next, kind: k})
		}
		i = next
	}
	return t
}

// markKind is the kind of a mark; none for a space and for signs that part
// nothing.
func markKind(r rune) (kind, bool) {
	switch r {
	case ',':
		return comma, true
	case ':':
		return colon, true
	case '(', '[':
		return bracket, true
	case ')', ']':
		return unbracket, true
	case '&':
		return word, true
	case '\'', '‘', '’', '$', '€', '£', '#', '%', '+', '*':
		return 0, false
	}
	return stop, !unicode.IsSpace(r)
}

func (t tokens) isKind(i int, k kind) bool { return i >= 0 && i < len(t) && t[i].kind == k }

func (t tokens) word(i int) bool { return t.isKind(i, word) }

// has reports whether token i is a word of one of these classes.
func (t tokens) has(i int, c class) bool { return t.word(i) && t[i].class.is(c) }

// lower reports whether token i is a word of one of these classes that does
// not begin with a capital.
func (t tokens) lower(i int, c class) bool { return t.has(i, c) && !t[i].upper }

func (t tokens) upper(i int) bool { return t.word(i) && t[i].upper }

// any reports whether one of the tokens [from, to) is a word of these
// classes.
func (t tokens) any(c class, from, to int) bool {
	for i := max(from, 0); i < to && i < len(t); i++ {
		if t.has(i, c) {
			return true
		}
	}
	return false
}

// afterQuote reports whether token i comes right after a quotation, or
// after a quotation and a comma.
func (t tokens) afterQuote(i int) bool {
	return t.isKind(i-1, quoted) || t.isKind(i-1, comma) && t.isKind(i-2, quoted)
}

// span is the bytes of the tokens [from, to).
func (t tokens) span(from, to int) news.Span {
	if from >= to {
		return news.Span{}
	}
	return news.Span{Start: t[from].start, End: t[to-1].end}
}
