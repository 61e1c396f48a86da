package when

// span reads a stretch of time that begins with token i, after the
// preposition l where one led to it.
func (r *reader) span(i int, l lead) (span, int) {
	if r.at(i).kind != digits && !openers[r.word(i)] {
		return span{}, none
	}
	a, next := r.single(i, l)
	if next == none {
		return r.daysOfMonth(i)
	}
	if both, after := r.rangeFrom(a, r.link(next, l.and)); after != none {
		return both, after
	}
	return a, next
}

// daysOfMonth reads "3 to 7 March" and "3 and 4 March".
func (r *reader) daysOfMonth(i int) (span, int) {
	day, next := r.dayOfMonth(r.skip(i, "the"))
	if next == none {
		return span{}, none
	}
	link := r.link(r.skip(next, "."), true)
	return r.rangeFrom(span{grain: Day, date: date{day: day}}, link)
}

// rangeFrom reads the end of a range that begins with a, after its link.
func (r *reader) rangeFrom(a span, link int) (span, int) {
	if link == none {
		return span{}, none
	}
	b, next := r.lastPart(link, a)
	if next == none {
		return span{}, none
	}
	both, ok := r.join(a, b)
	if !ok {
		return span{}, none
	}
	return both, next
}

// single reads one window: a part of one, a relative one or a date.
func (r *reader) single(i int, l lead) (span, int) {
	the := r.skip(i, "the")
	if p, after := r.part(the); after != none {
		if s, next := r.whole(after, lead{word: partOf, year: true, foreign: l.foreign}); next != none {
			return p.of(s), next
		}
	}
	if s, next := r.weekOf(the, l); next != none {
		return s, next
	}
	return r.whole(i, l)
}

// whole reads a relative window or a date.
func (r *reader) whole(i int, l lead) (span, int) {
	if s, next := r.relative(i, l); next != none {
		return s, r.dayPart(s, next)
	}
	the := r.skip(i, "the")
	if the > i && (r.word(the) == "month" || r.word(the) == "year") && r.word(the+1) == "of" {
		the += 2
	} else if r.word(the) == "year" && isYear(r.at(the+1)) {
		the++
	}
	if l.word == "" && the > i {
		return span{}, none // an article is no part of what nothing led to
	}
	return r.calendarDate(the, l)
}

// lastPart reads what follows the link of a range that begins with a: a date,
// the day of "March 3-7, 2025", or the end of "2024-25".
func (r *reader) lastPart(i int, a span) (span, int) {
	led := lead{word: "to", year: true}
	if b, next := r.single(i, led); next != none {
		if a.date.month > 0 || a.date.day == 0 || b.date.day > 0 {
			return b, next
		}
		return span{}, none
	}
	t := r.at(i)
	if a.date.month == 0 && a.date.year > 0 && t.joined && len(t.word) == 2 && t.value > a.date.year%100 {
		b, ok := date{year: a.date.year - a.date.year%100 + t.value}.span()
		b.explicit = true
		if ok {
			return b, i + 1
		}
	}
	if day, next := r.dayOfMonth(i); next != none && a.date.day > 0 && a.date.month > 0 && !r.counts(next) {
		b := span{grain: Day, date: date{day: day, month: a.date.month}}
		if year, after := r.year(r.skip(next, ",")); after != none {
			b.date.year, b.explicit, next = year, true, after
		}
		return b, next
	}
	return span{}, none
}

// link gives the token after the word or dash that links the two ends of a
// range, or none. "and" does after "between" and for two days of a month.
func (r *reader) link(i int, and bool) int {
	switch r.word(i) {
	case "-", "–", "—", "/":
		return i + 1
	case "to", "until", "till", "through", "bis":
		return r.skip(i+1, "the")
	case "and":
		if and {
			return r.skip(i+1, "the")
		}
	}
	return none
}

// join is the window from the beginning of a to the end of b. What one of
// them does not state is taken from the other.
func (r *reader) join(a, b span) (span, bool) {
	if a.date != (date{}) && b.date != (date{}) {
		var ok bool
		if a, b, ok = r.complete(a, b); !ok {
			return span{}, false
		}
	}
	joined := span{grain: min(a.grain, b.grain), explicit: a.explicit && b.explicit}
	if a.from.IsZero() || b.to.IsZero() {
		return joined, true
	}
	if !a.from.Before(b.to) && a.grain == Day && a.date == (date{}) {
		a.from = a.from.AddDate(0, 0, -7) // from Friday to Monday
	}
	joined.from, joined.to = a.from, b.to
	return joined, joined.from.Before(joined.to)
}

// complete gives two dates of a range the month and the year they share.
func (r *reader) complete(a, b span) (span, span, bool) {
	from, to := a.date, b.date
	if from.month == 0 && from.day > 0 {
		from.month = to.month
	}
	explicit := from.year != 0 || to.year != 0
	if to.year == 0 && (from.year == 0 || from.month == 0) {
		last, ok := r.dated(to)
		if !ok || last.from.IsZero() {
			return span{grain: a.grain}, span{grain: b.grain}, ok
		}
		to.year, explicit = last.from.Year(), false
	}
	if from.year == 0 {
		if from.year = to.year; from.after(to) {
			from.year--
		}
	}
	if to.year == 0 {
		if to.year = from.year; from.after(to) {
			to.year++
		}
	}
	first, okFirst := from.span()
	last, okLast := to.span()
	first.explicit, last.explicit = explicit, explicit
	return first, last, okFirst && okLast
}

// after reports whether a date comes after another in the same year.
func (d date) after(other date) bool {
	return d.month > other.month || d.month == other.month && d.day > other.day
}
