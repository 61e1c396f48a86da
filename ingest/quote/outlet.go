package quote

import "attache/news"

// outletOf is the outlet that a sentence says somebody spoke to or wrote on,
// looked for in the tokens [from, to); the empty range where it names none.
func (t tokens) outletOf(from, to int) news.Span {
	for i := from; i < to; i++ {
		start := t.afterTo(i)
		if start < 0 {
			continue
		}
		if t.has(start, determiner) && !t.nameWord(start) {
			start++
		}
		end, known := t.outletEnd(start)
		if known || t.has(i, toward) && t.isPlatform(start, end) {
			return t.span(start, end)
		}
	}
	return news.Span{}
}

// afterTo is where the name of an outlet may begin after the word at i:
// "told |", "interview with |", "posted on |"; -1 where none may.
func (t tokens) afterTo(i int) int {
	switch {
	case t.has(i, tells), t.lower(i, by|toward):
		return i + 1
	case t.has(i, talk) && t.has(i+1, preposition):
		return i + 2
	}
	return -1
}

// outletEnd is where the name ends that begins at i; known is set where one
// of its words is one that outlets have.
func (t tokens) outletEnd(i int) (end int, known bool) {
	for end = i; end < i+maxPhrase && (t.upper(end) || end > i && t.inOutlet(end)); {
		if end > i && t.has(end, calendar) {
			break
		}
		known = known || t.has(end, outlet)
		end++
		if t[end-1].owner && !t.namesProgramme(end) {
			break // of "CNN's Bo Orr" only CNN
		}
	}
	return end, known
}

// inOutlet reports whether the word at i, in lower case, goes on with a name
// that began before: "Radio 4's Today programme".
func (t tokens) inOutlet(i int) bool {
	return t.word(i) && (t[i].number || t.has(i, outlet) || t.has(i, particle|link) && !t.has(i, and) && t.upper(i+1))
}

// namesProgramme reports whether a programme of an outlet follows at i.
func (t tokens) namesProgramme(i int) bool {
	for k := i; t.word(k) && k < i+5; k++ {
		if t.lower(k, outlet) {
			return true
		}
	}
	return false
}

// isPlatform reports whether [i, end) is the name of a platform: "X", "Truth
// Social".
func (t tokens) isPlatform(i, end int) bool {
	return end > i && end <= i+2 && t.has(i, platform) && t.has(end-1, platform)
}
