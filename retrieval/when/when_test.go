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

// cases are questions and what is found in them, keyed by what they show.
type cases map[string]struct{ question, want string }

func (c cases) check(t *testing.T, asOf time.Time) {
	t.Helper()
	for name, test := range c {
		t.Run(name, func(t *testing.T) {
			if got := found(test.question, asOf); got != test.want {
				t.Errorf("%s\n got %q\nwant %q", test.question, got, test.want)
			}
		})
	}
}

// found shows the expressions of a question, parted by " | ".
func found(question string, asOf time.Time) string {
	var all []string
	for _, e := range when.Find(question, asOf) {
		all = append(all, shown(question, e))
	}
	return strings.Join(all, " | ")
}

// shown is an expression as "its words: relation from..to grain", or with its
// event instead of a window; "!" marks an explicit one.
func shown(question string, e when.Expression) string {
	s := fmt.Sprintf("%s: %s", question[e.Start:e.End], e.Relation)
	if e.Event != "" {
		s += " (" + e.Event + ")"
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

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}
