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

// of narrows a window to the part. Days and weeks stay whole: reports on them
// are dated no finer.
func (p part) of(s span) span {
	s.date = date{}
	s.ending = p.edge && p.third == 2
	cut := func(move func(t time.Time, n int) time.Time, first, last int) {
		start, end := s.from, s.to
		if p.third > 0 {
			s.from = move(start, first)
		}
		if p.third == 1 {
			s.to = move(start, last)
		} else if p.third == 0 {
			s.to = move(start, first)
		}
		if p.third == 2 {
			s.from, s.to = move(start, last), end
		}
	}
	byMonths := func(t time.Time, n int) time.Time { return t.AddDate(0, n, 0) }
	unresolved := s.from.IsZero()
	switch {
	case s.grain == Month:
		cut(func(t time.Time, n int) time.Time { return t.AddDate(0, 0, n) }, 10, 20)
		s.grain = Week
	case s.grain == Quarter:
		cut(byMonths, 1, 2)
		s.grain = Month
	case s.grain == Year && p.edge:
		cut(byMonths, 3, 9)
		s.grain = Quarter
	case s.grain == Year:
		cut(byMonths, 4, 8)
		s.grain = Quarter
	case s.grain == Decade:
		cut(byMonths, 48, 84)
		s.grain = Year
	}
	if unresolved {
		s.from, s.to = time.Time{}, time.Time{}
	}
	return s
}
