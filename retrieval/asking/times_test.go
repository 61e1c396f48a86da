package asking_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// long are words without an end.
var long = strings.Repeat("canal treaty ", 1_000)

// TestUnderstandResolvesTimes asks on Wednesday, 12 March 2031.
func TestUnderstandResolvesTimes(t *testing.T) {
	for question, want := range map[string]string{
		"Who signed yesterday?":               "yesterday: on 2031-03-11 2031-03-12 now",
		"Who signed last week?":               "last week: on 2031-03-03 2031-03-10 now",
		"Who signed in February?":             "in February: on 2031-02-01 2031-03-01",
		"Who signed on 6 March 2025?":         "on 6 March 2025: on 2025-03-06 2025-03-07",
		"Who signed in 2024?":                 "in 2024: on 2024-01-01 2025-01-01 coarse",
		"Who has signed since the summit?":    "since the summit: since the summit",
		"Who signed before the election?":     "before the election: before the election",
		"What is the latest on the treaty?":   "latest: latest now",
		"Who signed?":                         "",
		"Who may march before the committee?": "",
	} {
		var got []string
		for _, one := range withLexicon(t, question).Times {
			line := one.Text + ": " + one.Relation
			for _, at := range []time.Time{one.From, one.To} {
				if !at.IsZero() {
					line += " " + at.Format(time.DateOnly)
				}
			}
			if one.Event != "" {
				line += " " + one.Event
			}
			if one.Coarse {
				line += " coarse"
			}
			if one.Now {
				line += " now"
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%q: %s", question, diff)
		}
	}
}

func TestUnderstandWithoutATimeOfAskingKnowsNoYesterday(t *testing.T) {
	if times := understand("Who signed yesterday, or in 2024?").Times; len(times) != 2 || times[0].Bounded() || !times[1].Bounded() {
		t.Errorf("%+v", times)
	}
}
