package lexicon

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// maxExpansions bounds what a mention is expanded to.
const maxExpansions = 12

// Expansion is what a mention may be called, too.
type Expansion struct {
	// Words are one word, or the words of a phrase that means it only as a
	// whole; folded, not stemmed.
	Words []string
	// Weight, above 0 and below 1, says how surely and how exactly they
	// mean the same; the reader's own words would have 1.
	Weight float32
}

const (
	// besideSeat passes between a capital and the houses in it: Moscow and
	// the Kremlin.
	besideSeat = 0.4
	// caseWeight is for the special name where the question says whose:
	// "Foreign Office" for Britain's foreign ministry.
	caseWeight = 0.95
	// genericWeight is for the general name of what has its own: "foreign
	// ministry" for the Quai d'Orsay, which may be another's.
	genericWeight = 0.4
	// nearestNames is how many names of a relation are taken.
	nearestNames = 4
)

// Expand gives other names of what is mentioned, the surest first, at most
// 12, without the mention's own words. The other mentions of the question
// may say whose a general name is: beside "Britain", a foreign minister is
// its Foreign Secretary, too.
func (l *Lexicon) Expand(m Mention, beside ...Mention) []Expansion {
	e := m.Entry
	if e == nil || e.Kind == Other {
		return nil
	}
	var x expansions
	x.names(e, 1, len(e.names))
	for _, c := range l.ownCases(m, beside) {
		x.names(c, caseWeight, nearestNames)
	}
	if general := l.entries[e.As]; general != nil {
		l.general(&x, e, general)
	}
	if !e.loose {
		l.relations(&x, e)
	}
	return x.best(m.name)
}

// relations adds what an entry stands for and what stands for it.
func (l *Lexicon) relations(x *expansions, e *Entry) {
	for _, id := range e.Of {
		x.names(l.entries[id], bonds[e.Kind].up, nearestNames)
		for _, sibling := range l.members[id] {
			if e.sharesSeat(sibling) {
				x.names(sibling, besideSeat, 1)
			}
		}
	}
	for _, member := range l.members[e.ID] {
		if !member.loose {
			x.names(member, bonds[member.Kind].down, 1)
		}
	}
}

// general adds the general name of a special one, and for a ministry the
// adjective of its country with it: "French foreign ministry" for the Quai
// d'Orsay.
func (l *Lexicon) general(x *expansions, e, general *Entry) {
	x.names(general, genericWeight, 1)
	if e.Kind != Ministry || len(e.Of) == 0 {
		return
	}
	for _, n := range l.entries[e.Of[0]].names {
		if n.people && n.offered {
			x.add(demonymWeight, n, general.names[0])
			return
		}
	}
}

// ownCases are the cases of a general name that belong to the nearest
// country: in "India's foreign ministry on Canada" India's, and none in
// "Poland's president on the US", where Poland's has no name of his own.
func (l *Lexicon) ownCases(m Mention, beside []Mention) (own []*Entry) {
	cases := l.cases[m.Entry.ID]
	if len(cases) == 0 {
		return nil
	}
	var whose *Entry
	nearest := math.MaxInt
	for _, b := range beside {
		gap := max(b.Start-m.End, m.Start-b.End)
		if b.Entry != nil && hasOffices[b.Entry.Kind] && gap >= 0 && gap < nearest {
			whose, nearest = b.Entry, gap
		}
	}
	for _, c := range cases {
		if whose != nil && c.belongsTo(whose) {
			own = append(own, c)
		}
	}
	return own
}

// expansions gathers expansions.
type expansions []Expansion

// names adds the first few offered names of an entry at a part of their
// weight.
func (x *expansions) names(e *Entry, part float32, few int) {
	for _, n := range e.names {
		if few == 0 || part == 0 {
			return
		}
		if n.offered {
			x.add(n.weight*part, n)
			few--
		}
	}
}

// add adds what is called by some names, one after the other.
func (x *expansions) add(weight float32, names ...*name) {
	var words []string
	for _, n := range names {
		words = append(words, n.words()...)
	}
	*x = append(*x, Expansion{Words: words, Weight: weight})
}

// best are the expansions by weight, each once, without the words of the
// mention itself.
func (x expansions) best(said *name) []Expansion {
	slices.SortStableFunc(x, func(a, b Expansion) int { return cmp.Compare(b.Weight, a.Weight) })
	seen := make(map[string]bool, len(x)+1)
	if said != nil {
		seen[strings.Join(said.words(), " ")] = true
	}
	kept := x[:0]
	for _, e := range x {
		key := strings.Join(e.Words, " ")
		if !seen[key] && len(kept) < maxExpansions {
			seen[key] = true
			kept = append(kept, e)
		}
	}
	return slices.Clip(kept)
}
