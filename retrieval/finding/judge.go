package finding

import (
	"context"
	"fmt"
	"math"

	"attache/retrieval"
)

// enough is the chance from which on an answer is tried.
const enough = 0.5

// wholeChance is that of a question all of which stands in one passage.
const wholeChance = 0.9

// judge decides whether the findings can be expected to answer, and says
// why not. A name that nothing near the question holds is reason enough.
func (s *sought) judge(context.Context) error {
	f := &s.findings
	signs := SignsOf(*f)
	f.Chance = 1 / (1 + math.Exp(-signs.Times(counts)))
	if signs.Whole() {
		f.Chance = max(f.Chance, wholeChance)
	}
	f.Missing = missing(*f)
	f.Enough = len(f.Found) > 0 && f.Chance >= enough && len(f.Missing) == 0
	f.Reasons = reasons(*f, signs)
	f.Enough = f.Enough || s.answered
	return nil
}

// missing are the names of the question of which nothing among the best
// passages holds a word, under any of their names.
func missing(f retrieval.Findings) (names []string) {
	var held uint64
	for _, x := range f.Found[:min(judged, len(f.Found))] {
		held |= x.Named
	}
	for _, n := range f.Asked.Names {
		if n.Proper && held&n.Terms == 0 {
			names = append(names, n.Text)
		}
	}
	return names
}

// reasons are the signs that speak against an answer, in words.
func reasons(f retrieval.Findings, s Signs) (why []string) {
	say := func(format string, values ...any) { why = append(why, fmt.Sprintf(format, values...)) }
	for _, name := range f.Missing {
		say("nothing found names %q", name)
	}
	if s[SignBestShare] < 0.6 {
		say("no passage holds more than %.0f%% of the question", 100*s[SignBestShare])
	}
	if s[SignNowhere] > 0.1 {
		say("a telling word of the question stands nowhere near it")
	}
	if f.Asked.Wants != 0 && s[SignBestWanted] < s[SignBestSentence]/2 {
		say("no sentence near the question states a %s", f.Asked.Wants)
	}
	if s[SignOutside] > 0.5 {
		say("the nearest passage is not of the time asked for")
	}
	if s[SignStaleAsked] > 0.9 {
		say("the nearest passage is not recent")
	}
	if len(why) == 0 && !f.Enough {
		say("what was found is too far from the question")
	}
	return why
}
