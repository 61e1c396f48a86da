package when

// modified reads a unit, a weekday or a date of the calendar after "last",
// "this" or "next", and "earlier this week".
func (r *reader) modified(i int, l lead) (span, int) {
	if half := halves[r.word(i)]; half != 0 && r.word(i+1) == "this" {
		u, ok := units[r.word(i+2)]
		if !ok || u.grain == NoGrain {
			return span{}, none
		}
		s := r.around(u, 0)
		if r.today.IsZero() {
			return s, i + 3
		}
		if half < 0 {
			s.to = r.today.AddDate(0, 0, 1)
		} else {
			s.from = r.today
		}
		return s, i + 3
	}
	if r.follows(i, []string{"year", "to", "date"}) != none {
		s := r.around(unit{Year, 1}, 0)
		if !r.today.IsZero() {
			s.to = r.today.AddDate(0, 0, 1)
		}
		return s, i + 3
	}
	if r.word(i) == "the" && (r.word(i+1) == "year" || r.word(i+1) == "month") && l.word == partOf {
		return r.around(units[r.word(i+1)], 0), i + 2
	}
	if l.word == partOf && (r.word(i) == "year" || r.word(i) == "month") && r.word(i-1) == "the" {
		return r.around(units[r.word(i)], 0), i + 1
	}
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

// calendarAt is the last, this year's or the next one of what every year has.
func (r *reader) calendarAt(i, step int) (span, int) {
	d, next := r.yearless(i, lead{})
	if m := months[r.word(i)]; next == none || m.foreign || m.short || seasons[r.word(i)] > 0 && r.name(next) {
		return span{}, none
	}
	if r.today.IsZero() {
		return span{grain: d.grain()}, next
	}
	fits := map[int]func(span) bool{-1: r.over, 0: func(span) bool { return true }, 1: r.ahead}[step]
	if step == 0 {
		d.year = r.today.Year()
		s, ok := d.span()
		s.date = date{}
		if !ok {
			return span{}, none
		}
		return s, next
	}
	s, ok := r.nearest(d, step, fits)
	s.date = date{}
	if !ok {
		return span{}, none
	}
	return s, next
}

// weekend reads "the weekend".
func (r *reader) weekend(i int, _ lead) (span, int) {
	if r.word(i) != "the" || r.word(i+1) != "weekend" {
		return span{}, none
	}
	s := r.saturday(0)
	if !r.today.IsZero() && r.tense != future && r.ahead(s) {
		s = r.saturday(-1)
	}
	return s, i + 2
}

// saturday is the weekend of as-of's week, moved by n weeks.
func (r *reader) saturday(n int) span {
	if r.today.IsZero() {
		return span{grain: Day}
	}
	from := r.monday().AddDate(0, 0, 7*n+5)
	return span{from: from, to: from.AddDate(0, 0, 2), grain: Day}
}

// weekday reads "Monday" and "Monday, 3 March", which is that date.
func (r *reader) weekday(i int, l lead) (span, int) {
	day, ok := weekdays[r.word(i)]
	if !ok || day.foreign && !l.foreign || namedDays[r.word(i-1)] {
		return span{}, none
	}
	at := r.skip(r.skip(r.skip(i+1, "."), ","), "the", "den")
	if r.at(at).kind == digits || months[r.word(at)].month > 0 {
		if s, next := r.calendarDate(at, lead{}); next != none && s.date.day > 0 {
			return s, next
		}
	}
	if day.short || day.foreign && r.name(i-1) {
		return span{}, none
	}
	step := -2
	if r.tense == future {
		step = 2
	}
	return r.weekdayAt(day.number, step), i + 1
}

// weekdayAt is the last weekday before as-of's day (-1), that of its week (0),
// the next one after it (1), or the nearest with as-of's day itself (-2, 2).
func (r *reader) weekdayAt(number, step int) span {
	if r.today.IsZero() {
		return span{grain: Day}
	}
	since := (int(r.today.Weekday()) - number + 7) % 7
	until := (7 - since) % 7
	switch step {
	case -2:
		return r.days(-since, 1, Day)
	case 2:
		return r.days(until, 1, Day)
	case -1:
		if since == 0 {
			since = 7
		}
		return r.days(-since, 1, Day)
	case 1:
		if until == 0 {
			until = 7
		}
		return r.days(until, 1, Day)
	}
	monday := r.monday().AddDate(0, 0, (number+6)%7)
	return span{from: monday, to: monday.AddDate(0, 0, 1), grain: Day}
}

// weekOf reads "the first week of March" and "the week of 3 March".
func (r *reader) weekOf(i int, l lead) (span, int) {
	which, at := ordinals[r.word(i)], i
	if r.word(i) == "last" {
		which = 5
	}
	if which > 0 {
		at++
	}
	if r.word(at) != "week" || r.word(at+1) != "of" && r.word(at+1) != "in" {
		return span{}, none
	}
	s, next := r.whole(at+2, lead{word: partOf, year: true})
	if next == none || which == 0 && s.grain != Day || which > 0 && s.grain != Month {
		return span{}, none
	}
	s.grain, s.date = Week, date{}
	if s.from.IsZero() {
		return s, next
	}
	switch {
	case which == 0:
		s.from = s.from.AddDate(0, 0, -(int(s.from.Weekday())+6)%7)
		s.to = s.from.AddDate(0, 0, 7)
	case which >= 5:
		s.from = s.to.AddDate(0, 0, -7)
	default:
		s.from = s.from.AddDate(0, 0, 7*(which-1))
		s.to = s.from.AddDate(0, 0, 7)
	}
	return s, next
}
