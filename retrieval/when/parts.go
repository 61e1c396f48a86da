package when

import "time"

// part is the part of a window that words like "early" and "the end of" take.
type part struct {
	// third is 0 for the first, 1 for the second, 2 for the last.
	third int
	// edge is set for "the start of" and "the end of", which take less of a
	// year than "early" and "late".
	edge bool
}

// partOf is the word of the lead to what a part is taken of.
const partOf = "part of"

// part reads "early", "mid-" or "the end of" and the words that link it to
// what follows.
func (r *reader) part(i int) (part, int) {
	if third, ok := loose[r.word(i)]; ok {
		return part{third: third}, r.skip(r.skip(r.skip(i+1, "-", "‑", "–"), "in", "on"), "the")
	}
	if third, ok := edges[r.word(i)]; ok && r.word(i+1) == "of" {
		return part{third: third, edge: true}, r.skip(i+2, "the")
	}
	return part{}, none
}

// finer is the grain of a part of a window. Days and weeks have none: reports
// on them are dated no finer.
var finer = map[Grain]Grain{Month: Week, Quarter: Month, Year: Quarter, Decade: Year}

// of narrows a window to the part.
func (p part) of(s span) span {
	s.date, s.ending = date{}, p.edge && p.third == 2
	grain, ok := finer[s.grain]
	if !ok {
		return s
	}
	if !s.from.IsZero() {
		first, last := p.cuts(s)
		bounds := [...]time.Time{s.from, first, last, s.to}
		s.from, s.to = bounds[p.third], bounds[p.third+1]
	}
	s.grain = grain
	return s
}

// cuts are where the first part of a window ends, and where the last begins.
func (p part) cuts(s span) (first, last time.Time) {
	months := func(a, b int) (time.Time, time.Time) { return s.from.AddDate(0, a, 0), s.from.AddDate(0, b, 0) }
	switch {
	case s.grain == Month:
		return s.from.AddDate(0, 0, 10), s.from.AddDate(0, 0, 20)
	case s.grain == Decade:
		return months(4*12, 7*12)
	case s.grain == Year && p.edge:
		return months(3, 9)
	case s.grain == Year:
		return months(4, 8)
	case s.to.After(s.from.AddDate(0, 3, 0)): // half a year
		return months(2, 4)
	}
	return months(1, 2)
}
