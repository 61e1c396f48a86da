package when

import (
	"strings"
	"time"
)

// lead is a preposition, and what it may lead to.
type lead struct {
	// word is its first word, empty where there is no preposition.
	word     string
	words    []string
	relation Relation
	// takesEvent is set where it leads to events too.
	takesEvent bool
	// year is set where a number of four digits after it is a year.
	year bool
	// and is set where "and" links its ranges.
	and bool
	// foreign is set for those of other languages than English.
	foreign bool
}

var plain = lead{relation: On}

// lead reads the longest preposition at token i, and gives the token after it
// and after what makes it less exact ("since at least 2014"), or none.
func (r *reader) lead(i int) (lead, int) {
	for _, l := range leads[r.word(i)] {
		if next := r.follows(i, l.words); next != none {
			if r.word(next) == "at" && r.word(next+1) == "least" {
				next++
			}
			return l, r.skip(next, "least", "about", "roughly", "approximately")
		}
	}
	return plain, none
}

// onwards gives the token after "from 6 March on" and "from March onwards",
// where token i is the last word, or none. An "on" that goes on is another
// preposition ("the note from 6 March on grain").
func (r *reader) onwards(i int, l lead) int {
	switch {
	case l.word != "from":
		return none
	case r.word(i) == "onwards", r.word(i) == "onward", r.word(i) == "on" && r.at(i+1).kind == mark:
		return i + 1
	}
	return none
}

// apply is the window that a span stands for after the preposition.
func (l lead) apply(s span) Expression {
	e := Expression{Relation: l.relation, Grain: s.grain, Explicit: s.explicit}
	if s.from.IsZero() {
		return e
	}
	switch l.relation {
	case Since:
		e.From = s.from
	case After:
		e.From = s.to
	case Before:
		if e.To = s.from; s.ending {
			e.To = s.to
		}
	case Until, AsOf:
		e.To = s.to
	case Around:
		e.From, e.To = padded(s)
	default:
		e.From, e.To = s.from, s.to
	}
	if outOfBounds(e.From) || outOfBounds(e.To) {
		e.From, e.To = time.Time{}, time.Time{}
	}
	return e
}

// padded is a window and one grain, for a day three days, on each side.
func padded(s span) (from, to time.Time) {
	u, n := unit{s.grain, 1}, 1
	if s.grain == Day {
		n = 3
	}
	return u.shifted(s.from, -n), u.shifted(s.to, n)
}

func outOfBounds(t time.Time) bool {
	return !t.IsZero() && (t.Year() < minYear || t.Year() > maxYear)
}

// leads are the prepositions by their first word, the longest first.
var leads = byFirstWord([]lead{
	{relation: Since, takesEvent: true, year: true, words: phrase("ever since")},
	{relation: Since, takesEvent: true, year: true, words: phrase("since")},
	{relation: Before, takesEvent: true, words: phrase("in the run-up to")},
	{relation: Before, takesEvent: true, words: phrase("in the runup to")},
	{relation: Before, takesEvent: true, words: phrase("on the eve of")},
	{relation: Before, takesEvent: true, year: true, words: phrase("before")},
	{relation: Before, takesEvent: true, year: true, words: phrase("ahead of")},
	{relation: Before, takesEvent: true, year: true, words: phrase("prior to")},
	{relation: Before, takesEvent: true, year: true, words: phrase("earlier than")},
	{relation: After, takesEvent: true, words: phrase("in the wake of")},
	{relation: After, takesEvent: true, words: phrase("in the aftermath of")},
	{relation: After, takesEvent: true, year: true, words: phrase("after")},
	{relation: After, takesEvent: true, year: true, words: phrase("later than")},
	{relation: After, takesEvent: true, words: phrase("following")},
	{relation: Until, takesEvent: true, year: true, words: phrase("up until")},
	{relation: Until, takesEvent: true, year: true, words: phrase("up to")},
	{relation: Until, takesEvent: true, year: true, words: phrase("until")},
	{relation: Until, takesEvent: true, year: true, words: phrase("till")},
	{relation: Until, year: true, words: phrase("no later than")},
	{relation: Until, year: true, words: phrase("not later than")},
	{relation: Until, year: true, words: phrase("by")},
	{relation: AsOf, year: true, words: phrase("as of")},
	{relation: Around, takesEvent: true, words: phrase("around the time of")},
	{relation: Around, takesEvent: true, year: true, words: phrase("around")},
	{relation: Around, year: true, words: phrase("circa")},
	{relation: On, takesEvent: true, words: phrase("at the time of")},
	{relation: On, takesEvent: true, year: true, words: phrase("during")},
	{relation: On, takesEvent: true, year: true, words: phrase("throughout")},
	{relation: On, year: true, words: phrase("back in")},
	{relation: On, words: phrase("so far")},
	{relation: On, year: true, words: phrase("in")},
	{relation: On, words: phrase("within")},
	{relation: On, words: phrase("on")},
	{relation: On, words: phrase("at")},
	{relation: On, words: phrase("over")},
	{relation: On, year: true, words: phrase("of")},
	{relation: On, year: true, words: phrase("for")},
	{relation: On, year: true, words: phrase("from")},
	{relation: On, year: true, and: true, words: phrase("between")},
	// German
	{relation: On, foreign: true, year: true, words: phrase("im")},
	{relation: On, foreign: true, words: phrase("am")},
	{relation: Since, foreign: true, year: true, words: phrase("seit dem")},
	{relation: Since, foreign: true, year: true, words: phrase("seit")},
	{relation: Before, foreign: true, year: true, words: phrase("vor dem")},
	{relation: After, foreign: true, year: true, words: phrase("nach dem")},
	{relation: Until, foreign: true, year: true, words: phrase("bis zum")},
	{relation: Until, foreign: true, year: true, words: phrase("bis")},
	// French
	{relation: On, foreign: true, year: true, words: phrase("en")},
	{relation: On, foreign: true, words: phrase("le")},
	{relation: Since, foreign: true, year: true, words: phrase("depuis le")},
	{relation: Since, foreign: true, year: true, words: phrase("depuis")},
	{relation: Before, foreign: true, year: true, words: phrase("avant le")},
	{relation: Before, foreign: true, year: true, words: phrase("avant")},
	{relation: After, foreign: true, year: true, words: phrase("après le")},
	{relation: After, foreign: true, year: true, words: phrase("après")},
	{relation: Until, foreign: true, year: true, words: phrase("jusqu'en")},
	{relation: Until, foreign: true, year: true, words: phrase("jusqu'au")},
	// Spanish
	{relation: On, foreign: true, words: phrase("el")},
	{relation: Since, foreign: true, year: true, words: phrase("desde el")},
	{relation: Since, foreign: true, year: true, words: phrase("desde")},
	{relation: Before, foreign: true, words: phrase("antes del")},
	{relation: Before, foreign: true, year: true, words: phrase("antes de")},
	{relation: After, foreign: true, words: phrase("después del")},
	{relation: After, foreign: true, year: true, words: phrase("después de")},
	{relation: Until, foreign: true, words: phrase("hasta el")},
	{relation: Until, foreign: true, year: true, words: phrase("hasta")},
	// Russian and Ukrainian
	{relation: On, foreign: true, year: true, words: phrase("в")},
	{relation: On, foreign: true, year: true, words: phrase("у")},
	{relation: On, foreign: true, year: true, words: phrase("во")},
	{relation: Since, foreign: true, year: true, words: phrase("с")},
	{relation: Since, foreign: true, year: true, words: phrase("з")},
	{relation: Since, foreign: true, year: true, words: phrase("із")},
	{relation: Before, foreign: true, year: true, words: phrase("до")},
	{relation: After, foreign: true, year: true, words: phrase("после")},
	{relation: After, foreign: true, year: true, words: phrase("після")},
})

// phrase parts a phrase into tokens.
func phrase(s string) []string { return strings.Fields(strings.ReplaceAll(s, "-", " - ")) }

func byFirstWord(all []lead) map[string][]lead {
	found := map[string][]lead{}
	for _, l := range all {
		l.word = l.words[0]
		found[l.word] = append(found[l.word], l)
	}
	return found
}
