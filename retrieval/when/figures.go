package when

import "strings"

// figures reads 2025-03-06, 2025/03/06, 6.3.2025, 6/3/2025 and 2025-03.
func (r *reader) figures(i int) (span, int) {
	a, sep, b := r.at(i), r.at(i+1), r.at(i+2)
	if !sep.joined || !b.joined || b.kind != digits || len(b.word) > 2 || !strings.Contains("-/.", sep.word) {
		return span{}, none
	}
	c := r.at(i + 4)
	if r.word(i+3) != sep.word || !r.at(i+3).joined || !c.joined || c.kind != digits {
		// 2010-12 is the years to 2012, 2025-03 and 2025-12 are months.
		if sep.word == "-" && isYear(a) && len(b.word) == 2 && b.value >= 1 && b.value <= min(12, a.value%100) {
			return r.result(date{year: a.value, month: b.value}, i+3)
		}
		return span{}, none
	}
	switch {
	case r.at(i+5).joined && r.at(i+6).joined && r.at(i+5).kind == mark && r.at(i+6).kind == digits:
		return span{}, none // a version, an address of a machine
	case isYear(a) && len(c.word) <= 2:
		return r.result(checked(date{year: a.value, month: b.value, day: c.value}), i+5)
	case !isYear(c) || len(a.word) > 2:
		return span{}, none
	case sep.word == "." || a.value > 12 || a.value == b.value:
		return r.result(checked(date{year: c.value, month: b.value, day: a.value}), i+5)
	case b.value > 12:
		return r.result(checked(date{year: c.value, month: a.value, day: b.value}), i+5)
	}
	if a.value*b.value == 0 {
		return span{}, none
	}
	return span{grain: Day}, i + 5
}

// checked is d, or a date that does not stand where a part is out of range.
func checked(d date) date {
	if d.month < 1 || d.month > 12 || d.day < 1 {
		return date{year: maxYear + 1}
	}
	return d
}

func isYear(t token) bool {
	return t.kind == digits && len(t.word) == 4 && t.value >= minYear && t.value <= maxYear
}

// year reads a year, which is no part of a longer number.
func (r *reader) year(i int) (int, int) {
	t, before, after := r.at(i), r.at(i-1), r.at(i+1)
	switch {
	case !isYear(t), r.counts(i + 1):
		return 0, none
	case t.joined && before.kind == mark && strings.Contains("$€£₴¥₽#", before.word):
		return 0, none
	case t.joined && before.kind == letters, after.joined && after.kind == letters:
		return 0, none
	case after.joined && strings.Contains(",.:%", after.word) && r.at(i+2).joined && r.at(i+2).kind == digits:
		return 0, none
	}
	return t.value, i + 1
}

// decade reads "1990s".
func (r *reader) decade(i int) (span, int) {
	t, s := r.at(i), r.at(i+1)
	if !isYear(t) || t.value%10 != 0 || !s.joined || s.word != "s" {
		return span{}, none
	}
	first, _ := date{year: t.value}.span()
	last, ok := date{year: t.value + 9}.span()
	if !ok {
		return span{}, none
	}
	return span{from: first.from, to: last.to, grain: Decade, explicit: true}, i + 2
}
