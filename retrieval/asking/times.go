package asking

import (
	"time"

	"attache/retrieval"
	"attache/retrieval/when"
)

// still is how long a time has been over and is still spoken of as now.
const still = 3 * 24 * time.Hour

// times are the times that a question speaks of, in its order.
func times(question string, asOf time.Time) []retrieval.Time {
	var all []retrieval.Time
	for _, e := range when.Find(question, asOf) {
		all = append(all, retrieval.Time{
			Text: question[e.Start:e.End], Relation: string(e.Relation),
			From: e.From, To: e.To, Event: e.Event,
			Coarse: e.Grain > when.Month,
			Now:    isNow(e, asOf),
		})
	}
	return all
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
