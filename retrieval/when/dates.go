package when

import "strings"

// calendarDate reads a date with or without its year: in figures, with a
// month's name, or a year alone.
func (r *reader) calendarDate(i int, l lead) (span, int) {
	if r.at(i).kind == digits {
		if s, next := r.figures(i); next != none {
			return s, next
		}
		if year, next := r.year(i); next != none && r.yearStands(i, next, l) {
			return r.result(date{year: year}, next)
		}
	}
	d, next := r.yearless(i, l)
	if next == none {
		return r.decade(i)
	}
	if year, after := r.year(r.skip(r.skip(next, ","), "of", "de", "del")); after != none {
		d.year, next = year, after
		return r.result(d, next)
	}
	if !r.stands(d, i, next, l) {
		return span{}, none
	}
	return r.result(d, next)
}

func (r *reader) result(d date, next int) (span, int) {
	s, ok := r.dated(d)
	if !ok {
		return span{}, none
	}
	return s, next
}

// yearless reads what the calendar brings every year: a day, a month, a
// quarter, a season, a feast.
func (r *reader) yearless(i int, l lead) (date, int) {
	if day, ok := ordinals[r.word(i)]; ok && r.word(i+1) == "of" {
		if m, ok := months[r.word(i+2)]; ok {
			return date{month: m.month, day: day}, r.skipStop(i + 3)
		}
	}
	if day, next := r.dayOfMonth(i); next != none {
		next = r.skip(r.skip(next, "."), "of", "de")
		if m, ok := months[r.word(next)]; ok && !r.isVerb(next, l) {
			return date{month: m.month, day: day}, r.skipStop(next + 1)
		}
	}
	if m, ok := months[r.word(i)]; ok {
		next := r.skipStop(i + 1)
		if day, after := r.dayOfMonth(r.skip(next, "the")); after != none && !m.foreign && !r.counts(after) && !r.isVerb(i, l) {
			return date{month: m.month, day: day}, after
		}
		return date{month: m.month}, next
	}
	if d, next := r.quarter(i); next != none {
		return d, next
	}
	if month, ok := seasons[r.word(i)]; ok {
		return date{month: month, months: 3}, i + 1
	}
	return r.feast(i)
}

// skipStop skips the stop of an abbreviated month.
func (r *reader) skipStop(i int) int {
	if m := months[r.word(i-1)]; m.short && r.word(i) == "." && r.at(i).joined {
		return i + 1
	}
	return i
}

// dayOfMonth reads "6" and "6th", from 1 to 31, where that is no part of a
// longer number.
func (r *reader) dayOfMonth(i int) (int, int) {
	t, after := r.at(i), r.at(i+1)
	switch {
	case t.value < 1 || t.value > 31 || len(t.word) > 2:
		return 0, none
	case !after.joined:
		return t.value, i + 1
	case ordinalEndings[after.word]:
		return t.value, i + 2
	case after.kind == letters, strings.Contains("%:", after.word), strings.Contains(".,/", after.word) && r.at(i+2).joined && r.at(i+2).kind == digits:
		return 0, none
	}
	return t.value, i + 1
}

// quarter reads "Q1", "H2", "first quarter" and "second half".
func (r *reader) quarter(i int) (date, int) {
	n, length := r.at(i+1), 0
	switch r.word(i) {
	case "q":
		length = 3
	case "h":
		length = 6
	}
	if length > 0 && n.joined && n.value >= 1 && n.value <= 12/length {
		return date{month: 1 + length*(n.value-1), months: length}, i + 2
	}
	which := ordinals[r.word(i)]
	switch r.word(i + 1) {
	case "quarter":
		length = 3
	case "half":
		length = 6
	default:
		return date{}, none
	}
	if which < 1 || which > 12/length {
		return date{}, none
	}
	return date{month: 1 + length*(which-1), months: length}, i + 2
}

// feast reads a day that has the same date every year.
func (r *reader) feast(i int) (date, int) {
	for _, f := range feasts[r.word(i)] {
		if next := r.follows(i, f.words); next != none {
			return date{month: f.month, day: f.day}, next
		}
	}
	return date{}, none
}
