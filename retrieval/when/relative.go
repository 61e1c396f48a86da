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

// dayWord reads "yesterday", "tonight" and "the day before yesterday".
func (r *reader) dayWord(i int, _ lead) (span, int) {
	w := r.word(r.skip(i, "the"))
	if w == "day" {
		the := r.skip(i, "the")
		if r.follows(the, []string{"day", "before", "yesterday"}) != none {
			return r.days(-2, 1, Day), the + 3
		}
		if r.follows(the, []string{"day", "after", "tomorrow"}) != none {
			return r.days(2, 1, Day), the + 3
		}
	}
	if offset, ok := dayWords[r.word(i)]; ok && !r.titled(i) {
		return r.days(offset, 1, Day), i + 1
	}
	switch next := i + 1; {
	case r.word(i) == "overnight":
		return r.days(-1, 2, Day), next
	case r.word(i) == "last" && r.word(next) == "night":
		return r.days(-1, 2, Day), next + 1
	case r.word(i) == "this" && dayParts[r.word(next)]:
		return r.days(0, 1, Day), next + 1
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

// ago reads "three weeks ago" and "a year ago": a day for days, the week
// around for weeks, and the month or the year of the calendar for the others.
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
		return r.hours(n*u.count, 0), next
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

// hours is the window of whole days that holds the hours from n to m, counted
// from as-of.
func (r *reader) hours(n, m int) span {
	if r.today.IsZero() {
		return span{grain: Day}
	}
	day := func(h int) time.Time { return r.asOf.Add(time.Duration(h) * time.Hour).Truncate(24 * time.Hour) }
	if m == 0 && n < 0 || m < n {
		m = n
	}
	return span{from: day(n), to: day(m).AddDate(0, 0, 1), grain: Day}
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
	plural := r.word(next)[len(r.word(next))-1] == 's'
	switch {
	case next > the+1:
	case plural:
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
		s.from = r.asOf.Add(time.Duration(n*u.count) * time.Hour).Truncate(24 * time.Hour)
	case u.grain == NoGrain:
		s.to = r.asOf.Add(time.Duration(n*u.count)*time.Hour).Truncate(24*time.Hour).AddDate(0, 0, 1)
	case n < 0:
		s.from = u.shifted(r.today, n)
	default:
		s.to = u.shifted(s.to, n)
	}
	return s
}
