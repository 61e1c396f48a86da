package when

import "time"

// date is a day, a month or a run of months, or a year as the calendar has
// it. What was not stated is 0.
type date struct {
	year, month, day int
	// months is how many months it covers from month on, where that is not one.
	months int
}

// span is a window as it was read, before its preposition is applied.
type span struct {
	// from and to are zero where as-of would be needed and is not known.
	from, to time.Time
	grain    Grain
	explicit bool
	// date is what was stated, zero for what is relative to as-of.
	date date
	// ending is set for "the end of", before which is before its last day.
	ending bool
}

func (d date) grain() Grain {
	switch {
	case d.day > 0:
		return Day
	case d.month == 0:
		return Year
	case d.months > 1:
		return Quarter
	}
	return Month
}

// span is the window of a date with its year. It has none where the calendar
// lacks the day, or the year is out of bounds.
func (d date) span() (span, bool) {
	s := span{grain: d.grain(), date: d}
	s.from = time.Date(d.year, time.Month(max(d.month, 1)), max(d.day, 1), 0, 0, 0, 0, time.UTC)
	switch s.grain {
	case Day:
		s.to = s.from.AddDate(0, 0, 1)
	case Year:
		s.to = s.from.AddDate(1, 0, 0)
	default:
		s.to = s.from.AddDate(0, max(d.months, 1), 0)
	}
	stands := d.day == 0 || s.from.Day() == d.day
	return s, stands && d.year >= minYear && d.year <= maxYear
}

// upcoming is how far ahead a day without a year is still the coming one.
const upcoming = 14 * 24 * time.Hour

// dated is the window of a stated date; without a year it is the one nearest
// to as-of (see the rules of the package).
func (r *reader) dated(d date) (span, bool) {
	if d.year != 0 {
		s, ok := d.span()
		s.explicit = true
		return s, ok
	}
	if r.today.IsZero() {
		d.year = 2000 // a leap year, so that every day of a calendar stands
		_, ok := d.span()
		d.year = 0
		return span{grain: d.grain(), date: d}, ok
	}
	latest, ok := r.nearest(d, -1, r.begun)
	if r.tense == past {
		return latest, ok
	}
	next, coming := r.nearest(d, 1, r.lasting)
	if coming && (r.tense == future || d.day > 0 && next.from.Sub(r.today) <= upcoming) {
		return next, true
	}
	return latest, ok
}

// nearest looks for the window of a date without a year, from as-of's year on
// in steps of a year. 29 February may be eight years away.
func (r *reader) nearest(d date, step int, fits func(span) bool) (span, bool) {
	year := r.today.Year() - step
	for range 11 {
		stated := d
		stated.year = year
		if s, ok := stated.span(); ok && fits(s) {
			s.date = d
			return s, true
		}
		year += step
	}
	return span{}, false
}

// begun, over, lasting and ahead tell how a window lies to as-of's day.
func (r *reader) begun(s span) bool   { return !s.from.After(r.today) }
func (r *reader) over(s span) bool    { return !s.to.After(r.today) }
func (r *reader) lasting(s span) bool { return s.to.After(r.today) }
func (r *reader) ahead(s span) bool   { return s.from.After(r.today) }

// days is the window of n days that begins offset days from as-of's day.
func (r *reader) days(offset, n int, grain Grain) span {
	if r.today.IsZero() {
		return span{grain: grain}
	}
	from := r.today.AddDate(0, 0, offset)
	return span{from: from, to: from.AddDate(0, 0, n), grain: grain}
}

// unit is a stretch of the calendar.
type unit struct {
	grain Grain
	// count is how many of the grain it is: 2 weeks for a fortnight.
	count int
}

// around is the unit of the calendar that holds as-of's day, moved by n units.
func (r *reader) around(u unit, n int) span {
	if r.today.IsZero() {
		return span{grain: u.grain}
	}
	n *= u.count
	year, month, _ := r.today.Date()
	first := func(year int, month time.Month) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	s := span{grain: u.grain}
	switch u.grain {
	case Week:
		s.from = r.monday().AddDate(0, 0, 7*n)
		s.to = s.from.AddDate(0, 0, 7)
	case Month:
		s.from, s.to = first(year, month+time.Month(n)), first(year, month+time.Month(n+1))
	case Quarter:
		month -= (month - 1) % 3
		s.from, s.to = first(year, month+time.Month(3*n)), first(year, month+time.Month(3*n+3))
	case Year:
		s.from, s.to = first(year+n, 1), first(year+n+1, 1)
	case Decade:
		year -= year % 10
		s.from, s.to = first(year+10*n, 1), first(year+10*n+10, 1)
	default:
		return r.days(n, 1, Day)
	}
	return s
}

// monday is the first day of as-of's week.
func (r *reader) monday() time.Time {
	return r.today.AddDate(0, 0, -(int(r.today.Weekday())+6)%7)
}

// shifted is t moved by n units, into the last day of a shorter month.
func (u unit) shifted(t time.Time, n int) time.Time {
	n *= u.count
	switch u.grain {
	case Week:
		return t.AddDate(0, 0, 7*n)
	case Month, Quarter, Year, Decade:
		months := n * map[Grain]int{Month: 1, Quarter: 3, Year: 12, Decade: 120}[u.grain]
		moved := t.AddDate(0, months, 0)
		if moved.Day() != t.Day() {
			moved = moved.AddDate(0, 0, -moved.Day())
		}
		return moved
	}
	return t.AddDate(0, 0, n)
}
