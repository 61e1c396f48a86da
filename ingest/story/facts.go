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

// sameKind reports whether two facts may stand for each other.
func (f fact) sameKind(g fact) bool { return f.kind.isNumeric() == g.kind.isNumeric() }

// samePlace reports whether two facts have the same words around them.
func (f fact) samePlace(g fact) bool { return f.before == g.before && f.after == g.after }

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
			f.before = uint16(chain(uint64(before), uint64(after)))
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
	hashes []uint64
	of     []int // by token, its unit
}

func unitsOf(tokens []token) units {
	u := units{hashes: make([]uint64, 0, len(tokens)), of: make([]int, len(tokens))}
	for i, t := range tokens {
		isFact := t.kind.isFact() && t.kind != opener
		switch {
		case !isFact:
			u.hashes = append(u.hashes, t.hash)
		case len(u.hashes) == 0 || u.hashes[len(u.hashes)-1] != factUnit:
			u.hashes = append(u.hashes, factUnit)
		}
		u.of[i] = len(u.hashes) - 1
	}
	return u
}

// around is the place of a token: the two words before it and after.
func (u units) around(i, rank int) (before, after uint16) {
	at := u.of[i]
	return u.pair(rank, at-2, at-1), u.pair(rank, at+1, at+2)
}

func (u units) pair(rank, i, j int) uint16 {
	h := uint64(rank)
	for _, at := range [2]int{i, j} {
		word := uint64(0)
		if 0 <= at && at < len(u.hashes) {
			word = u.hashes[at]
		}
		h = chain(h, word)
	}
	return uint16(h >> 48)
}
