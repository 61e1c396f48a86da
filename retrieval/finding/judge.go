package finding

import "attache/retrieval"

// enoughShare is the part of the question's weight that one passage must
// hold before an answer is tried; chosen on development questions so that
// nine of ten that can be answered are (eval/RESULTS.md).
const enoughShare = 0.60

// judge decides whether the findings can be expected to answer: one
// passage must hold most of what the question is about, and every name in
// the question must stand in one of the best.
func judge(f *retrieval.Findings) {
	best := 0.0
	var held uint64
	for _, found := range f.Found[:min(len(f.Found), 10)] {
		best = max(best, found.Share)
		held |= found.Matched
	}
	f.Enough = best >= enoughShare
	for i, term := range f.Asked.Terms {
		if term.Name && held&(1<<i) == 0 {
			f.Missing = append(f.Missing, term.Word)
			f.Enough = false
		}
	}
}
