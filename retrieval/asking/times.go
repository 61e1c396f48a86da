package asking

import (
	"time"

	"attache/retrieval"
	"attache/retrieval/when"
)

// still is how long a time has been over and is still spoken of as now.
const still = 3 * 24 * time.Hour

// relatives are words that tell a time only beside the time of asking:
// reports of that time have others.
var relatives = foldsOf(`last next past previous week weeks month months day days year years weekend quarter decade
	yesterday today tomorrow tonight recent recently latest newest new current currently now ago earlier previously`)

// timesAsked are the times that a question speaks of, in its order. Those of
// their words that reports need not have are marked in terms: they only ask.
func (r *reading) timesAsked(terms []retrieval.Term, asOf time.Time) []retrieval.Time {
	var all []retrieval.Time
	for _, e := range r.times {
		all = append(all, retrieval.Time{
			Text: r.text[e.Start:e.End], Relation: string(e.Relation),
			From: e.From, To: e.To, Event: e.Event,
			Coarse: e.Grain > when.Month,
			Now:    isNow(e, asOf),
		})
		for _, w := range r.words {
			within := w.dated && w.start >= e.Start && w.end <= e.End && w.content != none
			if within && (isDate(e) || relatives[w.fold]) {
				terms[w.content].Frame = true
			}
		}
	}
	return all
}

// isDate reports whether an expression is a known day, week or month: reports
// of that time need not state it, and their publication tells.
func isDate(e when.Expression) bool {
	return e.Event == "" && e.Grain <= when.Month && (!e.From.IsZero() || !e.To.IsZero())
}

func isNow(e when.Expression, asOf time.Time) bool {
	switch e.Relation {
	case when.Latest, when.Recent:
		return true
	case when.AsOf:
		return false
	}
	return !asOf.IsZero() && !e.To.IsZero() && e.To.Add(still).After(asOf)
}
