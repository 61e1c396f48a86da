package asking

import (
	_ "embed"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"attache/index"
	"attache/retrieval/when"
)

// none is the number of a term that a word has not.
const none = -1

// word is a word of a question.
type word struct {
	start, end int    // its bytes in the text, a possessive 's included
	term       string // as the index has it
	fold       string // in small letters, without a possessive
	content    int    // its number in Asked.Terms, or none
	dated      bool   // it is a word of a date, and therefore of no name
	named      bool   // it is a word of a name
	known      bool   // and the lexicon knows that name
	place      bool   // to be one of a land or a city
}

// reading is a question with its words.
type reading struct {
	text  string
	words []word
	times []when.Expression
	// cased is set where capitals tell names from other words, capitals where
	// they tell any.
	cased, capitals bool
}

func read(analyser *index.Analyser, text string, asOf time.Time) *reading {
	r := &reading{text: text, times: when.Find(text, asOf)}
	analyser.Terms(text, func(t index.Token) bool {
		r.words = append(r.words, word{
			start: t.Start, end: t.End, term: t.Term, fold: index.Fold(text[t.Start:t.End]), content: none,
		})
		return true
	})
	r.cased = !isShouting(text) && !r.isTitleCase()
	r.markDates()
	for i := range r.words {
		r.capitals = r.capitals || r.isNamed(i)
	}
	return r
}

// markDates marks the words of dates. An event has names in it; they are
// none of those if they are months or days.
func (r *reading) markDates() {
	for _, e := range r.times {
		for i := range r.words {
			if w := &r.words[i]; w.start >= e.Start && w.end <= e.End && (e.Event == "" || calendar[w.fold]) {
				w.dated = true
			}
		}
	}
}

// calendar are the words that are written like names and are none.
var calendar = foldsOf(`january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

// written is a word as the reader wrote it.
func (r *reading) written(i int) string { return r.text[r.words[i].start:r.words[i].end] }

// fold is a word in small letters; empty beyond the words.
func (r *reading) fold(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].fold
}

// gap is what stands before a word: white space and signs.
func (r *reading) gap(i int) string {
	if i == 0 {
		return r.text[:r.words[0].start]
	}
	return r.text[r.words[i-1].end:r.words[i].start]
}

// opens reports whether a sentence or a line begins with the word.
func (r *reading) opens(i int) bool {
	return i == 0 || strings.ContainsAny(r.gap(i), ".?!:;\n？؟。") && !(r.gap(i) == ". " && r.isAbbreviation(i-1))
}

// isAbbreviation tells "U.S." and "Mr." from words at a sentence's end.
func (r *reading) isAbbreviation(i int) bool {
	word := r.written(i)
	return strings.Contains(word, ".") || len(word) == 1 ||
		len(word) <= 3 && r.isCapital(i) && word != strings.ToUpper(word)
}

// isCapital reports whether a word begins with a capital letter.
func (r *reading) isCapital(i int) bool {
	first, _ := utf8.DecodeRuneInString(r.text[r.words[i].start:])
	return unicode.IsUpper(first)
}

// isNamed reports whether a word is written like a name: with a capital, and
// not only because a sentence begins with it.
func (r *reading) isNamed(i int) bool {
	return r.cased && r.isCapital(i) && !r.opens(i) && !r.words[i].dated
}

// isAcronym tells "US", "WHO" and "IT" from the stop words "us", "who", "it".
func (r *reading) isAcronym(i int) bool {
	written := r.written(i)
	return r.cased && len(written) > 1 && written == strings.ToUpper(written)
}

// isTitleCase reports whether most small words are written with a capital.
func (r *reading) isTitleCase() bool {
	small, capitals := 0, 0
	for i := range r.words {
		if written := r.written(i); r.opens(i) || !stopwords()[r.words[i].fold] || written == strings.ToUpper(written) {
			continue
		}
		if small++; r.isCapital(i) {
			capitals++
		}
	}
	return capitals > 1 && 2*capitals > small
}

// isShouting reports a text without lower-case letters, whose capitals
// therefore mean nothing.
func isShouting(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsLower)
}

//go:embed stopwords.txt
var stopwordList string

// stopwords are the words of the list, which are parted by white space;
// lines that begin with # are comments.
var stopwords = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool)
	for line := range strings.Lines(stopwordList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			words[word] = true
		}
	}
	return words
})
