// Package when finds the time expressions of a question and says which
// window of time each stands for, as of a day. The rules are:
//
//   - Nothing is guessed silently: an expression keeps the bytes it was read
//     from, and what cannot be resolved is found with an open window.
//   - A missed expression costs a little recency, a false one hides answers.
//     So a word that is also something else counts only where its neighbours
//     speak for time: "may" and "march" with a number or a preposition, a
//     bare year where no people or tons are counted, and "before the X" only
//     where X is an event (see events.txt), so that nobody who testified
//     before the committee did so before a time.
//   - Windows are half open, in UTC, and of whole days: publishers often state
//     no more. Weeks begin on Monday (ISO 8601), seasons are those of the north
//     and of three whole months, and a winter bears the year it begins in.
//   - A month, a day or a weekday without a year is the latest that has begun
//     by as-of, and the first that is not yet over where its sentence speaks
//     of the future and not of the past ("will", "upcoming"). A day without a
//     year that lies at most two weeks ahead is the coming one too, unless the
//     sentence speaks of the past: nobody means last year's by it.
//   - "last week" is the calendar's, "the last week" and "the past week" are
//     the seven days before as-of and that day. "last March" is the latest
//     that is over, "last Friday" the latest before as-of's day.
//   - A few, several and recent ones are five: wide rather than narrow.
//   - In 6/3/2025 either number may be the month: it is found and left
//     unresolved. In 6.3.2025 the day comes first, as all who write so do.
//   - Everything is bounded and linear in the question: there are no regular
//     expressions, and no rule looks further than a few words ahead.
//
// English is read in full. Of German, French, Spanish, Russian and Ukrainian
// the dates, months, weekdays and words like "gestern" are read, and the
// simple prepositions; "letzte Woche" and its like are not. Times of day,
// movable feasts and clauses ("since she took office") are not read.
//
// The libraries there are answer another question: both give an instant
// without a window or a relation, and take "What may Vastria do?" for May.
// github.com/olebedev/when v1.1.0 gives one for a question, takes 2025-03-06
// for three o'clock, and knows neither "last week" nor a year after a month.
// markusmobius/go-dateparser v1.4.7 reads more, but "2000 soldiers" too, as a
// year; it takes 0.1 to 0.5 ms a question and 0.2 s to start. Neither knows
// "since the summit".
package when

import "time"

// Relation tells how what is asked for lies to an expression's time.
type Relation string

// The relations. Latest, Recent and Earliest have no window of their own.
const (
	On       Relation = "on"       // within the window or the event
	Since    Relation = "since"    // from its beginning on
	After    Relation = "after"    // from its end on
	Before   Relation = "before"   // up to its beginning
	Until    Relation = "until"    // up to its end
	AsOf     Relation = "as of"    // what was so, and known, at its end
	Around   Relation = "around"   // within it and one grain (three days) on each side
	Latest   Relation = "latest"   // the newest state: "latest", "now", "current"
	Recent   Relation = "recent"   // not long before as-of: "recently", "new"
	Earliest Relation = "earliest" // the first state: "earliest", "originally"
)

// Grain is how coarse an expression is.
type Grain int

// The grains, from fine to coarse. A weekend counts as days; thirds of a month
// as weeks; seasons, halves and parts of a year as quarters. An expression
// without a time of its own has none.
const (
	NoGrain Grain = iota
	Day
	Week
	Month
	Quarter
	Year
	Decade
)

// String is the grain in small letters, such as "day"; empty for NoGrain.
func (g Grain) String() string {
	return [...]string{"", "day", "week", "month", "quarter", "year", "decade"}[min(max(g, 0), Decade)]
}

// Expression is a time as a question names it. Whether several in one question
// narrow one another ("in March, after the summit") or stand side by side ("in
// 2024 and in 2025") is for the caller to weigh.
type Expression struct {
	// Start and End are its bytes in the question, its preposition included
	// ("since the summit").
	Start, End int
	Relation   Relation
	// From and To are the resolved window [From, To) in UTC, after Relation
	// was applied. Zero is open on that side; both are zero where nothing
	// could be resolved.
	From, To time.Time
	Grain    Grain
	// Event is what the expression is anchored to where that is no date:
	// "the summit", as it is written. From and To are zero then.
	Event string
	// Explicit is set where the year was stated, so that nothing was
	// concluded from as-of.
	Explicit bool
}

const (
	// maxExpressions bounds what is found in one question.
	maxExpressions = 8
	// maxQuestion bounds how much of a question is read, in bytes.
	maxQuestion = 64 << 10
	// minYear and maxYear bound the years that are read and resolved.
	minYear, maxYear = 1800, 2200
)

// Find gives the time expressions of a question in their order, at most eight,
// none of which overlap. Of a question of more than 64 KiB only the beginning
// is read. A zero asOf leaves unresolved what depends on it.
func Find(question string, asOf time.Time) []Expression {
	r := newReader(question[:min(len(question), maxQuestion)], asOf)
	var found []Expression
	for i := 0; i < len(r.tokens) && len(found) < maxExpressions; {
		r.tense = r.tokens[i].tense
		e, next := r.expression(i)
		if next == none {
			i++
			continue
		}
		e.Start, e.End = r.tokens[i].start, r.tokens[next-1].end
		found = append(found, e)
		i = next
	}
	return found
}

// none is the next token of a reading that has found nothing.
const none = 0

// reader reads one question.
type reader struct {
	text   string
	tokens []token
	// today is as-of's day, zero where it is not known.
	today time.Time
	asOf  time.Time
	// tense is that of the sentence that is read.
	tense tense
}

func newReader(text string, asOf time.Time) *reader {
	r := &reader{text: text, tokens: split(text)}
	asOf = asOf.UTC()
	if year := asOf.Year(); !asOf.IsZero() && year > minYear && year < maxYear {
		r.asOf, r.today = asOf, asOf.Truncate(24*time.Hour)
	}
	tellTenses(r.tokens)
	return r
}

// expression reads the expression that begins with token i, and gives the
// token after it, or none.
func (r *reader) expression(i int) (Expression, int) {
	if l, after := r.lead(i); after != none {
		if e, next := r.led(l, after); next != none {
			return e, next
		}
	} else if s, next := r.span(i, plain); next != none {
		return plain.apply(s), next
	}
	if relation, next := r.vague(i); next != none {
		return Expression{Relation: relation}, next
	}
	return Expression{}, none
}

// led reads what the preposition l leads to, which begins with token i: an
// event where a date is only a part of its name ("the 2024 election", "last
// week's vote"), otherwise a span of time.
func (r *reader) led(l lead, i int) (Expression, int) {
	s, next := r.span(i, l)
	event, head, afterEvent := "", none, none
	if l.takesEvent {
		event, head, afterEvent = r.event(i)
	}
	named := next != none && (r.at(next-1).possessive || determiners[r.word(i)] && s.date != date{})
	if head != none && (next == none || named && head-next <= 1) {
		return Expression{Relation: l.relation, Event: event}, afterEvent
	}
	if next == none {
		return Expression{}, none
	}
	if after := r.onwards(next, l); after != none {
		l.relation, next = Since, after
	}
	return l.apply(s), next
}
