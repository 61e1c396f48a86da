package quote

import "strings"

// mention notes the names of a sentence, with the roles beside them.
func (r *reader) mention() {
	t := r.tokens
	for i := 0; i < len(t); i++ {
		if t.has(i, indefinite) {
			r.introduce(i)
		}
		if !t.nameWord(i) || t.has(i, calendar) {
			continue
		}
		end := t.nameEnd(i)
		p := t.nameEndingAt(end - 1)
		i = end - 1
		if q, ok := t.subjectAt(p); ok && q.hasRole() && q.head == p.head {
			p = q
		}
		if p.sort != named || !strings.Contains(at(r.text, p.name), " ") {
			continue
		}
		role := p.role
		if !p.hasRole() && !t[end-1].owner && t.isKind(end, comma) && t.beginsAside(end+1) {
			role = t.roleAfter(end+1, len(t))
		}
		r.meet(p, at(r.text, role))
	}
}

// introduce notes somebody who is described, from the article at i on: "a
// senior official".
func (r *reader) introduce(i int) {
	t := r.tokens
	for k := i + 1; k < i+6 && t.word(k) && !t.has(k, function|says); k++ {
		if t.lower(k, office) && !t.has(k+1, office) && !t.nameWord(k+1) {
			r.cast.describe(at(r.text, t.span(i, k+1)))
			return
		}
	}
}

// meet notes the person or body that a phrase names.
func (r *reader) meet(p phrase, role string) int { return r.cast.meet(at(r.text, p.name), role) }

// subject notes who a sentence begins with; -1 for nobody.
func (r *reader) subject() int {
	t := r.tokens
	i := t.mainPart()
	switch {
	case t.has(i, pronoun):
		id := r.cast.pronoun(at(r.text, t.span(i, i+1)))
		r.cast.act(id)
		return id
	case t.has(i, definite) && t.nameWord(i+1):
		i++
	case !t.nameWord(i):
		return -1
	}
	end := t.wholeName(i)
	p := t.nameEndingAt(end - 1)
	switch {
	case t[end-1].owner || p.sort != named || !t.acts(end):
		return -1
	case p.head == p.from && t.has(end, preposition) && !t.has(end, adverb):
		return -1 // "Scenes of"
	case t.has(end, and):
		r.cast.forget()
		return -1
	}
	id := r.meet(p, at(r.text, p.role))
	r.cast.act(id)
	return id
}

// mainPart is where the main part of a sentence begins: after "In Portmere
// on Monday," and after "But".
func (t tokens) mainPart() int {
	i := 0
	if t.has(0, preposition) {
		for i < len(t) && t[i].kind != comma && t[i].kind != quoted {
			i++
		}
		i++
	}
	for t.has(i, function|adverb|and) && !t.has(i, pronoun) || t.isKind(i, comma) && t.has(i-1, adverb) {
		i++
	}
	return i
}

// acts reports whether what stands at i may go on after a subject: a verb, as
// far as its ending tells, or a comma.
func (t tokens) acts(i int) bool {
	switch {
	case t.isKind(i, comma), t.isKind(i, bracket):
		return true
	case !t.word(i) || t[i].upper && !t.has(i, calendar):
		return false
	}
	return t[i].past || t.has(i, function|auxiliary|says|terms|event|calendar|and)
}
