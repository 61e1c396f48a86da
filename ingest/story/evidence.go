package story

import "slices"

// evidence is what speaks for and against two articles being one report.
type evidence struct {
	words, runs overlap
	a, b        ledger
	// shared counts the values that both texts have, agreed those that also
	// stand in the same place.
	shared, agreed int
	// The clashes count the places in which the two texts have different
	// facts, of which one text lacks the other's wherever it is.
	numberClashes, dateClashes, nameClashes int
	// replaced counts the places in which the texts have different numbers
	// that may stand elsewhere.
	replaced int
}

// count is how many facts one text has, and how many of them are missing
// from the other.
type count struct{ all, missing int }

func (c *count) add(missing bool) {
	c.all++
	if missing {
		c.missing++
	}
}

// found is the share that the other text has; of few it says nothing.
func (c count) found() float64 {
	if c.all < 3 {
		return 1
	}
	return share(c.all-c.missing, c.all)
}

// ledger is what one text has in facts.
type ledger struct {
	numbers, names count // names with dates
	large          count // the numbers above four
	persons        count // the names that come in twos
	lead           count
	// The lead's own, by kind.
	leadNumbers, leadWeekdays, leadDates count
}

func (l *ledger) enter(f fact, missing bool) {
	switch f.kind {
	case number:
		l.large.add(missing)
		l.numbers.add(missing)
	case few:
		l.numbers.add(missing)
	case person:
		l.persons.add(missing)
		l.names.add(missing)
	default:
		l.names.add(missing)
	}
	if !f.lead {
		return
	}
	l.lead.add(missing)
	switch f.kind {
	case number, few:
		l.leadNumbers.add(missing)
	case weekday:
		l.leadWeekdays.add(missing)
	case month, date:
		l.leadDates.add(missing)
	}
}

// shared is how many facts the other text has too.
func (l ledger) shared() int {
	facts := l.facts()
	return facts.all - facts.missing
}

// facts are the names and numbers together.
func (l ledger) facts() count {
	return count{all: l.numbers.all + l.names.all, missing: l.numbers.missing + l.names.missing}
}

// bothMiss reports whether each text has what the other lacks.
func bothMiss(a, b count) bool { return a.missing > 0 && b.missing > 0 }

// contained is the share of the fuller agreement: of one text's facts in
// the other's.
func contained(a, b count) float64 {
	if a.all == 0 || b.all == 0 {
		return 1
	}
	return max(share(a.all-a.missing, a.all), share(b.all-b.missing, b.all))
}

// weigh gathers the evidence of two articles' facts.
func weigh(a, b facts) evidence {
	var e evidence
	inA, inB := a.below(b.bound), b.below(a.bound)
	onlyA, onlyB := e.a.fill(inA, inB), e.b.fill(inB, inA)
	e.shared = min(e.a.shared(), e.b.shared())
	e.agreed = min(agreed(inA, inB), agreed(inB, inA))
	e.replaced = replaced(inA, inB)
	e.numberClashes = contradicted(onlyA, inA, inB) + contradicted(onlyB, inB, inA)
	for _, f := range onlyA {
		for _, g := range onlyB {
			e.clash(f, g)
		}
	}
	return e
}

// agreed counts the facts of one text that stand in the same place of the
// other.
func agreed(own, other []fact) (n int) {
	for _, f := range own {
		if hasThere(other, f) {
			n++
		}
	}
	return n
}

// clash enters two names or dates, of which neither text has the other's,
// if they stand in the same place.
func (e *evidence) clash(f, g fact) {
	switch {
	case f.kind.isNumeric() || g.kind.isNumeric() || !f.samePlace(g):
	case f.kind >= weekday && g.kind >= weekday:
		e.dateClashes++
	default:
		e.nameClashes++
	}
}

// below are the facts that a sample with that bound would have kept too.
func (f facts) below(bound uint32) []fact {
	end := len(f.list)
	for end > 0 && uint32(f.list[end-1].value) >= bound {
		end--
	}
	return f.list[:end]
}

// fill enters each value of one text, and gives the facts that the other
// text lacks.
func (l *ledger) fill(own, other []fact) (only []fact) {
	for i, f := range own {
		missing := len(withValue(other, f.value)) == 0
		if missing {
			only = append(only, f)
		}
		first := i == 0 || own[i-1].value != f.value
		if first && f.kind != opener {
			l.enter(f, missing)
		}
	}
	return only
}

// contradicted counts the numbers of one text, missing from the other, for
// which the other has a number of its own on one side of the same words.
func contradicted(only, own, other []fact) (n int) {
	for _, f := range only {
		if f.kind.isNumber() && slices.ContainsFunc(other, func(g fact) bool {
			return g.kind.isNumber() && f.halfPlace(g) && !slices.ContainsFunc(withValue(own, g.value), f.halfPlace)
		}) {
			n++
		}
	}
	return n
}

// replaced counts the numbers of one text in whose place the other has
// another: neither has the other's number there, though perhaps elsewhere.
func replaced(own, other []fact) (n int) {
	for _, f := range own {
		if f.kind.isNumeric() && slices.ContainsFunc(other, func(g fact) bool {
			return g.kind.isNumeric() && f.samePlace(g) && !hasThere(own, g) && !hasThere(other, f)
		}) {
			n++
		}
	}
	return n
}

// hasThere reports whether a text has the fact in the same place.
func hasThere(list []fact, f fact) bool {
	return slices.ContainsFunc(withValue(list, f.value), f.samePlace)
}

// withValue are the facts of the value.
func withValue(list []fact, value uint16) []fact {
	low, high := 0, len(list)
	for low < high {
		if mid := (low + high) / 2; list[mid].value < value {
			low = mid + 1
		} else {
			high = mid
		}
	}
	end := low
	for end < len(list) && list[end].value == value {
		end++
	}
	return list[low:end]
}
