package quote

// nameWord reports whether token i may be part of a name.
func (t tokens) nameWord(i int) bool {
	if !t.upper(i) || i == 0 && t[i].gerund {
		return false
	}
	return !t[i].class.is(function|determiner) || t[i].class.is(given) && i > 0 && (t.upper(i+1) || t.upper(i-1))
}

// nameEndingAt reads back over a name and the role before it, of which
// token i is the last: "Foreign Secretary David Lammy".
func (t tokens) nameEndingAt(i int) phrase {
	from := t.nameStart(i)
	p := t.split(from, t.beforeOf(from, i+1))
	p.to = i + 1
	if p.sort == named && !p.hasRole() {
		t.addRoleBefore(&p, from)
	}
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

// nameStart is the first token of the name of which i is the last.
func (t tokens) nameStart(i int) int {
	from := i
	for k := i - 1; k >= 0 && k > i-maxPhrase; k-- {
		switch {
		case t.nameWord(k) && !t.has(k, calendar):
			from = k
		case !t.insideName(k):
			return from
		}
	}
	return from
}

// insideName reports whether the word at k, which is no part of a name by
// itself, joins one that ends after it to words before.
func (t tokens) insideName(k int) bool {
	switch {
	case t.lower(k, particle) && (t.nameWord(k-1) || t.has(k-1, particle|determiner)):
		return true
	case t.lower(k, link) && !t.has(k, and|determiner) && (t.nameWord(k-1) || t.has(k-1, particle|determiner)):
		return true
	case t.lower(k, preposition) && t.has(k-1, office) && t[k-1].upper:
		return true // "Ambassador to Oland"
	}
	return t.has(k, determiner) && t.has(k-1, link) && t.nameWord(k-2) // "Bank of the Republic"
}

// beforeOf is where a person's name ends that a place or a body follows: "Bo
// Orr | of Portmere".
func (t tokens) beforeOf(from, to int) int {
	for k := from + 2; k < to-1; k++ {
		if !t.lower(k, link) || t.has(k, particle) {
			continue
		}
		if t.any(body|document|outlet|people|link|particle, from, k) || t.any(office, k-2, k) {
			return to
		}
		return k
	}
	return to
}

// nameEnd is where the name that begins at i ends.
func (t tokens) nameEnd(i int) int {
	for i+1 < len(t) && !t[i].owner {
		switch {
		case t.nameWord(i+1) && !t.has(i+1, calendar):
			i++
		case t.has(i+1, particle) && t.nameWord(i+2):
			i += 2
		case t.has(i+1, particle) && t.has(i+2, particle) && t.nameWord(i+3):
			i += 3
		default:
			return i + 1
		}
	}
	return i + 1
}

// wholeName is where the name ends that begins at i, or that the words from
// i on lead to: "State Department spokesman Bo Orr", "Oland's ambassador, Bo
// Orr,".
func (t tokens) wholeName(i int) int {
	end := t.nameEnd(i)
	for k := end; t.word(k) && k < end+6; k++ {
		switch {
		case t.nameWord(k) && t.has(k-1, office):
			return t.nameEnd(k)
		case t.has(k, function|auxiliary) && !t.has(k, link):
			return end
		case t.isKind(k+1, comma) && t.nameWord(k+2) && t.any(office, end, k+1):
			if last := t.nameEnd(k + 2); t.isKind(last, comma) {
				return last
			}
		}
	}
	return end
}
