package quote

import "attache/news"

// outletOf is the outlet that a sentence says somebody spoke to or wrote on,
// looked for in the tokens [from, to); the empty range where it names none.
func (t tokens) outletOf(from, to int) news.Span {
	for i := from; i < to; i++ {
		if !t.word(i) {
			continue
		}
		start := t.afterTo(i)
		if start < 0 {
			continue
		}
		if s := t.outletAt(start, t[i].class); s.End > s.Start {
			return s
		}
	}
	return news.Span{}
}

// afterTo is where the name of an outlet may begin after the word at i:
// "told |", "interview with |", "posted on |"; -1 where none may.
func (t tokens) afterTo(i int) int {
	switch {
	case t[i].class.is(tells):
		return i + 1
	case t[i].class.is(talk) && t.has(i+1, preposition):
		return i + 2
	case t[i].class.is(by|toward) && !t[i].upper:
		return i + 1
	}
	return -1
}

// outletAt reads the name of an outlet that begins at i.
func (t tokens) outletAt(i int, lead class) news.Span {
	if t.has(i, determiner) && !t.nameWord(i) {
		i++
	}
	end, known := i, false
	for end < len(t) && end < i+maxPhrase && t.word(end) && (t[end].upper || end > i && t.continuesOutlet(end)) {
		if t[end].class.is(calendar) && end > i {
			break
		}
		known = known || t[end].class.is(outlet)
		end++
		if t[end-1].owner && !t.endsInProgramme(end) {
			break
		}
	}
	if end == i {
		return news.Span{}
	}
	if lead.is(toward) && !known {
		if t[i].class.is(platform) && (end == i+1 || t[i].class.is(outlet) == false && t.isSocial(i, end)) {
			return t.span(i, end)
		}
		return news.Span{}
	}
	if !known {
		return news.Span{}
	}
	return t.span(i, end)
}

// continuesOutlet reports whether the word at i goes on with a name that
// began before: "Radio 4's Today programme".
func (t tokens) continuesOutlet(i int) bool {
	return t[i].class.is(outlet) || t[i].number || t[i].class.is(particle|link) && i+1 < len(t) && t[i+1].upper && !t.has(i, and)
}

// endsInProgramme reports whether a programme of the outlet follows at i.
func (t tokens) endsInProgramme(i int) bool {
	for k := i; k < len(t) && k < i+5 && t.word(k); k++ {
		if t[k].class.is(outlet) && !t[k].upper {
			return true
		}
	}
	return false
}

// isSocial reports whether [i, end) is a platform of two words.
func (t tokens) isSocial(i, end int) bool {
	return end == i+2 && t.has(end-1, platform)
}
