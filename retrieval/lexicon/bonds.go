package lexicon

import "slices"

// bond is how much of an entry's weight passes between it and what it is of.
// The numbers are judgement: they order what news uses for one another.
type bond struct {
	up   float32 // from the part to the whole: Kremlin to Russia
	down float32 // from the whole to the part; 0 where the whole does not mean it
}

var bonds = map[Kind]bond{
	Former:     {up: 0.4},
	Capital:    {up: 0.45, down: 0.5},
	Government: {up: 0.65, down: 0.4},
	Ministry:   {up: 0.35},
	Parliament: {up: 0.3},
	Court:      {up: 0.25},
	Bank:       {up: 0.3},
	Agency:     {up: 0.3},
	Forces:     {up: 0.4},
}

// hasOffices are the kinds that offices and ministries can be of.
var hasOffices = map[Kind]bool{
	Country: true, Territory: true, Former: true, Capital: true, Government: true, Region: true, Organisation: true,
}

// belongsTo reports whether an entry is of another, or of what that one is
// used for.
func (e *Entry) belongsTo(other *Entry) bool {
	return slices.ContainsFunc(e.Of, func(id string) bool { return other.ID == id || other.standsFor(id) })
}

// Same reports whether who names one of the two in news may mean the other:
// they are one, one stands for the other (Moscow for Russia), or both stand
// for the same (Moscow and the Kremlin).
func Same(a, b *Entry) bool {
	return a == b || a.standsFor(b.ID) || b.standsFor(a.ID) ||
		slices.ContainsFunc(a.Of, func(id string) bool { return a.standsFor(id) && b.standsFor(id) })
}

// standsFor reports whether an entry is used for another.
func (e *Entry) standsFor(id string) bool {
	return bonds[e.Kind].down > 0 && !e.loose && slices.Contains(e.Of, id)
}

// sharesSeat reports whether one is a capital and the other a house in it.
func (e *Entry) sharesSeat(other *Entry) bool {
	return !other.loose && (e.Kind == Capital && other.Kind == Government || e.Kind == Government && other.Kind == Capital)
}
