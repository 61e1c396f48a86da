package quote

import "strings"

// resolveAll gives the attribution of each clause; nil for one that has
// nobody to speak. subject is who the sentence begins with, or -1.
func (r *reader) resolveAll(clauses []clause, subject int) []*attribution {
	by := make([]*attribution, len(clauses))
	for i, c := range clauses {
		a := attribution{verb: at(r.text, c.said)}
		switch {
		case c.ok:
			a.speaker, a.role = r.resolve(c.subject)
			r.learn(c)
		case i > 0 && by[i-1] != nil:
			a.speaker, a.role = by[i-1].speaker, by[i-1].role
		case subject >= 0:
			a.speaker, a.role = r.cast.called(subject)
		default:
			continue
		}
		from, to := c.from, len(r.tokens)
		if i == 0 {
			from = 0
		}
		if i+1 < len(clauses) {
			to = clauses[i+1].from
		}
		a.outlet = at(r.text, r.tokens.outletOf(from, to))
		by[i] = &a
	}
	return by
}

// resolve gives the speaker that a phrase means, and the role; both are
// empty where that cannot be told.
func (r *reader) resolve(p phrase) (speaker, role string) {
	switch {
	case p.sort == described:
		return r.describe(p)
	case p.sort == pronominal:
		return r.speaks(r.cast.pronoun(at(r.text, p.name)))
	case p.group:
		r.cast.forget()
		return at(r.text, p.name), ""
	}
	id := r.meet(p, at(r.text, p.role))
	speaker, role = r.speaks(id)
	if p.hasRole() {
		role = at(r.text, p.role)
	}
	return speaker, role
}

// speaks notes that somebody spoke; -1 is nobody.
func (r *reader) speaks(id int) (speaker, role string) {
	if id < 0 {
		return "", ""
	}
	r.cast.act(id)
	r.cast.people[id].spoke = true
	return r.cast.called(id)
}

// describe gives the speaker that a description means: somebody who was
// named before, who issued a document, or the description itself.
func (r *reader) describe(p phrase) (speaker, role string) {
	t, text := r.tokens, at(r.text, p.name)
	if t.has(p.head, issued|document) {
		if t.has(p.head+1, from) {
			if q, ok := t.after(p.head + 2); ok && q.sort != pronominal {
				return r.resolve(q)
			}
		}
		if id := r.issuer(p); id >= 0 {
			return r.speaks(id)
		}
	}
	if t.has(p.from, definite) && t.nameWord(p.from+1) {
		text = text[t[p.from+1].start-t[p.from].start:]
	}
	if t.has(p.from, definite) || t[p.from].upper && !t.has(p.from, determiner) {
		id, ok := r.cast.named(text, t[p.head])
		if !ok || id >= 0 {
			return r.speaks(id)
		}
	}
	return r.speaks(r.cast.describe(text))
}

// learn takes from a clause what it tells of its subject: the pronoun in
// "Brandt said she" is Brandt, and so is who issued the statement in "Brandt
// said in a statement".
func (r *reader) learn(c clause) {
	t, id := r.tokens, r.cast.last()
	if id < 0 || c.subject.sort == pronominal || c.subject.group {
		return
	}
	if c.subject.sort == named && t.has(c.to, pronoun) {
		r.cast.observe(id, at(r.text, t.span(c.to, c.to+1)))
	}
	if t.has(c.subject.head, issued|document) {
		return
	}
	for i := range t {
		if !t.has(i, toward) || t[i].upper && i > 0 || !t.has(i+1, determiner) {
			continue
		}
		for k := i + 2; k < i+6 && t.word(k); k++ {
			if t.has(k, issued|document) && !t[k].owner {
				r.cast.issuers[r.kindOf(k)] = id
				break
			}
		}
	}
}

// issuer is who issued a document: whose it is said to be, who was said to
// have issued one, or who was the subject last; -1 for nobody.
func (r *reader) issuer(p phrase) int {
	t := r.tokens
	for i := p.from; i < p.head; i++ {
		if t[i].owner && t.nameWord(i) {
			id := r.meet(t.nameEndingAt(i), "")
			r.cast.issuers[r.kindOf(p.head)] = id
			return id
		}
	}
	if !t.has(p.from, definite) {
		return -1
	}
	if id, ok := r.cast.issuers[r.kindOf(p.head)]; ok {
		return id
	}
	if p.head-p.from <= 3 && t.has(p.head, issued) {
		return r.cast.last()
	}
	return -1
}

// kindOf is the kind of document that token k is.
func (r *reader) kindOf(k int) string {
	return strings.ToLower(at(r.text, r.tokens.span(k, k+1)))
}
