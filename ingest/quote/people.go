package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/news"
)

// gender of a person, as far as the article tells.
type gender uint8

const (
	unknown gender = iota
	male
	female
)

// person is somebody, or some body, that an article names.
type person struct {
	name, role string
	// head is the noun of somebody who is described and not named.
	head   string
	gender gender
	// whole is set for a name of at least two words that is not a body's.
	whole bool
	// spoke is set for who is said to have said something.
	spoke bool
}

// cast remembers who was named in an article, and who spoke or acted last.
type cast struct {
	people []person
	// byLast and byFirst give the person last named, by a word of the name.
	byLast, byFirst map[string]int
	// recent holds who was a subject last, the latest at the end.
	recent []int
	// issuer gives who issued a document of this kind: "directive".
	issuer map[string]int
}

func newCast() cast {
	return cast{byLast: map[string]int{}, byFirst: map[string]int{}, issuer: map[string]int{}}
}

// maxRecent bounds how many subjects are remembered for pronouns.
const maxRecent = 6

// meet notes a name with its role and gives the person: one named before
// where this is the end of that name or its beginning, or somebody new.
func (c *cast) meet(name, role string, whole bool) int {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	first, _, several := strings.Cut(name, " ")
	id, ok := c.byLast[last]
	if ok && !endsIn(c.people[id].name, name) && !endsIn(name, c.people[id].name) && !reigns(c.people[id].name, name) {
		ok = false
	}
	if !ok && !several {
		if id, ok = c.byFirst[first]; ok && c.people[id].role == "" {
			ok = false
		}
	}
	if !ok {
		c.people = append(c.people, person{name: name, role: role, whole: whole})
		id = len(c.people) - 1
	}
	p := &c.people[id]
	if len(name) > len(p.name) && endsIn(name, p.name) && whole {
		p.name, p.whole = name, p.whole || whole
	}
	if p.role == "" {
		p.role = role
	}
	if old, taken := c.byLast[last]; !taken || !c.people[old].spoke || p.spoke {
		c.byLast[last] = id
	}
	if several && whole {
		c.byFirst[first] = id
	}
	if lookup(first).is(regnal) {
		second, _, _ := strings.Cut(name[min(len(first)+1, len(name)):], " ")
		c.byLast[second] = id // "Charles" of "King Charles III"
	}
	return id
}

// describe notes somebody who is described and not named.
func (c *cast) describe(text, head string) int {
	first, size := utf8.DecodeRuneInString(text)
	if lookup(text[:max(strings.IndexByte(text, ' '), 0)]).is(determiner) {
		text = string(unicode.ToLower(first)) + text[size:]
	}
	for i := len(c.people) - 1; i >= 0 && i > len(c.people)-1-maxBack; i-- {
		if c.people[i].name == text {
			return i
		}
	}
	c.people = append(c.people, person{name: text, head: head})
	return len(c.people) - 1
}

// endsIn reports whether a name is the other one, or its last words.
func endsIn(name, other string) bool {
	if len(name) < len(other) || !strings.EqualFold(name[len(name)-len(other):], other) {
		return false
	}
	return len(name) == len(other) || strings.ContainsRune(" -", rune(name[len(name)-len(other)-1]))
}

// reigns reports whether a word is the name of a ruler: "Charles" of "King
// Charles III".
func reigns(name, w string) bool {
	title, rest, _ := strings.Cut(name, " ")
	first, _, _ := strings.Cut(rest, " ")
	return first == w && lookup(title).is(regnal)
}

// act notes who was the subject last.
func (c *cast) act(id int) {
	if n := len(c.recent); n > 0 && c.recent[n-1] == id {
		return
	}
	if len(c.recent) == maxRecent {
		copy(c.recent, c.recent[1:])
		c.recent = c.recent[:maxRecent-1]
	}
	c.recent = append(c.recent, id)
}

func genderOf(pronoun string) gender {
	switch strings.ToLower(pronoun) {
	case "he", "er", "il", "él":
		return male
	case "she", "sie", "elle", "ella":
		return female
	}
	return unknown
}

// observe notes that a person was called by a pronoun.
func (c *cast) observe(id int, pronoun string) {
	if p := &c.people[id]; p.gender == unknown {
		p.gender = genderOf(pronoun)
	}
}

// pronoun gives who is meant by a pronoun; -1 where it cannot be told.
func (c *cast) pronoun(w string) int {
	want := genderOf(w)
	switch strings.ToLower(w) {
	case "he", "er", "il", "él", "she", "sie", "elle", "ella":
	case "it", "they":
		if n := len(c.recent); n > 0 && !c.people[c.recent[n-1]].whole && c.people[c.recent[n-1]].spoke {
			return c.recent[n-1]
		}
		return -1
	default:
		return -1
	}
	best := -1
	for i := len(c.recent) - 1; i >= 0; i-- {
		p := c.people[c.recent[i]]
		if p.gender == want || p.gender == unknown && best < 0 && p.whole {
			if best = c.recent[i]; p.gender == want || i == len(c.recent)-1 {
				break
			}
		}
	}
	if n := len(c.recent); best < 0 && n > 0 && c.lastWhole() < 0 {
		if p := c.people[c.recent[n-1]]; p.spoke && p.gender == unknown {
			best = c.recent[n-1]
		}
	}
	if best >= 0 {
		c.people[best].gender = want
	}
	return best
}

// lastWhole is the person who was a subject last; -1 for none.
func (c *cast) lastWhole() int {
	for i := len(c.recent) - 1; i >= 0; i-- {
		if c.people[c.recent[i]].whole {
			return c.recent[i]
		}
	}
	return -1
}

// maxBack bounds how many people are looked through for a description.
const maxBack = 40

// byRole gives who was last called this: "the minister". The number is -1
// where nobody was, and ok is false where it may be one of several.
func (c *cast) byRole(description string) (id int, ok bool) {
	id = -1
	introduced := -1
	for i := len(c.people) - 1; i >= 0 && i > len(c.people)-1-maxBack; i-- {
		p := c.people[i]
		switch {
		case p.head != "" && fits(p.name, description) && !p.spoke:
			if introduced < 0 {
				introduced = i
			}
			continue
		case !fits(p.role, description) && (p.head == "" || !fits(p.name, description)):
			continue
		}
		if id >= 0 {
			if i = c.lastOf(id, i); i < 0 {
				return -1, false
			}
			return i, true
		}
		id = i
	}
	if id < 0 {
		id = introduced
	}
	return id, true
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

func at(text string, s news.Span) string { return text[s.Start:s.End] }
