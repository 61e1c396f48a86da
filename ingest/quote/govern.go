package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/news"
)

// governing is the number of the clause that the quotation at token q
// belongs to; -1 where none governs it. A clause right after it goes first,
// then the last one before it, then one that ends the sentence.
func (r *reader) governing(clauses []clause, q int) int {
	t := r.tokens
	text := at(r.text, news.Span{Start: t[q].start, End: t[q].end})
	title := titled(text) && !t.isKind(q-1, comma) && !t.isKind(q-1, colon)
	next := 0
	for next < len(clauses) && clauses[next].verb < q {
		next++
	}
	direct := next > 0 && clauses[next-1].ok && clauses[next-1].verb >= q-2
	if next < len(clauses) && !(clauses[next].guessed && titled(text)) && !r.named(clauses, -1, q) && !(direct && clauses[next].prior) && r.follows(clauses[next], q, text) && (!title || q == 0) {
		return next
	}
	if title || r.named(clauses, next-1, q) {
		return -1
	}
	if next > 0 && r.reaches(clauses[next-1], q, text) {
		return t.outermost(clauses, next-1)
	}
	for k := next; k < len(clauses); k++ {
		if c := clauses[k]; c.ok && !c.guessed && (c.prior || t.isKind(c.from-1, comma) || t.isKind(c.from-1, quoted)) {
			return k
		}
	}
	return -1
}

// follows reports whether a clause comes right after the quotation at q.
func (r *reader) follows(c clause, q int, text string) bool {
	t := r.tokens
	if !c.ok || c.guessed && !endsSentence(text) {
		return false
	}
	start := q + 1
	if t.isKind(start, comma) {
		start++
	}
	if c.from == start {
		return true
	}
	// What stands between may be a part of the subject that was not read.
	if c.from < start || c.from > start+6 || start == q+1 && !endsSentence(text) {
		return false
	}
	for i := start; i < c.from; i++ {
		if t[i].kind != word {
			return false
		}
	}
	return true
}

// named reports whether the quotation at q is a name or a title, as the word
// before it tells: "so-called", "the film". "Which he called" is different.
func (r *reader) named(clauses []clause, before, q int) bool {
	t := r.tokens
	if t.isKind(q-1, comma) && t.has(q-2, naming) && titled(at(r.text, t.span(q, q+1))) {
		return true // "in her memoir, X"
	}
	if !t.has(q-1, naming) {
		return false
	}
	if before < 0 || clauses[before].verb != q-1 {
		return true
	}
	c := clauses[before]
	return !c.ok || !t.has(c.from-1, function)
}

// reaches reports whether a clause before the quotation at q governs it.
func (r *reader) reaches(c clause, q int, text string) bool {
	t := r.tokens
	words := strings.Count(text, " ") + 1
	if c.class.is(loose) && words < 3 || c.class.is(terms) && q-c.verb > maxPhrase {
		return false
	}
	if c.guessed {
		return false
	}
	// What comes after "Brandt said of the" is not what she said.
	taken := t.isKind(c.from-1, quoted) || t.isKind(c.from-1, comma) && t.isKind(c.from-2, quoted)
	for i := c.verb; i < q && taken; i++ {
		taken = t[i].kind != quoted
	}
	return !taken || t.isKind(q-1, comma) || t.isKind(q-1, colon) || t.isKind(q-1, stop) || t.has(q-1, conjunction|thatWhich) || c.class.is(act)
}

// titled reports whether words are written as a title or a name is: each
// with a capital, but for small words.
func titled(text string) bool {
	capitals := 0
	for w := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'‘(["))
		switch {
		case unicode.IsUpper(first) || unicode.IsDigit(first):
			if !lookup(w).is(function|determiner) || len(w) == len(text) {
				capitals++
			}
		case unicode.IsLetter(first) && !lookup(strings.TrimRight(w, ".,")).is(function|determiner|link|particle):
			return false
		}
	}
	return capitals > 0
}

// outermost is the clause that the one at k is the object of, where that one
// tells what somebody thinks: "Brandt said the ministry hopes".
func (t tokens) outermost(clauses []clause, k int) int {
	for k > 0 && clauses[k].class.is(loose) {
		from := clauses[k].from
		if t.has(from-1, function) {
			from--
		}
		if from != clauses[k-1].verb+1 {
			break
		}
		k--
	}
	return k
}
