package when_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache/retrieval/when"
)

// asOf is a Wednesday.
var asOf = time.Date(2031, 4, 16, 15, 30, 0, 0, time.UTC)

// shown is an expression as the tables below have it.
func shown(question string, e when.Expression) string {
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format("2006-01-02")
	}
	s := fmt.Sprintf("%s: %s", question[e.Start:e.End], e.Relation)
	if e.Event != "" {
		s += " " + e.Event
	} else if !e.From.IsZero() || !e.To.IsZero() {
		s += fmt.Sprintf(" %s..%s", day(e.From), day(e.To))
	}
	if e.Grain != when.NoGrain {
		s += " " + e.Grain.String()
	}
	if e.Explicit {
		s += "!"
	}
	return s
}

func found(question string, asOf time.Time) string {
	var all []string
	for _, e := range when.Find(question, asOf) {
		all = append(all, shown(question, e))
	}
	return strings.Join(all, " | ")
}

func TestADateIsFoundInItsSentence(t *testing.T) {
	got := found("What did Ana Brandt say on 6 March 2025?", asOf)
	if want := "on 6 March 2025: on 2025-03-06..2025-03-07 day!"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
