package quote

// subjectAt makes a subject of a phrase before a verb: with the one it
// belongs to ("a release for the series"), with the one it is joined to
// ("Brandt and Orr"). There is none where the phrase is an object.
func (t tokens) subjectAt(p phrase) (phrase, bool) {
	k := p.from - 1
	switch {
	case p.sort == named && !p.hasRole() && t.has(k, and) && t.nameWord(k-1):
		return t.joined(p), true
	case t.lower(k, preposition) && !t.has(k, adverb|conjunction):
		if t.word(k-1) && t[k-1].past && t[k-1].class == 0 {
			k-- // "a scientist involved in the research"
		}
		q, ok := t.endingAt(k - 1)
		if !ok || q.sort == pronominal {
			return t.openAside(k-1, p)
		}
		q.to = p.to
		return t.subjectAt(q)
	case p.sort == described && t.isObject(k):
		return phrase{}, false
	}
	return p, true
}

// isObject reports whether a description is an object because of the word
// before it, which is at k: a verb that the rules do not know, or that
// announces something.
func (t tokens) isObject(k int) bool {
	if !t.word(k) || t[k].upper {
		return false
	}
	return t[k].class.is(loose) || !t[k].class.is(function|says|terms|and)
}

// joined reads a name together with the one that "and" joins to it.
func (t tokens) joined(p phrase) phrase {
	left := t.nameEndingAt(p.from - 2)
	if left.sort != named || left.hasRole() {
		return p
	}
	if t.any(office, left.from, left.to) && p.head > p.from {
		// "Minister of Youth and Sports Bo Orr"
		p.role = t.span(left.from, p.head-1)
		p.name = t.span(p.head-1, p.head+1)
	} else {
		p.name.Start, p.group = left.name.Start, true
	}
	p.from = left.from
	return p
}

// after reads the phrase that begins at token i, as the subject of a verb
// before it: "said Ana Brandt, Vastria's foreign minister".
func (t tokens) after(i int) (phrase, bool) {
	if t.has(i, pronoun) {
		return phrase{sort: pronominal, from: i, to: i + 1, head: i, name: t.span(i, i+1)}, true
	}
	from := i
	if t.has(i, determiner) {
		i++
	}
	end := t.nounEnd(i)
	for end > i+1 && t.trails(end-1) {
		end--
	}
	last := end - 1
	for last >= i && !t.nameWord(last) {
		last--
	}
	switch {
	case end == i:
		return phrase{}, false
	case last < i || last < end-1 && !t.has(end-1, calendar|adverb):
		p := phrase{sort: described, from: from, to: end, head: end - 1, name: t.span(from, end)}
		return p, from < i || t[i].upper || t.has(i, people) || t.has(end-1, people|office|body)
	}
	return t.nameAfter(from, i, last), true
}

// nameAfter reads the name of which last is the last token, in a phrase that
// begins at from with an article, or at i without.
func (t tokens) nameAfter(from, i, last int) phrase {
	p := t.nameEndingAt(last)
	if start := t.nameStart(last); p.sort == named && !p.hasRole() && p.from > from && start > i {
		p.role = t.span(i, start) // without an office: "rocker Bo Orr"
	}
	p.from, p.to = from, last+1
	if !p.hasRole() && t.isKind(p.to, comma) && t.beginsAside(p.to+1) {
		p.role = t.roleAfter(p.to+1, len(t))
	}
	return p
}

// nounEnd is where the phrase that begins at i ends: at a mark, a verb or a
// preposition that does not belong to a role.
func (t tokens) nounEnd(i int) int {
	k := i
	for t.word(k) && k < i+maxPhrase && (k > i && t.joinsNouns(k) || !t.endsNoun(k, i)) {
		k++
	}
	return k
}

// joinsNouns reports whether the word at k joins two parts of a phrase:
// "memory and learning researcher", "head of the bank".
func (t tokens) joinsNouns(k int) bool {
	switch {
	case t.has(k, and) && t.word(k+1) && !t[k-1].upper && !t.has(k+1, function):
		return true
	case t.has(k, link) && t.word(k+1) && (t.has(k-1, office|body|people) || t.nameWord(k-1) && t.nameWord(k+1)):
		return true
	}
	return t.lower(k, particle)
}

// endsNoun reports whether a phrase that began at from ends before the word
// at k.
func (t tokens) endsNoun(k, from int) bool {
	c := t[k].class
	switch {
	case c.is(function|says|auxiliary) && !c.is(office|noun):
		return true
	case c.is(calendar):
		return k > from
	}
	return c.is(says|terms) && !t[k].upper && !c.is(office|document)
}
