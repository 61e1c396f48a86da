package quote

// descriptionEndingAt reads back from a noun to the article that begins its
// phrase: "the company's statement", "White House officials".
func (t tokens) descriptionEndingAt(i int) (phrase, bool) {
	p := phrase{sort: described, to: i + 1}
	if t.trails(i) && !t.has(i-1, determiner) {
		i--
	}
	p.head = i
	for k := i; t.word(k) && k > i-maxPhrase; k-- {
		c := t[k].class
		switch {
		case c.is(determiner):
			if t.has(k-1, determiner) {
				continue
			}
			p.from, p.name = k, t.span(k, i+1)
			return p, true
		case c.is(people) && k >= i-1:
			p.from = t.modifiers(k)
			p.name = t.span(p.from, i+1)
			return p, true
		case c.is(link) && k < i:
			p.head = k - 1
		case t[k].owner && t[k].upper && !t.nameWord(k-1) && !t.has(k-1, determiner|people):
			p.from, p.name = k, t.span(k, i+1)
			return p, true
		case c.is(function|says|auxiliary) && !c.is(office|noun):
			return phrase{}, false
		}
	}
	return phrase{}, false
}

// trails reports whether the word at i only says more of the noun before it:
// "a statement released".
func (t tokens) trails(i int) bool {
	if !t.word(i) || !t.word(i-1) || t[i].upper || t[i].class&^event != 0 {
		return false
	}
	return t[i].past || t[i].gerund || t[i].class.is(event)
}

// modifiers goes back over what describes the noun at i: "White House".
func (t tokens) modifiers(i int) int {
	for i > 0 && t.word(i-1) && !t[i-1].class.is(function|says|auxiliary|terms) {
		i--
		if t[i].class.is(determiner) {
			break
		}
	}
	return i
}
