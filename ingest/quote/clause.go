package quote

import "attache/news"

// clause is somebody saying something: subject and verb.
type clause struct {
	// from is its first token, verb the token of the verb, and to the one
	// after what was read of it.
	from, verb, to int
	said           news.Span
	class          class
	subject        phrase
	// ok is false where the clause has no subject of its own.
	ok bool
	// prior is set for "according to", which may follow what it governs
	// without a comma.
	prior bool
	// guessed is set for a verb that the rules do not know, right after a
	// quotation: "Brandt grumbled".
	guessed bool
}

// clauses finds the clauses of saying in a sentence, in order.
func (t tokens) clauses() []clause {
	var found []clause
	for i := range t {
		var c clause
		ok := false
		switch {
		case t.has(i, according):
			c, ok = t.accordingTo(i)
		case t.lower(i, says|terms):
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

// clauseAt reads the clause whose verb is at i.
func (t tokens) clauseAt(i int) (clause, bool) {
	lead := i
	if t.has(i, compound) && t.has(i-1, determiner) {
		lead = i - 1 // "a déclaré"
	}
	c := clause{from: lead, verb: i, to: i + 1, said: t.span(i, i+1), class: t[i].class}
	switch {
	case t.isNoun(lead, i) || t.unsaid(i):
		return c, false
	case t.passive(i):
		return c, t.agent(&c)
	case t.inverts(lead, i):
		if p, ok := t.after(i + 1); ok {
			c.subject, c.ok, c.to = p, true, p.to
			return c, true
		}
	}
	if !c.class.is(act) || !t.isKind(i-1, comma) && !t.isKind(i-1, quoted) {
		if p, ok := t.before(lead); ok {
			c.subject, c.ok, c.from = p, true, p.from
			return c, !c.class.is(noun) || p.sort != described || t.has(p.head, office|body|people|document|outlet)
		}
	}
	return t.withoutSubject(c)
}

// withoutSubject keeps a clause that may take its subject from what comes
// before: "and vowed to", ", adding".
func (t tokens) withoutSubject(c clause) (clause, bool) {
	i := c.verb
	switch {
	case c.class.is(noun):
		return c, false
	case c.class.is(act):
		c.subject, c.ok = t.conjoined(i)
		return c, true
	}
	return c, t.has(i-1, thatWhich|and) || t.has(i-1, adverb) && t.has(i-2, and)
}

// isNoun reports whether what looks like a verb at i, and begins at lead,
// is none: "a call", "of claims", "a stern warning".
func (t tokens) isNoun(lead, i int) bool {
	switch {
	case t[i].owner, t.has(lead-1, determiner) && !t.nameWord(lead-1):
		return true
	case t[i].class.is(act):
		return t.word(i-1) && !t[i-1].upper && t[i-1].class&^office == 0
	}
	return t[i].class.is(noun) && t.has(i-1, link) && !t.has(i-1, and)
}

// guess takes an unknown verb in the past at i for one of saying, where its
// subject is a name or a pronoun that comes right after a quotation.
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

// accordingTo reads "according to" at i, and whom it names.
func (t tokens) accordingTo(i int) (clause, bool) {
	if !t.has(i+1, preposition) {
		return clause{}, false
	}
	p, ok := t.after(i + 2)
	return clause{from: i, verb: i, to: p.to, said: t.span(i, i+2), class: says, subject: p, ok: ok, prior: true}, ok
}
