package main

import (
	"cmp"
	"slices"
)

// verdict says in a word whether a target was reached.
func verdict(met bool) string {
	if met {
		return "met"
	}
	return "missed"
}

// median is the middle of some runs by a measure of each; of an even number
// the later of the two.
func median[T any, N cmp.Ordered](runs []T, measure func(T) N) T {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b T) int { return cmp.Compare(measure(a), measure(b)) })
	return sorted[len(sorted)/2]
}
