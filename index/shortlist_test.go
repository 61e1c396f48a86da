package index

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAShortlistIsTheHeadOfTheSortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Few different scores, so that many are equal.
		scores := rapid.SliceOf(rapid.Map(rapid.IntRange(1, 6), func(n int) float32 { return float32(n) / 4 })).Draw(t, "scores")
		limit := rapid.IntRange(0, 10).Draw(t, "limit")
		list := newShortlist(limit)
		var all []candidate
		order := func(a, b candidate) int {
			return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.number, b.number))
		}
		for n, score := range scores {
			c := candidate{number: n, score: score}
			all = append(all, c)
			list.offer(c)
			slices.SortFunc(all, order)
			if len(all) >= limit && limit > 0 && list.threshold != all[limit-1].score {
				t.Fatalf("the threshold is %v, want %v", list.threshold, all[limit-1].score)
			}
		}
		slices.SortFunc(list.kept, order)
		if want := all[:min(limit, len(all))]; !slices.Equal(list.kept, want) {
			t.Fatalf("kept %v, want %v", list.kept, want)
		}
	})
}
