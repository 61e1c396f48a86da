package index

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAColumnKeepsItsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		absent := rapid.SampledFrom([]int64{0, Undated, Forever}).Draw(t, "absent")
		near := rapid.Int64Range(1000, 1000+math.MaxUint32)
		far := rapid.Int64()
		values := rapid.SliceOfN(rapid.OneOf(near, far, rapid.Just(absent)), 1, 20).Draw(t, "values")
		if rapid.Bool().Draw(t, "all near") {
			values = rapid.SliceOfN(rapid.OneOf(near, rapid.Just(absent)), 1, 20).Draw(t, "near values")
		}
		c := pack(values, absent)
		if got := c.unpack(len(values)); !slices.Equal(got, values) {
			t.Fatalf("got %v, want %v", got, values)
		}
	})
}

func TestAColumnTakesNoMoreRoomThanItsValuesNeed(t *testing.T) {
	for name, c := range map[string]struct {
		values        []int64
		offsets, wide int
	}{
		"none where all are the same":         {[]int64{7, 7, 7}, 0, 0},
		"none where all are absent":           {[]int64{Undated, Undated}, 0, 0},
		"four bytes where some are absent":    {[]int64{7, Undated, 7}, 3, 0},
		"four bytes where they are near":      {[]int64{7, 7 + math.MaxUint32 - 1}, 2, 0},
		"eight bytes where they are far":      {[]int64{7, 7 + math.MaxUint32}, 0, 2},
		"eight bytes where their gap is huge": {[]int64{math.MinInt64, math.MaxInt64}, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			if got := pack(c.values, Undated); len(got.offsets) != c.offsets || len(got.wide) != c.wide {
				t.Errorf("got %+v", got)
			}
		})
	}
}
