package quote

// withAside reads a phrase that something between commas follows, the last
// of which stands at i: "Brandt, the minister, said".
func (t tokens) withAside(i int) (phrase, bool) {
	if p, ok := t.nameInside(i); ok {
		return p, true
	}
	for k := i - 1; k > 0 && k > i-maxAside; k-- {
		if t[k].kind == quoted && !t.has(k-1, preposition|naming) || t[k].kind == stop {
			break
		}
		if t[k].kind != comma || !t.beginsAside(k+1) && !t.any(office, k+1, i) {
			continue
		}
		p, ok := t.endingAt(t.skipBack(k - 1))
		if !ok || p.sort == pronominal || t.insideAside(p) {
			continue
		}
		if !p.hasRole() {
			p.role = t.roleAfter(k+1, i)
		}
		p.to = i + 1
		return p, true
	}
	return phrase{}, false
}

// nameInside reads a name that stands between commas itself, after who that
// is: "the ambassador to Oland, Bo Orr, said".
func (t tokens) nameInside(i int) (phrase, bool) {
	if !t.nameWord(i-1) || t[i-1].class.is(body) {
		return phrase{}, false
	}
	p := t.nameEndingAt(i - 1)
	if p.sort != named || p.head == p.from || !t.isKind(p.from-1, comma) || t.isOfOffice(p) {
		return phrase{}, false
	}
	p.to = i + 1
	if p.hasRole() {
		return p, true
	}
	for k := p.from - 2; t.word(k) && k > p.from-maxPhrase; k-- {
		if !t.has(k, office) {
			continue
		}
		from := t.modifiers(k)
		for from < k && t.has(from, determiner) {
			from++
		}
		p.role, p.from = t.span(from, p.from-1), from
		if t.has(from-1, determiner) {
			p.from--
		}
		return p, true
	}
	return phrase{}, false
}

// isOfOffice reports whether what was read as a name only tells of what, for
// what or to where somebody holds an office: "Brandt, the envoy of Oland".
func (t tokens) isOfOffice(p phrase) bool {
	first := p.head
	for first > p.from && t[first].start > p.name.Start {
		first--
	}
	return t.lower(first-1, preposition) || t.lower(first, preposition)
}

// insideAside reports whether a phrase is the end of what stands between
// commas itself, after a name: "Brandt, a judge in Portmere, and head of a
// panel, said".
func (t tokens) insideAside(p phrase) bool {
	if t.has(p.from-1, preposition) {
		return true
	}
	return p.sort == described && t.isKind(p.from-1, comma) && t.nameWord(p.from-2)
}

// beginsAside reports whether what begins at i tells who somebody is.
func (t tokens) beginsAside(i int) bool {
	switch {
	case !t.word(i) || t.has(i, pronoun):
		return t.has(i, relative)
	case t.lower(i, preposition) && !t.has(i+1, calendar) && (t.isKind(i+2, comma) || t.isKind(i+3, comma)):
		return true // "for their part"
	case t.has(i, determiner) || t[i].owner:
		return true
	case t.has(i, function):
		return false
	}
	return !t[i].upper || t.has(i+1, office)
}

// openAside reads a name with a role after it that no comma ends: "Ana
// Brandt, head of the bank said". The role goes on from token k to p.
func (t tokens) openAside(k int, p phrase) (phrase, bool) {
	if !t.has(k, office) {
		return phrase{}, false
	}
	from := k
	for t.word(from-1) && from > k-maxPhrase {
		from--
	}
	if !t.isKind(from-1, comma) || !t.nameWord(from-2) {
		return phrase{}, false
	}
	q := t.nameEndingAt(from - 2)
	q.to = p.to
	if !q.hasRole() {
		q.role = t.roleAfter(from, p.to)
	}
	return q, q.sort == named
}
