package quote

import "strings"

// gender of a person, as far as the article tells.
type gender uint8

const (
	unknown gender = iota
	male
	female
)

func genderOf(pronoun string) gender {
	switch strings.ToLower(pronoun) {
	case "he", "er", "il", "él":
		return male
	case "she", "sie", "elle", "ella":
		return female
	}
	return unknown
}

// maxRecent bounds how many subjects are remembered for pronouns.
const maxRecent = 6

// act notes who was the subject last; -1 is nobody.
func (c *cast) act(id int) {
	if id < 0 || id == c.last() {
		return
	}
	if len(c.recent) == maxRecent {
		c.recent = append(c.recent[:0], c.recent[1:]...)
	}
	c.recent = append(c.recent, id)
}

// forget makes pronouns stand for nobody named so far: two were named at
// once, and either may be meant.
func (c *cast) forget() { c.recent = c.recent[:0] }

// last is who was the subject last; -1 for nobody.
func (c *cast) last() int {
	if len(c.recent) == 0 {
		return -1
	}
	return c.recent[len(c.recent)-1]
}

// lastWhole is the person who was a subject last; -1 for nobody.
func (c *cast) lastWhole() int {
	for i := len(c.recent) - 1; i >= 0; i-- {
		if c.people[c.recent[i]].whole {
			return c.recent[i]
		}
	}
	return -1
}

// observe notes that a person was called by a pronoun.
func (c *cast) observe(id int, pronoun string) {
	if p := &c.people[id]; p.gender == unknown {
		p.gender = genderOf(pronoun)
	}
}

// pronoun gives who is meant by a pronoun; -1 where it cannot be told.
func (c *cast) pronoun(w string) int {
	if want := genderOf(w); want != unknown {
		id := c.ofGender(want)
		if id >= 0 {
			c.people[id].gender = want
		}
		return id
	}
	id := c.last()
	if id >= 0 && (strings.EqualFold(w, "it") || strings.EqualFold(w, "they")) && !c.people[id].whole && c.people[id].spoke {
		return id
	}
	return -1
}

// ofGender is who of the last subjects is meant by "he" or "she": the last
// one, where nothing speaks against it; or the last known to be called so; or
// the last person of whom nothing is known; or a single name, such as a
// singer's, where no person was named in full. -1 for nobody.
func (c *cast) ofGender(want gender) int {
	best := -1
	for i := len(c.recent) - 1; i >= 0; i-- {
		id := c.recent[i]
		p := c.people[id]
		switch {
		case p.gender == want:
			return id
		case p.gender != unknown || !p.whole || best >= 0:
			continue
		case i == len(c.recent)-1:
			return id
		}
		best = id
	}
	if id := c.last(); best < 0 && id >= 0 && c.lastWhole() < 0 && c.people[id].spoke && c.people[id].gender == unknown {
		return id
	}
	return best
}

// lastOf is who of two was the subject last; -1 for neither.
func (c *cast) lastOf(a, b int) int {
	for i := len(c.recent) - 1; i >= 0; i-- {
		if c.recent[i] == a || c.recent[i] == b {
			return c.recent[i]
		}
	}
	return -1
}
