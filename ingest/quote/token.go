package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind tells what a token is.
type kind uint8

const (
	word kind = iota
	quoted
	comma
	colon
	stop // any mark that ends a clause: . ; ! ? and dashes
	bracket
	unbracket
)

// token is a word, a mark or a whole quotation of a sentence.
type token struct {
	start, end int
	kind       kind
	class      class
	// upper is set for what begins with a capital, or with the @ of an account.
	upper bool
	// owner is set for a possessive; its ending is not part of the token.
	owner bool
	// full is where a possessive ends with its ending.
	full int
	// number is set for what begins with a digit.
	number bool
	// gerund is set for a word in -ing, past for one in -ed.
	gerund, past bool
	// nickname is set for what a person is called by origin or age: "the
	// Irishman", "the 52-year-old".
	nickname bool
}

// maxTokens bounds how much of one sentence is read.
const maxTokens = 400

// tokenize appends the tokens of text[from:to], in which the given
// quotations stand as one token each.
func tokenize(tokens []token, text string, from, to int, quotes []marked) []token {
	for i := from; i < to && len(tokens) < maxTokens; {
		if len(quotes) > 0 && i >= quotes[0].outer.Start {
			tokens = append(tokens, token{start: quotes[0].Start, end: quotes[0].End, kind: quoted})
			i = quotes[0].outer.End
			quotes = quotes[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:to])
		if isWord(r) || r == '@' {
			limit := to
			if len(quotes) > 0 {
				limit = min(to, quotes[0].outer.Start)
			}
			t := wordAt(text, i, limit)
			tokens = append(tokens, t.token)
			i = t.next
			continue
		}
		if k, ok := markKind(r); ok {
			tokens = append(tokens, token{start: i, end: i + size, kind: k})
		}
		i += size
	}
	return tokens
}

func markKind(r rune) (kind, bool) {
	switch r {
	case ',':
		return comma, true
	case ':':
		return colon, true
	case '.', ';', '!', '?', '…', '–', '—', '|':
		return stop, true
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

// found is a token and the place after it.
type found struct {
	token
	next int
}

// wordAt reads the word that begins at i: letters, digits and the marks that
// stand within words, and the stop of an abbreviation.
func wordAt(text string, i, to int) found {
	first, size := utf8.DecodeRuneInString(text[i:to])
	end := i + size
	for end < to {
		r, n := rune(text[end]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[end:to])
		}
		if isWord(r) || r == '_' || unicode.Is(unicode.Mn, r) || strings.ContainsRune("-'’.", r) && wordFollows(text[end+n:to]) {
			end += n
			continue
		}
		break
	}
	t := token{start: i, end: end, upper: unicode.IsUpper(first) || first == '@', number: unicode.IsDigit(first)}
	next := end
	if end < to-1 && text[end] == '.' && abbreviated(text[i:end], t.upper) {
		t.end, next = end+1, end+1
	}
	t.gerund = end-i > 5 && strings.HasSuffix(text[i:end], "ing")
	t.nickname = t.upper && (strings.HasSuffix(text[i:end], "man") || strings.HasSuffix(text[i:end], "woman")) || strings.HasSuffix(text[i:end], "-year-old")
	t.past = strings.HasSuffix(text[i:end], "ed")
	t.class = lookup(text[i:end])
	if t.end > end && t.class == 0 {
		t.class = lookup(text[i:t.end])
	}
	if w := text[i:end]; strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
		t.class = auxiliary | unreal | function
	}
	if t.class == 0 {
		t.class = hyphenated(text[i:end])
	}
	for _, ending := range [...]string{"'s", "’s", "'", "’"} {
		if base, ok := strings.CutSuffix(text[i:end], ending); ok && base != "" && t.class == 0 {
			t.end, t.owner, t.full = i+len(base), true, end
			t.class = lookup(base)
			return found{t, end}
		}
	}
	if rest := text[end:to]; strings.HasSuffix(text[i:end], "s") && (strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")) {
		t.owner = true
	}
	return found{t, next}
}

func wordFollows(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return isWord(r)
}

// abbreviated reports whether a stop after a word belongs to it: "Sen.", "J.".
func abbreviated(w string, upper bool) bool {
	return upper && len(w) <= 4 || strings.Contains(w, ".")
}

// hyphenated reports whether a word is an office by one of its ends:
// "secretary-general", "co-founder", "editor-in-chief".
func hyphenated(w string) class {
	first, last := strings.IndexByte(w, '-'), strings.LastIndexByte(w, '-')
	if first < 0 {
		return 0
	}
	return (lookup(w[:first]) | lookup(w[last+1:])) & office
}
