package when

import "time"

// relative reads what lies so and so to as-of: "yesterday", "two weeks ago",
// "last March", "the past few days".
func (r *reader) relative(i int, l lead) (span, int) {
	for _, read := range [...]func(int, lead) (span, int){r.dayWord, r.ago, r.rolling, r.partly, r.present, r.modified, r.weekend, r.weekday} {
		if s, next := read(i, l); next != none {
			return s, next
		}
	}
	return span{}, none
}

// dayWord reads "yesterday", "last night" and "the day before yesterday".
func (r *reader) dayWord(i int, _ lead) (span, int) {
	at := r.skip(i, "the")
	for _, d := range dayWords[r.word(at)] {
		if next := r.follows(at, d.words); next != none && !r.titled(at) {
			return r.days(d.offset, d.days, Day), next
		}
	}
	return span{}, none
}

// titled reports whether token i is a part of a name ("Oland Today") or in
// quotes of its own.
func (r *reader) titled(i int) bool {
	before, after := r.at(i-1), r.at(i+1)
	return r.at(i).capital && (r.name(i-1) || r.at(i).joined && after.joined && before.kind == mark && after.kind == mark)
}

// dayPart skips the "morning" after a day.
func (r *reader) dayPart(s span, i int) int {
	if s.grain == Day && dayParts[r.word(i)] {
		return i + 1
	}
	return i
}

// count reads "3", "three", "a few", "a couple of", "several".
func (r *reader) count(i int) (int, int) {
	t := r.at(i)
	if t.kind == digits && t.value > 0 {
		return t.value, i + 1
	}
	if t.word == "a" && counts[r.word(i+1)] > 0 {
		i++
	}
	n := counts[r.word(i)]
	if n == 0 {
		return 0, none
	}
	return n, r.skip(i+1, "of")
}

// ago reads "three weeks ago", "two days from now" and, of the future, "in two
// days": a day for days and hours, the week around for weeks, the calendar's
// month for months, and the year around for years.
func (r *reader) ago(i int, l lead) (span, int) {
	n, next := r.count(i)
	if next == none {
		return span{}, none
	}
	u, ok := units[r.word(next)]
	if !ok {
		return span{}, none
	}
	next++
	switch {
	case r.word(next) == "ago":
		n, next = -n, next+1
	case r.word(next) == "from" && r.word(next+1) == "now":
		next += 2
	case l.word != "in" || r.tense != future:
		return span{}, none
	}
	switch u.grain {
	case NoGrain:
		if r.today.IsZero() {
			return span{grain: Day}, next
		}
		return r.days(int(r.dayIn(n).Sub(r.today)/(24*time.Hour)), 1, Day), next
	case Week:
		return r.days(7*n*u.count-3, 7, Week), next
	case Year, Decade:
		return r.yearAround(u, n), next
	}
	return r.around(u, n), next
}

// yearAround is the year in the middle of which lies as-of's day moved by n
// units.
func (r *reader) yearAround(u unit, n int) span {
	if r.today.IsZero() {
		return span{grain: Year}
	}
	from := unit{Month, 1}.shifted(u.shifted(r.today, n), -6)
	return span{from: from, to: unit{Year, 1}.shifted(from, 1), grain: Year}
}

// dayIn is the day some hours from as-of.
func (r *reader) dayIn(hours int) time.Time {
	return r.asOf.Add(time.Duration(hours) * time.Hour).Truncate(24 * time.Hour)
}

// rolling reads "the last three days", "the past week", "recent months" and
// "the next two weeks": windows that as-of ends or begins.
func (r *reader) rolling(i int, _ lead) (span, int) {
	the := r.skip(i, "the", "these", "this")
	word := r.word(the)
	direction := sides[word]
	if direction == 0 {
		return span{}, none
	}
	n, next := r.count(the + 1)
	if next == none {
		n, next = 1, the+1
	}
	u, ok := units[r.word(next)]
	if !ok {
		return span{}, none
	}
	switch {
	case next > the+1: // counted
	case r.isPlural(next):
		n = vague
	case word == "recent", word == "coming", word == "next", word == "previous":
		return span{}, none
	case word == "last" && (r.word(i) != "the" || r.word(next+1) == "of"):
		return span{}, none
	}
	return r.roll(u, direction*n), next + 1
}

// roll is the window of n units before as-of, or after it, with its day.
func (r *reader) roll(u unit, n int) span {
	if r.today.IsZero() {
		return span{grain: max(u.grain, Day)}
	}
	s := r.days(0, 1, max(u.grain, Day))
	switch {
	case u.grain == NoGrain && n < 0:
		s.from = r.dayIn(n)
	case u.grain == NoGrain:
		s.to = r.dayIn(n).AddDate(0, 0, 1)
	case n < 0:
		s.from = u.shifted(r.today, n)
	default:
		s.to = u.shifted(s.to, n)
	}
	return s
}
