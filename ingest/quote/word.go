package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shape is what can be seen of a word.
type shape struct {
	// upper is set for a capital at the beginning, or the @ of an account.
	upper, number bool
	// gerund is set for a word in -ing, past for one in -ed.
	gerund, past bool
	// nickname is set for what somebody is called by origin or age: "the
	// Irishman", "the 52-year-old".
	nickname bool
	// owner is set for a possessive. Its ending is not part of the token,
	// which would end at full with it; full is 0 where there is none.
	owner bool
	full  int
}

// wordAt reads the word that begins at i, and gives the place after it:
// letters, digits and the marks that stand within words, and the stop of an
// abbreviation.
func wordAt(text string, i, to int) (token, int) {
	end := wordEnd(text, i, to)
	w := text[i:end]
	first, _ := utf8.DecodeRuneInString(w)
	t := token{start: i, end: end, shape: shape{
		upper:  unicode.IsUpper(first) || first == '@',
		number: unicode.IsDigit(first),
		gerund: len(w) > 5 && strings.HasSuffix(w, "ing"),
		past:   strings.HasSuffix(w, "ed"),
	}}
	t.nickname = t.upper && (strings.HasSuffix(w, "man") || strings.HasSuffix(w, "woman")) || strings.HasSuffix(w, "-year-old")
	t.class = lookup(w)
	if end < to-1 && text[end] == '.' && abbreviated(w, t.upper) {
		end++
		t.end = end
		if t.class == 0 {
			t.class = lookup(text[i:end])
		}
	}
	if t.class == 0 {
		t.class = byEnding(w, t.upper)
	}
	if t.class == 0 {
		t.possess(w)
	}
	if strings.HasSuffix(w, "s") && (strings.HasPrefix(text[end:to], "' ") || strings.HasPrefix(text[end:to], "’ ")) {
		t.owner = true
	}
	return t, end
}

func wordEnd(text string, i, to int) int {
	_, size := utf8.DecodeRuneInString(text[i:to])
	end := i + size
	for end < to {
		r, n := rune(text[end]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[end:to])
		}
		if !isWord(r) && r != '_' && !unicode.Is(unicode.Mn, r) && !(joins(r) && wordFollows(text[end+n:to])) {
			break
		}
		end += n
	}
	return end
}

func joins(r rune) bool { return r == '-' || r == '\'' || r == '’' || r == '.' }

func wordFollows(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return isWord(r)
}

// possess takes the ending off a possessive. (All letters of "it's" are a
// function word, which owns nothing here.)
func (t *token) possess(w string) {
	base, ok := strings.CutSuffix(w, "'s")
	if !ok {
		base, ok = strings.CutSuffix(w, "’s")
	}
	if !ok || base == "" {
		return
	}
	t.full = t.start + len(w)
	t.end = t.start + len(base)
	t.owner = true
	t.class = lookup(base)
}

// abbreviated reports whether a stop after a word belongs to it: "Sen.", "J.".
func abbreviated(w string, upper bool) bool {
	return upper && len(w) <= 4 || strings.Contains(w, ".")
}

// byEnding is the class of a word that the lexicon does not hold.
func byEnding(w string, upper bool) class {
	switch {
	case strings.HasSuffix(w, "n't"), strings.HasSuffix(w, "n’t"):
		return auxiliary | unreal | function
	case !upper && strings.HasSuffix(w, "ly"):
		return adverb | function
	}
	// An office by one of its ends: "co-founder", "editor-in-chief".
	first, last := strings.IndexByte(w, '-'), strings.LastIndexByte(w, '-')
	if first < 0 {
		return 0
	}
	return (lookup(w[:first]) | lookup(w[last+1:])) & office
}
