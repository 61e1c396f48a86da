package quote

import "attache/news"

// nameEndingAt reads back over a name and the role before it, of which
// token i is the last: "Foreign Secretary David Lammy".
func (t sentenceTokens) nameEndingAt(i int) phrase {
	from := t.nameStart(i)
	to := t.beforeOf(from, i+1)
	p := t.split(from, to)
	p.to = i + 1
	if p.sort == named && p.role == (news.Span{}) && from > 0 {
		t.roleBefore(&p, from)
	}
	p.from = min(p.from, from)
	if p.sort == described && t.has(p.from-1, determiner) {
		p.from--
		p.name.Start = t[p.from].start
	}
	if t.has(p.from-1, determiner) {
		p.from--
	}
	if t[i].full > 0 && (!t.word(i+1) || t.has(i+1, says|auxiliary)) {
		p.name.End = t[i].full // a name that ends like a possessive: "Macy's"
	}
	return p
}

// beforeOf is where a person's name ends that a place or a body follows: "Bo
// Orr | of Portmere".
func (t sentenceTokens) beforeOf(from, to int) int {
	for k := from + 2; k < to-1; k++ {
		if t[k].upper || !t.has(k, link) || t.has(k, particle) {
			continue
		}
		if t.names(body|document|outlet|people|link|particle, from, k) || t.names(office, k-2, k) {
			return to
		}
		return k
	}
	return to
}

// nameStart is the first token of the name of which i is the last.
func (t sentenceTokens) nameStart(i int) int {
	from := i
	for k := i - 1; k >= 0 && k > i-maxPhrase; k-- {
		switch {
		case t.nameWord(k) && !(t.has(k, calendar)):
			from = k
			continue
		case t.word(k) && !t[k].upper && t[k].class.is(particle|link) && !t.isAnd(k) && (t.nameWord(k-1) || t.has(k-1, particle|determiner)):
			if t[k].class.is(determiner) && !t[k].class.is(particle) {
				return from
			}
			continue
		case t.has(k, preposition) && !t[k].upper && t.has(k-1, office) && t[k-1].upper:
			continue // "Ambassador to Oland"
		case t.has(k, determiner) && t.has(k-1, link) && t.nameWord(k-2):
			continue // "Bank of the Republic"
		}
		break
	}
	return from
}

// split parts the words of a name [from, to) from the role before it.
func (t sentenceTokens) split(from, to int) phrase {
	p := phrase{sort: named, from: from, to: to, head: to - 1}
	start := from
	for k := from; k < to-1; k++ {
		switch {
		case t[k].class.is(regnal) && t[k].upper:
			if k > start && t.has(k-1, regnal) {
				continue
			}
			if k > from {
				p.role = t.span(from, k)
			}
			p.name = t.span(k, to)
			return p
		case t[k].class.is(office) && !t[k].owner && !(t.has(k+1, link) && to-k < 4):
			start = t.afterOffice(k+1, to)
		}
	}
	if last := t[to-1]; (last.class.is(office|document) || last.nickname && t.has(from-1, definite)) && !last.owner && start == from || start >= to {
		p.sort = described
		p.name = t.span(from, to)
		return p
	}
	p.role = t.span(from, start)
	start = t.ownName(start, to)
	for start < to-1 && t[start].class.is(honorific) {
		start++
	}
	if p.role == (news.Span{}) {
		start = max(start, from)
	}
	p.name = t.span(start, to)
	return p
}

// ownName is where a name begins without its owner's: "Oland's | Bo Orr".
func (t sentenceTokens) ownName(start, to int) int {
	for k := start; k < to-2; k++ {
		if t[k].owner {
			return k + 1
		}
	}
	return start
}

// afterOffice is where the name begins after an office that ends before
// token k: "Secretary | of State | Antony Blinken".
func (t sentenceTokens) afterOffice(k, to int) int {
	if !t.has(k, link|preposition) {
		return k
	}
	// A name after "of" has two words, as far as can be told.
	if to-k >= 4 {
		return to - 2
	}
	return to - 1
}

// roleBefore reads the role in lower case before a name: "cognitive
// psychologist", "the organization's president and CEO".
func (t sentenceTokens) roleBefore(p *phrase, from int) {
	k := t.officeBefore(from)
	if k < 0 {
		return
	}
	for k > 0 && k > from-maxPhrase && t.word(k-1) {
		prev := t[k-1]
		if prev.class.is(determiner|event) || prev.upper && prev.class.is(function) || !prev.upper && prev.class.is(function|says|auxiliary|link) && !prev.class.is(office) && !t.joinsOffices(k-1) {
			break
		}
		k--
	}
	p.role = t.span(k, from)
	p.from = k
}

// officeBefore is the office in lower case that ends before a name, or that
// "of" and some words follow: "director of testing Bo Orr"; -1 for none.
func (t sentenceTokens) officeBefore(from int) int {
	for k := from - 1; k >= 0 && k > from-5 && t.word(k) && !t[k].upper; k-- {
		if t.has(k, office) && (k == from-1 || t.has(k+1, link) && !t.isAnd(k+1)) {
			return k
		}
		if t[k].class.is(function|determiner|says|auxiliary) && !t.has(k, link) {
			break
		}
	}
	return -1
}

// joinsOffices reports whether the word at k joins two parts of a role:
// "president and CEO".
func (t sentenceTokens) joinsOffices(k int) bool {
	return t.has(k, link) && t.word(k-1) && (t.has(k-1, office) || isOffice(t, k-1))
}

func isOffice(t sentenceTokens, i int) bool { return t.has(i, office) }

// after reads the phrase that begins at token i, as the subject of a verb
// before it: "said Ana Brandt, Vastria's foreign minister".
func (t sentenceTokens) after(i int) (phrase, bool) {
	if t.has(i, pronoun) {
		return phrase{sort: pronominal, from: i, to: i + 1, head: i}, true
	}
	from := i
	if t.has(i, determiner) {
		i++
	}
	end := t.nounEnd(i)
	for end > i+1 && !t[end-1].upper && t[end-1].class&^event == 0 && (t[end-1].past || t[end-1].gerund || t[end-1].class.is(event)) {
		end-- // "a statement released"
	}
	if end == i {
		return phrase{}, false
	}
	last := end - 1
	for last >= i && !t.nameWord(last) {
		last--
	}
	if last < i || last < end-1 && !t[end-1].class.is(calendar|adverb) && !t.numeral(end-1) {
		p := phrase{sort: described, from: from, to: end, head: end - 1, name: t.span(from, end)}
		if from == i && !t.has(i, people) && !t.has(end-1, people) && !t[i].upper {
			return p, t.has(end-1, office|body)
		}
		return p, true
	}
	p := t.nameEndingAt(last)
	if p.sort == named && p.role == (news.Span{}) && p.from > from {
		// What stands before the name has no office in it: "rocker Bo Orr".
		if start := t.nameStart(last); start > i {
			p.role = t.span(i, start)
		}
	}
	p.from, p.to = from, last+1
	if p.role == (news.Span{}) && t.isKind(p.to, comma) && t.beginsAside(p.to+1) {
		p.role = t.aside(p.to+1, len(t))
	}
	return p, true
}

func (t sentenceTokens) numeral(i int) bool { return false }

// nounEnd is where the phrase that begins at i ends: at a mark, a verb or a
// preposition that does not belong to a role.
func (t sentenceTokens) nounEnd(i int) int {
	k := i
	for k < len(t) && k < i+maxPhrase && t.word(k) {
		c := t[k].class
		if t.isAnd(k) && k > i && t.word(k+1) && !t[k-1].upper && !t.has(k+1, function) {
			k++
			continue
		}
		if c.is(link) && k > i && t.word(k+1) && (t.has(k-1, office|body|people) || t.nameWord(k-1) && t.nameWord(k+1)) {
			k++
			continue
		}
		if !t[k].upper && c.is(particle) && k > i {
			k++
			continue
		}
		if c.is(function|says|auxiliary) && !c.is(office|noun) || c.is(calendar) && k > i {
			break
		}
		if c.is(says|terms) && !t[k].upper && !c.is(office|document) {
			break
		}
		k++
	}
	return k
}
