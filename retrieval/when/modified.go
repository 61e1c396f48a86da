package when

// partly reads "earlier this week", "later this year" and "year to date": the
// part of it that as-of's day ends or begins.
func (r *reader) partly(i int, _ lead) (span, int) {
	if next := r.follows(i, yearToDate); next != none {
		return r.upToToday(r.around(unit{Year, 1}, 0)), next
	}
	u, ok := units[r.word(i+2)]
	if r.word(i+1) != "this" || !ok || u.grain == NoGrain {
		return span{}, none
	}
	s := r.around(u, 0)
	switch r.word(i) {
	case "earlier":
		return r.upToToday(s), i + 3
	case "later":
		s.from = r.today
		return s, i + 3
	}
	return span{}, none
}

var yearToDate = phrase("year to date")

// upToToday is a window that has begun without what is yet to come.
func (r *reader) upToToday(s span) span {
	if !r.today.IsZero() {
		s.to = r.today.AddDate(0, 0, 1)
	}
	return s
}

// present reads "the year" in "the start of the year".
func (r *reader) present(i int, l lead) (span, int) {
	at := r.skip(i, "the")
	if l.word != partOf || r.word(at-1) != "the" || r.isPlural(at) {
		return span{}, none
	}
	if u, ok := units[r.word(at)]; ok && u.grain > Day && r.word(at+1) != "of" {
		return r.around(u, 0), at + 1
	}
	return span{}, none
}

// modified reads a unit, a weekday or a date of the calendar after "last",
// "this" or "next".
func (r *reader) modified(i int, _ lead) (span, int) {
	at := r.skip(i, "the")
	step, ok := steps[r.word(at)]
	if !ok {
		return span{}, none
	}
	next := at + 1
	if r.word(at) == "this" {
		if inner, ok := steps[r.word(next)]; ok { // "this past Friday", "this coming Friday"
			step, next = inner, next+1
		}
	}
	if u, ok := units[r.word(next)]; ok && u.grain != NoGrain && !r.isPlural(next) {
		return r.around(u, step), next + 1
	}
	if r.word(next) == "weekend" {
		return r.saturday(step), next + 1
	}
	if day, ok := weekdays[r.word(next)]; ok && !day.short {
		return r.weekdayAt(day.number, step), next + 1
	}
	return r.calendarAt(next, step)
}

func (r *reader) isPlural(i int) bool {
	word := r.word(i)
	return word != "" && word[len(word)-1] == 's'
}

// calendarAt is the last, the present or else this year's, or the next one of
// what every year has.
func (r *reader) calendarAt(i, step int) (span, int) {
	d, next := r.yearless(i, lead{})
	if m := months[r.word(i)]; next == none || m.foreign || m.short || seasons[r.word(i)] > 0 && r.name(next) {
		return span{}, none
	}
	if r.today.IsZero() {
		return span{grain: d.grain()}, next
	}
	var at span
	ok := false
	switch step {
	case -1:
		at, ok = r.nearest(d, -1, r.over)
	case 1:
		at, ok = r.nearest(d, 1, r.ahead)
	default:
		if at, ok = r.nearest(d, -1, r.begun); !ok || !r.lasting(at) {
			d.year = r.today.Year()
			at, ok = d.span()
		}
	}
	at.date = date{}
	if !ok {
		return span{}, none
	}
	return at, next
}
