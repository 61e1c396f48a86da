package when

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
	step := latestOne
	if r.tense == future {
		step = nextOne
	}
	return r.weekdayAt(day.number, step), i + 1
}

// Which of the weekdays of a name is meant, beside those that modified's steps
// tell: the latest and the next that may be as-of's day itself.
const (
	latestOne = -2
	nextOne   = 2
)

// weekdayAt is the last weekday before as-of's day (-1), that of its week (0),
// the next one after it (1), or one that may be as-of's day.
func (r *reader) weekdayAt(number, step int) span {
	if r.today.IsZero() {
		return span{grain: Day}
	}
	since := (int(r.today.Weekday()) - number + 7) % 7
	switch step {
	case latestOne:
		return r.days(-since, 1, Day)
	case nextOne:
		return r.days((7-since)%7, 1, Day)
	case -1:
		return r.days(-1-(since+6)%7, 1, Day)
	case 1:
		return r.days(7-since, 1, Day)
	}
	from := r.monday().AddDate(0, 0, (number+6)%7)
	return span{from: from, to: from.AddDate(0, 0, 1), grain: Day}
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
