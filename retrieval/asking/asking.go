// Package asking understands questions. Its rules are:
//
//   - Everything is read by rule: the same question is always understood
//     the same way, and "attache ask --explain" shows how.
//   - The reader's own words are kept, all of them that say something. What
//     is added (other names, other spellings) weighs less.
//   - A part of a question that is not understood is words to look for, as
//     is every other.
//   - Capitals tell names only where the question uses them as English does;
//     in small letters, in capitals and in Title Case the lexicon alone
//     tells them.
//   - Everything is bounded and linear in the question.
package asking

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/lexicon"
)

// maxQuestion bounds how much of a question is read, in bytes.
const maxQuestion = 16 << 10

// Asker understands questions. It is safe for concurrent use.
type Asker struct{ lexicon func() *lexicon.Lexicon }

// New returns an Asker that knows the names of a lexicon, which is asked for
// with the first question; without one (nil) it knows no names.
func New(l func() *lexicon.Lexicon) *Asker { return &Asker{lexicon: l} }

// Understand reads a question that is asked at a time; zero where that is
// not known, and "yesterday" then means nothing. Of a question of more than
// 16 KiB the beginning is read. Asked.Text is the question without what
// nobody sees, so that no word is hidden from the index by it.
func (a *Asker) Understand(analyser *index.Analyser, question string, asOf time.Time) retrieval.Asked {
	r := read(analyser, visible(firstBytes(question, maxQuestion)), asOf)
	asked := retrieval.Asked{
		Text:    r.text,
		AsOf:    asOf,
		Terms:   r.terms(),
		Phrases: phrases(r.text),
		Wants:   wants(r),
		Negated: isNegated(r.text),
		Parts:   parts(r.text),
	}
	asked.Times = r.timesAsked(asked.Terms, asOf)
	names := a.names(analyser, r, asked.Terms)
	asked.Outlets, asked.Speakers = outlets(r), speakers(r)
	asked.Names = listed(names, asked.Outlets)
	asked.Kind = kind(r, asked.Wants)
	return asked
}

// firstBytes cuts a text to at most n bytes, between runes.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// visible is a text without characters that nobody sees, such as zero-width
// spaces and directional marks, which would part a word in two. Joiners
// stay in the scripts that are written with them. Bytes that are no UTF-8
// become spaces.
func visible(text string) string {
	var before rune
	return strings.Map(func(r rune) rune {
		joins := (r == joiner || r == nonJoiner) && before >= utf8.RuneSelf
		if unicode.Is(unicode.Cf, r) && !joins {
			return -1
		}
		before = r
		return r
	}, strings.ToValidUTF8(text, " "))
}
