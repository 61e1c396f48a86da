package quote

// split parts the words of a name [from, to) from the role before it. A
// name that is only a role is a description.
func (t tokens) split(from, to int) phrase {
	p := phrase{sort: named, from: from, to: to, head: to - 1}
	start := from
	for k := from; k < to-1; k++ {
		switch c := t[k].class; {
		case c.is(regnal) && t[k].upper && k > start && t.has(k-1, regnal):
			// the second of "Crown Prince"
		case c.is(regnal) && t[k].upper:
			p.role, p.name = t.span(from, k), t.span(k, to)
			return p
		case c.is(office) && !t[k].owner && !(t.has(k+1, link) && to-k < 4):
			start = t.afterOffice(k+1, to)
		}
	}
	if start >= to || start == from && t.describes(from, to-1) {
		p.sort = described
		p.name = t.span(from, to)
		return p
	}
	p.role = t.span(from, start)
	start = t.afterOwner(start, to)
	for start < to-1 && t[start].class.is(honorific) {
		start++
	}
	p.name = t.span(start, to)
	return p
}

// describes reports whether the last word of what looks like a name says
// that it is none: "the Foreign Secretary", "the Northern Irishman".
func (t tokens) describes(from, last int) bool {
	if t[last].owner {
		return false
	}
	return t[last].class.is(office|document) || t[last].nickname && t.has(from-1, definite)
}

// afterOwner is where a name begins without its owner's: "Oland's | Bo Orr".
func (t tokens) afterOwner(start, to int) int {
	for k := start; k < to-2; k++ {
		if t[k].owner {
			return k + 1
		}
	}
	return start
}

// afterOffice is where the name begins after an office that ends before
// token k: "Secretary | of State | Antony Blinken". After "of" it has two
// words, as far as can be told.
func (t tokens) afterOffice(k, to int) int {
	switch {
	case !t.has(k, link|preposition):
		return k
	case to-k >= 4:
		return to - 2
	}
	return to - 1
}
