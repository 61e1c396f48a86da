package sentence

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestATextThatGrowsKeepsItsSentences holds Split to looking no further than
// the next word: whatever follows, all sentences but the last stay.
func TestATextThatGrowsKeepsItsSentences(t *testing.T) {
	s := newSplitter(t)
	var words []string
	for _, cases := range []map[string][]string{english, languages} {
		for _, name := range slices.Sorted(maps.Keys(cases)) {
			words = append(words, strings.Fields(strings.Join(cases[name], " "))...)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfN(rapid.SampledFrom(words), 1, 12)
		text := strings.Join(some.Draw(t, "text"), " ")
		before, after := s.Split(text), s.Split(text+" "+strings.Join(some.Draw(t, "more"), " "))
		for i := range len(before) - 1 {
			if i >= len(after) || before[i] != after[i] {
				t.Fatalf("sentence %d of %q changed: %v, %v", i, text, before, after)
			}
		}
	})
}

// TestALineStandsForItself holds Split to the same sentences for a line,
// whatever stands on the others.
func TestALineStandsForItself(t *testing.T) {
	s := newSplitter(t)
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringOf(rapid.RuneFrom([]rune(" .!?…。\"“”()1ABcd"))).Draw(t, "line")
		above := rapid.StringOf(rapid.RuneFrom([]rune(" .!?\n\"A1"))).Draw(t, "above") + "\n"
		got := s.Split(above + line)[len(s.Split(above)):]
		want := s.Split(line)
		for i := range want {
			want[i].Start += len(above)
			want[i].End += len(above)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v, alone %v", got, want)
		}
	})
}
