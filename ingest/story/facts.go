package story

import (
	"cmp"
	"slices"
)

const (
	// keptFacts bounds the facts: a report of 500 words has about 50.
	keptFacts = 64
	// everyFact is the bound of facts of which none was left out.
	everyFact = 1 << 16
	// factUnit stands for any run of facts among the words around a fact.
	factUnit = 1
)

// fact is a number, a name or a date, and where it stands: hashes of the
// two words before it and the two after, in which other facts count only as
// facts. Where two reports made from one mould differ, the places of their
// facts agree and the values do not.
type fact struct {
	value         uint16
	before, after uint16
	kind          kind
	lead          bool
}

// samePlace reports whether two facts have the same words around them.
func (f fact) samePlace(g fact) bool { return f.before == g.before && f.after == g.after }

// halfPlace reports whether they have the same words on one side.
func (f fact) halfPlace(g fact) bool { return f.before == g.before || f.after == g.after }

// facts are those of a text, or of many the ones with the smallest values,
// sampled as in a sample. They are ordered by value; a number is there once
// for each place it stands in, anything else once.
type facts struct {
	list  []fact
	bound uint32
}

// newFacts gathers the facts of a text.
func newFacts(tokens []token) facts {
	var list []fact
	units := unitsOf(tokens)
	rank := 0 // of a number among those of one run of facts
	for i, t := range tokens {
		if !t.kind.isFact() {
			rank = 0
			continue
		}
		f := fact{value: uint16(t.hash >> 48), kind: t.kind, lead: t.lead}
		if t.kind.isNumeric() {
			rank++
			f.before, f.after = units.around(i, rank)
		} else {
			before, after := units.around(i, 0)
			f.before = uint16(chain(uint64(before), uint64(after)) >> 48)
		}
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b fact) int { return cmp.Compare(a.value, b.value) })
	list = slices.CompactFunc(list, func(a, b fact) bool {
		return a.value == b.value && (a.samePlace(b) || !a.kind.isNumeric())
	})
	return boundedFacts(list)
}

// boundedFacts cuts the list where it gets too long, and never between two
// facts of one value.
func boundedFacts(list []fact) facts {
	if len(list) <= keptFacts {
		return facts{list: list, bound: everyFact}
	}
	bound := list[keptFacts].value
	end := keptFacts
	for end > 0 && list[end-1].value == bound {
		end--
	}
	return facts{list: slices.Clone(list[:end]), bound: uint32(bound)}
}

// units are the words of a text in which every run of facts is one word.
type units struct {
	list []unit
	of   []int // by token, its unit
}

type unit struct {
	hash uint64
	// says is set on a content word.
	says bool
}

func unitsOf(tokens []token) units {
	u := units{list: make([]unit, 0, len(tokens)), of: make([]int, len(tokens))}
	for i, t := range tokens {
		isFact := t.kind.isFact() && t.kind != opener
		switch {
		case !isFact:
			u.list = append(u.list, unit{hash: t.hash, says: t.kind != filler})
		case len(u.list) == 0 || u.list[len(u.list)-1].hash != factUnit:
			u.list = append(u.list, unit{hash: factUnit})
		}
		u.of[i] = len(u.list) - 1
	}
	return u
}

// around is the place of a token: hashes of the two words before it and of
// the two after. A side that is made of fillers is found in every text, and
// counts only together with the other.
func (u units) around(i, rank int) (before, after uint16) {
	at := u.of[i]
	left, leftSays := u.pair(rank, at-2, at-1)
	right, rightSays := u.pair(rank, at+1, at+2)
	whole := chain(left, right)
	if !leftSays {
		left = whole
	}
	if !rightSays {
		right = whole
	}
	return uint16(left >> 48), uint16(right >> 48)
}

func (u units) pair(rank, i, j int) (hash uint64, says bool) {
	hash = uint64(rank)
	for _, at := range [2]int{i, j} {
		var word unit
		if 0 <= at && at < len(u.list) {
			word = u.list[at]
		}
		hash, says = chain(hash, word.hash), says || word.says
	}
	return hash, says
}
