package quote

import "strings"

// governing is the number of the clause that the quotation at token q
// belongs to; -1 where none governs it. A clause right after it goes first,
// then the last one before it, then one that ends the sentence.
func (r *reader) governing(clauses []clause, q int) int {
	t := r.tokens
	words := at(r.text, t.span(q, q+1))
	title := titled(words)
	introduced := t.isKind(q-1, comma) || t.isKind(q-1, colon)
	next := 0
	for next < len(clauses) && clauses[next].verb < q {
		next++
	}
	before, after := clauses[:next], clauses[next:]
	if len(after) > 0 && (!title || introduced || q == 0) && !t.isNamed(before, q, title) && t.follows(before, after[0], q, words) {
		return next
	}
	if title && !introduced || t.isNamed(before, q, title) {
		return -1
	}
	if next > 0 && t.reaches(before[next-1], q, words) {
		return t.outermost(before, next-1)
	}
	for k, c := range after {
		if c.ok && !c.guessed && (c.prior || t.isKind(c.from-1, comma) || t.isKind(c.from-1, quoted)) {
			return next + k
		}
	}
	return -1
}

// follows reports whether clause c comes right after the quotation at q,
// which has these words, and governs it rather than one before.
func (t tokens) follows(before []clause, c clause, q int, words string) bool {
	if !c.ok || c.guessed && (!endsSentence(words) || titled(words)) {
		return false
	}
	if n := len(before); n > 0 && c.prior && before[n-1].ok && before[n-1].verb >= q-2 {
		return false // "but said X, according to a statement"
	}
	start := q + 1
	if t.isKind(start, comma) {
		start++
	}
	if c.from == start {
		return true
	}
	// What stands between may be a part of the subject that was not read.
	if c.from < start || c.from > start+6 || start == q+1 && !endsSentence(words) {
		return false
	}
	for i := start; i < c.from; i++ {
		if t[i].kind != word {
			return false
		}
	}
	return true
}

// isNamed reports whether the quotation at q is a name or a title, as the
// word before it tells: "so-called", "the film". "Which he called" is
// different.
func (t tokens) isNamed(before []clause, q int, title bool) bool {
	if t.isKind(q-1, comma) {
		return title && t.has(q-2, naming) // "in her memoir, X"
	}
	if !t.has(q-1, naming) {
		return false
	}
	n := len(before)
	return n == 0 || before[n-1].verb != q-1 || !before[n-1].ok || !t.has(before[n-1].from-1, function)
}

// reaches reports whether a clause before the quotation at q governs it.
func (t tokens) reaches(c clause, q int, words string) bool {
	switch {
	case c.guessed:
		return false
	case c.class.is(loose) && strings.Count(words, " ") < 2:
		return false
	case c.class.is(terms) && q-c.verb > maxPhrase:
		return false
	case c.class.is(act) || !t.afterQuote(c.from):
		return true
	}
	// What comes after "X, Brandt said of the" is not what she said.
	for i := c.verb; i < q; i++ {
		if t[i].kind == quoted {
			return true
		}
	}
	return t.isKind(q-1, comma) || t.isKind(q-1, colon) || t.isKind(q-1, stop) || t.has(q-1, conjunction|thatWhich)
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
