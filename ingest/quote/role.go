package quote

import "attache/news"

// roleAfter is the role that what stands after a name says: "a professor of
// law at Vastria State", "who chairs the committee"; empty where it says
// none. The tokens are [from, limit), as far as the next mark.
func (t tokens) roleAfter(from, limit int) news.Span {
	if t.has(from, relative) {
		return t.roleOfWho(from, limit)
	}
	if t.has(from, determiner) && !t[from].owner {
		from++
	}
	to, told := from, false
	for to < limit && to < from+maxAside && t.word(to) && !t.endsRole(to, told) {
		told = told || t.has(to, office|regnal)
		to++
	}
	for to > from && t[to-1].class.is(calendar|adverb) {
		to--
	}
	if !told {
		return news.Span{}
	}
	return t.span(from, to)
}

// endsRole reports whether a role, which has told an office or not, ends
// before the word at i.
func (t tokens) endsRole(i int, told bool) bool {
	c := t[i].class
	switch {
	case c.is(function) && !c.is(preposition):
		return true
	case c.is(says|being|auxiliary) && !c.is(office|noun):
		return true
	}
	return told && c.is(and) && !t.has(i+1, office)
}

// roleOfWho is the role that "who" at from begins: "who is president of the
// bank", "who chairs the committee".
func (t tokens) roleOfWho(from, limit int) news.Span {
	start, told := from, true
	switch {
	case t.has(from+1, leads):
	case t.has(from+1, being):
		start, told = from+2, false
		if t.has(start, determiner) {
			start++
		}
	default:
		return news.Span{}
	}
	to := start
	for to < limit && to < from+maxAside && t.word(to) && (start == from || !t.has(to, and)) {
		told = told || t.has(to, office)
		to++
	}
	if !told {
		return news.Span{}
	}
	return t.span(start, to)
}

// addRoleBefore gives a name that begins at token from the role in lower
// case before it: "the bank's president and CEO".
func (t tokens) addRoleBefore(p *phrase, from int) {
	k := t.officeBefore(from)
	if k < 0 {
		return
	}
	for k > from-maxPhrase && t.word(k-1) && !t.beginsRole(k-1) {
		k--
	}
	p.role = t.span(k, from)
	p.from = k
}

// officeBefore is the office in lower case that ends before a name, or that
// "of" and some words follow: "director of testing Bo Orr"; -1 for none.
func (t tokens) officeBefore(from int) int {
	for k := from - 1; t.word(k) && !t[k].upper && k > from-5; k-- {
		if t.has(k, office) && (k == from-1 || t.has(k+1, link) && !t.has(k+1, and)) {
			return k
		}
		if t.has(k, function|determiner|says|auxiliary) && !t.has(k, link) {
			break
		}
	}
	return -1
}

// beginsRole reports whether a role begins after the word at k.
func (t tokens) beginsRole(k int) bool {
	c := t[k].class
	switch {
	case c.is(determiner | event):
		return true
	case t[k].upper:
		return c.is(function)
	case c.is(link) && t.has(k-1, office):
		return false // "president and CEO"
	}
	return c.is(function|says|auxiliary|link) && !c.is(office)
}
