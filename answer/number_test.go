package answer

import (
	"slices"
	"strconv"
	"testing"
)

// grouped writes a number below a million with a thousands separator.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	rest := strconv.Itoa(1000 + n%1000)[1:]
	return strconv.Itoa(n/1000) + "," + rest
}

func TestNumbersAreRead(t *testing.T) {
	for text, want := range map[string][]string{
		"none":                             nil,
		"1,000,000 ships and 2.1bn euros":  {"1000000", "2.1"},
		"on 4 March 2031, at 18:30.":       {"4", "2031", "18", "30"},
		"the 26th, the 1990s, G20":         {"26", "1990", "20"},
		"Twelve of NINETEEN":               {"12", "19"},
		"twenty-five, ninety nine, forty":  {"25", "99", "40"},
		"the twenty-first of thirty‑third": {"21", "33"},
		"one of the first, a second":       nil,
		"often, weighty, someone, tenth":   nil,
		"twenty. Five":                     {"20", "5"},
		"twenty\nfive":                     {"20", "5"},
		"٢٠ سفينة":                         {"٢٠"},
	} {
		t.Run(strconv.Quote(text), func(t *testing.T) {
			if got := numbers(text); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
