package quote

// passive reports whether the verb at i says what was done to its subject:
// "was called".
func (t tokens) passive(i int) bool {
	k := i - 1
	for t.has(k, adverb) {
		k--
	}
	return t.has(k, being) && !t[i].class.is(act) || t[i].class.is(terms) && t.has(i+1, by)
}

// agent gives a passive clause its subject: "was called a fraud by Brandt".
// There is none for other verbs: who "was told by Brandt" is not quoted.
func (t tokens) agent(c *clause) bool {
	if !c.class.is(terms) {
		return false
	}
	for k := c.verb + 1; k < len(t) && k < c.verb+maxPhrase; k++ {
		if t.has(k, by) {
			c.subject, c.ok = t.after(k + 1)
			return c.ok
		}
	}
	return false
}

// unsaid reports whether the verb at i tells what was not said, or only might
// be: "could say", "did not say".
func (t tokens) unsaid(i int) bool {
	k := i - 1
	for t.has(k, adverb) && !t.has(k, unreal) {
		k--
	}
	return t.has(k, unreal)
}

// inverts reports whether the subject stands after the verb at i, which
// begins at lead: after a quotation or at the end of what is said.
func (t tokens) inverts(lead, i int) bool {
	if !t.word(i+1) || t[i].class.is(act|tells) || !t[i].class.is(says) {
		return false
	}
	if t.afterQuote(lead) {
		return !t.has(i+1, preposition|adverb)
	}
	if !t.isKind(lead-1, comma) {
		return false
	}
	if p, ok := t.withAside(lead - 1); ok {
		// Both sides may be read as the subject; a full name goes first.
		q, found := t.after(i + 1)
		return found && p.sort == described && q.sort == named && (q.hasRole() || q.head > q.from)
	}
	return !t.has(i+1, function)
}

// conjoined is the subject of a clause that begins with a word such as
// "while" before the verb at i, which is not its first: "while Brandt also
// shook her head, saying".
func (t tokens) conjoined(i int) (phrase, bool) {
	for k := i - 1; k > 0 && k > i-maxAside; k-- {
		if t.has(k, says|terms) || t.isKind(k, quoted) || t.isKind(k, stop) {
			break
		}
		if t.has(k, conjunction) && t.nameWord(k+1) {
			p := t.nameEndingAt(t.wholeName(k+1) - 1)
			return p, p.sort == named && p.from > k
		}
	}
	return phrase{}, false
}
