package finding

import (
	"context"
	"fmt"
	"time"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/when"
)

// anchored is the share of an event's words that a passage must hold to tell
// when the event was.
const anchored = 0.8

// anchor finds the time of events before or after which the question asks
// ("since the summit"): that of the report which tells most of it. During an
// event is left open, for wars and pandemics last longer than a report of
// them is new.
func (s *sought) anchor(ctx context.Context) error {
	for i := range s.findings.Asked.Times {
		t := &s.findings.Asked.Times[i]
		if t.Event == "" || t.Bounded() || !isSide(t.Relation) {
			continue
		}
		at, found, err := s.told(ctx, t.Event)
		if err != nil {
			return err
		}
		if found {
			bindTo(t, at)
		}
	}
	return nil
}

// told is the day on which an event was reported.
func (s *sought) told(ctx context.Context, event string) (at time.Time, found bool, err error) {
	asked := s.Asker.Understand(s.analyser, event, time.Time{})
	if len(asked.Terms) == 0 {
		return at, false, nil
	}
	q := newQuery(asked)
	ask := index.Query{Terms: q.terms, Filter: s.filter, Limit: 20}
	if asOf := s.asOf(); !asOf.IsZero() {
		ask.Boost = func(published int64) float32 { return float32(1 + fresh(asOf, published, fading)) }
		ask.MaxBoost = 2
	}
	result, err := s.Index.Search(ctx, ask)
	if err != nil {
		return at, false, fmt.Errorf("looking for %q: %w", event, err)
	}
	tells := weights(asked, result)
	for _, hit := range result.Hits {
		if hit.Published != index.Undated && share(q.standing(hit.Matched), tells) >= anchored {
			return time.Unix(hit.Published, 0).UTC().Truncate(day), true, nil
		}
	}
	return at, false, nil
}

// bindTo bounds a time by the day of its event.
func bindTo(t *retrieval.Time, at time.Time) {
	switch when.Relation(t.Relation) {
	case when.Since:
		t.From = at
	case when.After:
		t.From = at.Add(day)
	case when.Before:
		t.To = at
	case when.Until:
		t.To = at.Add(day)
	}
}

// isSide reports whether a relation asks for one side of a time.
func isSide(relation string) bool {
	switch when.Relation(relation) {
	case when.Since, when.After, when.Before, when.Until:
		return true
	}
	return false
}
