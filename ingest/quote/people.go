package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// person is somebody, or some body, that an article tells of.
type person struct {
	name, role string
	gender     gender
	// described is set for who has no name, but a description for one.
	described bool
	// whole is set for a name of at least two words that is not a body's.
	whole bool
	// spoke is set for who is said to have said something.
	spoke bool
}

// cast remembers who was named in an article, and who spoke or acted last.
type cast struct {
	people []person
	// byLast and byFirst give who was named last, by a word of the name.
	byLast, byFirst map[string]int
	// recent holds who was a subject last, the latest at the end.
	recent []int
	// issuers gives who issued a document of this kind: "directive".
	issuers map[string]int
}

func newCast() cast {
	return cast{byLast: map[string]int{}, byFirst: map[string]int{}, issuers: map[string]int{}}
}

// called gives a person's name and role.
func (c *cast) called(id int) (name, role string) { return c.people[id].name, c.people[id].role }

// meet notes a name with its role and gives the person: one named before
// where this is the end of that name or its beginning, or somebody new.
func (c *cast) meet(name, role string) int {
	id := c.find(name)
	if id < 0 {
		c.people = append(c.people, person{name: name, whole: isPerson(name)})
		id = len(c.people) - 1
	}
	p := &c.people[id]
	if len(name) > len(p.name) && endsIn(name, p.name) && isPerson(name) {
		p.name, p.whole = name, true
	}
	if p.role == "" {
		p.role = role
	}
	first, rest, several := strings.Cut(name, " ")
	last := name[strings.LastIndexByte(name, ' ')+1:]
	// Somebody who spoke keeps a name that others only bear.
	if old, taken := c.byLast[last]; !taken || !c.people[old].spoke || p.spoke {
		c.byLast[last] = id
	}
	if several && p.whole && len(name) == len(p.name) {
		c.byFirst[first] = id
	}
	if lookup(first).is(regnal) {
		second, _, _ := strings.Cut(rest, " ")
		c.byLast[second] = id // "Charles" of "King Charles III"
	}
	return id
}

// isPerson reports whether a name may be that of one person: two words at
// least, none of them one that bodies have, and no initials only.
func isPerson(name string) bool {
	words := 0
	for w := range strings.FieldsSeq(name) {
		words++
		if lookup(w).is(body|outlet|calendar) || strings.ContainsAny(w, "0123456789") || isAcronym(w) {
			return false
		}
	}
	return words > 1
}

func isAcronym(w string) bool {
	return len(w) > 1 && !strings.HasSuffix(w, ".") && unicode.IsLetter(rune(w[0])) && !strings.ContainsFunc(w, unicode.IsLower)
}

// find gives who was named before and is meant by a name; -1 for nobody. The
// first word alone, as in "Kim", stands for somebody with a role only:
// most other names that begin alike are those of bodies.
func (c *cast) find(name string) int {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	if id, ok := c.byLast[last]; ok {
		if known := c.people[id].name; endsIn(known, name) || endsIn(name, known) || reigns(known, name) {
			return id
		}
	}
	if id, ok := c.byFirst[name]; ok && c.people[id].role != "" {
		return id
	}
	return -1
}

// endsIn reports whether a name is the other one, or its last words.
func endsIn(name, other string) bool {
	cut := len(name) - len(other)
	return cut >= 0 && strings.EqualFold(name[cut:], other) && (cut == 0 || name[cut-1] == ' ' || name[cut-1] == '-')
}

// reigns reports whether a word is the name of a ruler: "Charles" of "King
// Charles III".
func reigns(name, w string) bool {
	title, rest, _ := strings.Cut(name, " ")
	first, _, _ := strings.Cut(rest, " ")
	return first == w && lookup(title).is(regnal)
}

// maxBack bounds how many people are looked through for a description.
const maxBack = 40

// describe notes somebody who is described and not named. At the beginning
// of a sentence an article has a capital that is not its own.
func (c *cast) describe(text string) int {
	article, rest, _ := strings.Cut(text, " ")
	if lookup(article).is(determiner) && rest != "" {
		first, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToLower(first)) + text[size:]
	}
	for i := len(c.people) - 1; i >= max(0, len(c.people)-maxBack); i-- {
		if c.people[i].name == text {
			return i
		}
	}
	c.people = append(c.people, person{name: text, described: true})
	return len(c.people) - 1
}
