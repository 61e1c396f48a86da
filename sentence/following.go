package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// following is what stands after a stop.
type following struct {
	// word is the first word, of letters only; empty where there is none.
	word string
	// rest is the text from the word on.
	rest string
	// first is the first character that is no opening mark, 0 at the end.
	first rune
	// opened is set where an opening mark or a dash stands before it,
	// dashed for the dash.
	opened, dashed bool
}

// maxOpeners bounds the opening marks that are looked through, maxWord the
// bytes of a word that is looked at.
const (
	maxOpeners = 8
	maxWord    = 48
)

// follow reads the beginning of a text.
func follow(text string) following {
	f := following{rest: text}
	for range maxOpeners {
		r, size := utf8.DecodeRuneInString(f.rest)
		dash := unicode.Is(unicode.Pd, r)
		opener := dash || r == '"' || r == '\'' || r == '¿' || r == '¡' || unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pf)
		if !opener && !(f.opened && unicode.IsSpace(r)) {
			break
		}
		f.opened, f.dashed = true, f.dashed || dash
		f.rest = f.rest[size:]
	}
	if f.rest != "" {
		f.first, _ = utf8.DecodeRuneInString(f.rest)
	}
	f.word = f.rest[:lettersIn(clip(f.rest))]
	return f
}

// clip is the beginning of a text, not longer than a word may be.
func clip(text string) string { return text[:min(len(text), maxWord)] }

// lettersIn measures the letters a text begins with, in bytes.
func lettersIn(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		return len(text)
	}
	return n
}

func (f following) lower() bool { return unicode.IsLower(f.first) }
func (f following) digit() bool { return unicode.IsDigit(f.first) }

// letter reports whether a letter that is not small begins the text: a
// capital, or one of a script without capitals.
func (f following) letter() bool { return unicode.IsLetter(f.first) && !f.lower() }

// initial reports whether the word is an initial: "J." or "W.".
func (f following) initial() bool {
	return f.word != "" && utf8.RuneCountInString(f.word) == 1 && strings.HasPrefix(f.rest[len(f.word):], ".")
}

// name reports whether the word is one that begins small wherever it
// stands, a name such as "iPhone" or "al-Orr".
func (f following) name() bool {
	if !f.lower() {
		return false
	}
	capital := strings.IndexFunc(f.word, unicode.IsUpper)
	if capital > 0 {
		return true
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(f.rest[len(f.word):], "-'’"))
	return len(f.word) <= 3 && strings.IndexAny(f.rest[len(f.word):], "-'’") == 0 && unicode.IsUpper(next)
}
