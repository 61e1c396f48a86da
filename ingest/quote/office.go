package quote

import "strings"

// named gives who is meant by a description with the definite article, of
// which head is the noun: "the minister", "the Irishman". The number is -1
// where nobody was called so, and ok is false where it may be one of several.
func (c *cast) named(description string, head token) (id int, ok bool) {
	if head.class.is(office) {
		if id, ok = c.byOffice(description); id >= 0 || !ok {
			return id, ok
		}
	}
	if head.nickname {
		return c.lastWhole(), true
	}
	return -1, true
}

// byOffice gives who holds an office: of two who do, the last subject, or it
// is not ok. Who was only introduced ("a spokesman") is meant where nobody
// else fits.
func (c *cast) byOffice(description string) (id int, ok bool) {
	id = -1
	introduced := -1
	for i := len(c.people) - 1; i >= max(0, len(c.people)-maxBack); i-- {
		p := c.people[i]
		switch {
		case !fits(p.role, description) && !(p.described && fits(p.name, description)):
			continue
		case p.described && !p.spoke:
			if introduced < 0 {
				introduced = i
			}
			continue
		case id >= 0:
			id = c.lastOf(id, i)
			return id, id >= 0
		}
		id = i
	}
	if id < 0 {
		id = introduced
	}
	return id, true
}

// fits reports whether a role, or a fuller description, has all the words of
// a description. "The president" is no vice president.
func fits(role, description string) bool {
	if role == "" {
		return false
	}
	for w := range strings.FieldsSeq(description) {
		if !lookup(w).is(determiner) && !hasWord(role, w) {
			return false
		}
	}
	for _, w := range [...]string{"vice", "deputy"} {
		if hasWord(role, w) && !hasWord(description, w) {
			return false
		}
	}
	return true
}

func hasWord(text, w string) bool {
	for part := range strings.FieldsSeq(text) {
		if strings.EqualFold(part, w) {
			return true
		}
	}
	return false
}
