package quote

import "attache/news"

// clause is somebody saying something: subject and verb.
type clause struct {
	// from is its first token, verb the token of the verb and to the token
	// after what was read of it.
	from, verb, to int
	said           news.Span
	class          class
	subject        phrase
	// ok is false where the sentence gives no subject of its own.
	ok bool
	// prior is set for "according to", which may follow what it governs
	// without a comma.
	prior bool
	// guessed is set for a verb that the rules do not know, right after a
	// quotation: "Brandt fired back".
	guessed bool
}

// clauses finds the clauses of saying in a sentence, in order.
func (t tokens) clauses() []clause {
	var found []clause
	for i := range t {
		var c clause
		ok := false
		switch {
		case t.has(i, says|terms|according):
			c, ok = t.clauseAt(i)
		case t.word(i) && t[i].past && t[i].class == 0:
			c, ok = t.guess(i)
		}
		if ok {
			found = append(found, c)
		}
	}
	return found
}

func (t tokens) clauseAt(i int) (clause, bool) {
	if t[i].class.is(according) {
		return t.accordingTo(i)
	}
	lead := i
	if t[i].class.is(compound) && t.has(i-1, determiner) {
		lead = i - 1 // "a déclaré"
	}
	if t[i].upper || t.has(lead-1, determiner) && !t.nameWord(lead-1) || t.has(i-1, link) && t[i].class.is(noun) && !t.has(i-1, and) || t[i].owner {
		return clause{}, false
	}
	if t.unsaid(i) || t[i].class.is(act) && t.word(i-1) && !t[i-1].upper && !t[i-1].class.is(^office) {
		return clause{}, false
	}
	c := clause{from: lead, verb: i, to: i + 1, said: t.span(i, i+1), class: t[i].class}
	if t.passive(i) {
		return c, t.agent(&c)
	}
	if t.inverts(lead, i) {
		if p, ok := t.after(i + 1); ok {
			c.subject, c.ok, c.to = p, true, p.to
			return c, true
		}
	}
	follows := c.class.is(act) && (t.isKind(i-1, comma) || t.isKind(i-1, quoted))
	if p, ok := t.before(lead); ok && !follows {
		c.subject, c.ok, c.from = p, true, p.from
		return c, !c.class.is(noun) || p.sort != described || t.has(p.head, office|body|people|document|outlet)
	}
	if c.class.is(noun) {
		return c, false
	}
	if p, ok := t.conjoined(i); c.class.is(act) && ok {
		c.subject, c.ok = p, true
		return c, true
	}
	return c, c.class.is(act) || t.has(i-1, thatWhich) || t.has(i-1, and) || t.has(i-1, adverb) && t.has(i-2, and)
}

// guess takes an unknown verb in the past at i for one of saying, where its
// subject is a name that comes right after a quotation.
func (t tokens) guess(i int) (clause, bool) {
	if !t.nameWord(i-1) && !t.has(i-1, pronoun) {
		return clause{}, false
	}
	p, ok := t.endingAt(i - 1)
	if !ok || p.sort == described || !t.isKind(p.from-1, quoted) {
		return clause{}, false
	}
	return clause{from: p.from, verb: i, to: i + 1, said: t.span(i, i+1), class: says, subject: p, ok: true, guessed: true}, true
}

// accordingTo reads "according to" and whom it names.
func (t tokens) accordingTo(i int) (clause, bool) {
	if !t.has(i+1, preposition) {
		return clause{}, false
	}
	p, ok := t.after(i + 2)
	return clause{from: i, verb: i, to: p.to, said: t.span(i, i+2), class: says, subject: p, ok: ok, prior: true}, ok
}

// passive reports whether the verb at i says what was done to its subject:
// "was called".
func (t tokens) passive(i int) bool {
	k := i - 1
	for k >= 0 && t.has(k, adverb) {
		k--
	}
	return t.has(k, being) && !t[i].class.is(act) || t[i].class.is(terms) && t.has(i+1, by)
}

// agent gives a passive clause its subject: "was called a fraud by Brandt".
func (t tokens) agent(c *clause) bool {
	for k := c.verb + 1; k < len(t) && k < c.verb+maxPhrase; k++ {
		if t.has(k, by) {
			c.subject, c.ok = t.after(k + 1)
			return c.ok && c.class.is(terms)
		}
	}
	return false
}

// unsaid reports whether the verb at i tells what was not said, or only might
// be: "could say", "did not say".
func (t tokens) unsaid(i int) bool {
	k := i - 1
	for k > 0 && t.has(k, adverb) && !t.has(k, unreal) {
		k--
	}
	return t.has(k, unreal)
}

// inverts reports whether the subject stands after the verb at i: after a
// quotation or at the end of what is said.
func (t tokens) inverts(lead, i int) bool {
	if !t.word(i+1) || t[i].class.is(act|tells) || !t[i].class.is(says) {
		return false
	}
	if t.isKind(lead-1, quoted) || t.isKind(lead-1, comma) && t.isKind(lead-2, quoted) {
		return !t.has(i+1, preposition|adverb) || t.has(i+1, pronoun)
	}
	if !t.isKind(lead-1, comma) {
		return false
	}
	if p, ok := t.withAside(lead - 1); ok {
		q, found := t.after(i + 1)
		return found && p.sort == described && q.sort == named && (q.role != (news.Span{}) || q.head > q.from)
	}
	return !t.has(i+1, function)
}

// conjoined is the subject of a clause that begins with a word such as
// "while" before the verb at i, which is not its first: "while Brandt also
// shook her head, saying".
func (t tokens) conjoined(i int) (phrase, bool) {
	for k := i - 1; k > 0 && k > i-maxAside; k-- {
		if t[k].class.is(says|terms) || t[k].kind == quoted || t[k].kind == stop {
			break
		}
		if t.has(k, conjunction) && t.nameWord(k+1) {
			p := t.nameEndingAt(t.wholeName(k+1) - 1)
			return p, p.sort == named && p.from > k
		}
	}
	return phrase{}, false
}
