package quote

import (
	"strings"
	"unicode"

	"attache/news"
)

// mention notes the names of a sentence, with the roles beside them.
func (r *reader) mention() {
	t := r.tokens
	for i := 0; i < len(t); i++ {
		if t.has(i, indefinite) {
			r.introduce(i)
		}
		if !t.nameWord(i) || t[i].class.is(calendar) {
			continue
		}
		end := t.nameEnd(i)
		p := t.nameEndingAt(end - 1)
		i = end - 1
		if p.sort != named || !strings.Contains(at(r.text, p.name), " ") {
			continue
		}
		role := at(r.text, p.role)
		if role == "" && !t[end-1].owner && t.isKind(end, comma) && t.beginsAside(end+1) {
			role = at(r.text, t.roleAfter(end+1, len(t)))
		}
		r.meet(p, role)
	}
}

// introduce notes somebody who is described, from the article at i on.
func (r *reader) introduce(i int) {
	t := r.tokens
	for k := i + 1; k < i+6 && t.word(k) && !t[k].class.is(function|says); k++ {
		if t.has(k, office) && !t[k].upper && !t.has(k+1, office) && !t.nameWord(k+1) {
			r.cast.describe(at(r.text, t.span(i, k+1)), at(r.text, t.span(k, k+1)))
			return
		}
	}
}

func (r *reader) meet(p phrase, role string) int {
	name := at(r.text, p.name)
	return r.cast.meet(name, role, isPerson(name))
}

// isPerson reports whether a name may be that of one person: two words at
// least, none of them one that bodies have, and no initials only.
func isPerson(name string) bool {
	words := 0
	for w := range strings.FieldsSeq(name) {
		words++
		if strings.ContainsAny(w, "0123456789") {
			return false
		}
		if lookup(w).is(body|outlet|calendar) || len(w) > 1 && strings.ToUpper(w) == w && !strings.HasSuffix(w, ".") && unicode.IsLetter(rune(w[0])) {
			return false
		}
	}
	return words > 1
}

// subject notes who a sentence begins with; -1 for nobody.
func (r *reader) subject() int {
	t := r.tokens
	i := 0
	if t.has(0, preposition) {
		for i < len(t) && t[i].kind != comma && t[i].kind != quoted {
			i++
		}
		i++
	}
	for t.has(i, function|adverb) && !t.has(i, pronoun) || t.has(i, and) || i > 0 && t.isKind(i, comma) && t.has(i-1, adverb) {
		i++
	}
	switch {
	case t.has(i, pronoun):
		id := r.cast.pronoun(at(r.text, t.span(i, i+1)))
		if id >= 0 {
			r.cast.act(id)
		}
		return id
	case t.has(i, definite) && t.nameWord(i+1):
		i++
	case !t.nameWord(i):
		return -1
	}
	end := t.wholeName(i)
	p := t.nameEndingAt(end - 1)
	if t[end-1].owner || p.sort != named || !t.acts(end) || p.head == p.from && t.has(end, preposition) && !t.has(end, adverb) {
		return -1
	}
	if t.has(end, and) {
		r.cast.recent = r.cast.recent[:0]
		return -1
	}
	id := r.meet(p, at(r.text, p.role))
	r.cast.act(id)
	return id
}

// acts reports whether what stands at i may go on after a subject: a verb, as
// far as its ending tells, or a comma.
func (t tokens) acts(i int) bool {
	switch {
	case t.isKind(i, comma), t.isKind(i, bracket):
		return true
	case !t.word(i) || t[i].upper && !t[i].class.is(calendar):
		return false
	}
	return t[i].class.is(function|auxiliary|says|terms|event|calendar|and) || t[i].past
}

// resolveAll gives the attribution of each clause; nil for one that has
// nobody to speak.
func (r *reader) resolveAll(clauses []clause, subject int) []*attribution {
	by := make([]*attribution, len(clauses))
	for i, c := range clauses {
		a := attribution{verb: at(r.text, c.said)}
		switch {
		case c.ok:
			a.speaker, a.role = r.resolve(c.subject)
			r.observe(c)
			r.issued(c)
		case i > 0 && by[i-1] != nil:
			a.speaker, a.role = by[i-1].speaker, by[i-1].role
		case subject >= 0:
			a.speaker, a.role = r.cast.people[subject].name, r.cast.people[subject].role
		default:
			continue
		}
		from, to := c.from, len(r.tokens)
		if i == 0 {
			from = 0
		}
		if i+1 < len(clauses) {
			to = max(from, clauses[i+1].from)
		}
		a.outlet = at(r.text, r.tokens.outletOf(from, to))
		by[i] = &a
	}
	return by
}

// resolve gives the speaker that a phrase means, and the role.
func (r *reader) resolve(p phrase) (speaker, role string) {
	id := -1
	switch p.sort {
	case named:
		if p.group {
			r.cast.recent = r.cast.recent[:0]
			return at(r.text, p.name), ""
		}
		id = r.meet(p, at(r.text, p.role))
		r.cast.act(id)
		r.cast.people[id].spoke = true
		if p.role != (news.Span{}) {
			return r.cast.people[id].name, at(r.text, p.role)
		}
	case pronominal:
		id = r.cast.pronoun(at(r.text, r.tokens.span(p.head, p.head+1)))
		if id < 0 {
			return "", ""
		}
		r.cast.act(id)
	default:
		return r.describe(p)
	}
	r.cast.people[id].spoke = true
	return r.cast.people[id].name, r.cast.people[id].role
}

// observe takes the pronoun in "Brandt said she" for Brandt.
func (r *reader) observe(c clause) {
	t := r.tokens
	if n := len(r.cast.recent); n > 0 && c.subject.sort == named && t.has(c.to, pronoun) {
		r.cast.observe(r.cast.recent[n-1], at(r.text, t.span(c.to, c.to+1)))
	}
}

// issued notes whose document a clause names: "said in a statement".
func (r *reader) issued(c clause) {
	t, n := r.tokens, len(r.cast.recent)
	if n == 0 || c.subject.sort == pronominal || c.subject.group || t.has(c.subject.head, issued|document) {
		return
	}
	for i := range t {
		if t[i].upper && i > 0 || !t.has(i, toward) || !t.has(i+1, determiner) {
			continue
		}
		for k := i + 2; k < i+6 && t.word(k); k++ {
			if t[k].class.is(issued|document) && !t[k].owner {
				r.cast.issuer[strings.ToLower(at(r.text, t.span(k, k+1)))] = r.cast.recent[n-1]
				break
			}
		}
	}
}

// describe gives the speaker that a description means: somebody who was
// named before, who issued a document, or the description itself.
func (r *reader) describe(p phrase) (speaker, role string) {
	t, text := r.tokens, at(r.text, p.name)
	head := at(r.text, t.span(p.head, p.head+1))
	if t[p.head].class.is(issued|document) && t.has(p.head+1, from) {
		if q, ok := t.after(p.head + 2); ok && q.sort != pronominal {
			return r.resolve(q)
		}
	}
	if t[p.head].class.is(issued | document) {
		if owner := r.owner(p, head); owner >= 0 {
			r.cast.act(owner)
			return r.cast.people[owner].name, r.cast.people[owner].role
		}
	}
	known := t.has(p.from, definite) || t[p.from].upper && !t.has(p.from, determiner)
	if t.has(p.from, definite) && t.nameWord(p.from+1) {
		text = text[t[p.from+1].start-t[p.from].start:]
	}
	if known && t[p.head].class.is(office) {
		id, ok := r.cast.byRole(text)
		if !ok {
			return "", ""
		}
		if id >= 0 {
			r.cast.act(id)
			return r.cast.people[id].name, r.cast.people[id].role
		}
	}
	if known && t[p.head].nickname {
		if id := r.cast.lastWhole(); id >= 0 {
			r.cast.act(id)
			return r.cast.people[id].name, r.cast.people[id].role
		}
	}
	id := r.cast.describe(text, head)
	r.cast.people[id].spoke = true
	r.cast.act(id)
	return r.cast.people[id].name, ""
}

// owner is who issued a document: whose it is said to be, or who was the
// subject last; -1 for nobody.
func (r *reader) owner(p phrase, head string) int {
	t := r.tokens
	for i := p.from; i < p.head; i++ {
		if t[i].owner && t.nameWord(i) {
			id := r.meet(t.nameEndingAt(i), "")
			r.cast.issuer[strings.ToLower(head)] = id
			return id
		}
	}
	if !t.has(p.from, definite) {
		return -1
	}
	if id, ok := r.cast.issuer[strings.ToLower(head)]; ok {
		return id
	}
	if n := len(r.cast.recent); n > 0 && p.head-p.from <= 3 && t.has(p.head, issued) {
		return r.cast.recent[n-1]
	}
	return -1
}
