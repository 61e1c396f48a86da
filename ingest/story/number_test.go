package story_test

import (
	"strings"
	"testing"

	"attache/ingest/story"
)

// TestNumbersAreOneHoweverTheyAreWritten puts two spellings of a number in
// otherwise equal reports: they are one report only if the numbers are one.
func TestNumbersAreOneHoweverTheyAreWritten(t *testing.T) {
	with := func(number string) story.Sketch {
		return story.NewSketch("Lake patrols", strings.Replace(protocol, "60 days", number+" days", 1))
	}
	for _, same := range [][]string{
		{"61", "sixty-one", "Sixty-one", "sixty one"},
		{"12", "twelve", "a dozen"},
		{"300", "three hundred"},
		{"312", "three hundred and twelve", "three hundred twelve"},
		{"12,000", "12000", "12 thousand", "twelve thousand", "12k"},
		{"2,100,000", "2.1 million", "2.1m", "2.1 mn", "£2.1m"},
		{"1.8 billion", "1.8bn", "$1.8bn", "1,800 million", "1.8 bn"},
		{"7th", "7"},
	} {
		for _, number := range same[1:] {
			if v := story.Compare(with(same[0]), with(number)); !v.Same {
				t.Errorf("%q and %q: %+v", same[0], number, v)
			}
		}
	}
	for _, other := range [][2]string{{"61", "62"}, {"sixty", "sixty-one"}, {"12", "13"}, {"1.8", "18"}, {"2.1m", "2.1bn"}, {"300", "three thousand"}} {
		if v := story.Compare(with(other[0]), with(other[1])); v.Same {
			t.Errorf("%q and %q are taken for the same", other[0], other[1])
		}
	}
}
