package vector

import (
	"math/bits"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
)

// codes draws passages with codes of a dimension, behind the given one.
func codes(t *rapid.T, dimension int, after int64) []Coded {
	gaps := rapid.SliceOfN(rapid.Int64Range(1, 1000), 1, 50).Draw(t, "gaps")
	vectors := clustered(rapid.Uint64().Draw(t, "seed"), len(gaps), dimension)
	coded := make([]Coded, len(gaps))
	for i, gap := range gaps {
		after += gap
		code, err := Quantise(vectors[i])
		if err != nil {
			t.Fatal(err)
		}
		coded[i] = Coded{Passage: after, Code: code}
	}
	return coded
}

func TestBlocksReadAsTheyWereWrittenAlsoJoined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dimension := rapid.IntRange(1, 200).Draw(t, "dimension")
		var all []Coded
		var rows []news.VectorBlock
		after := int64(0)
		for range rapid.IntRange(1, 4).Draw(t, "blocks") {
			part := codes(t, dimension, after)
			after = part[len(part)-1].Passage
			all, rows = append(all, part...), append(rows, NewBlock(part))
		}
		joined := Join(rows)
		if want := NewBlock(all); !cmp.Equal(joined, want) {
			t.Fatalf("joined %s", cmp.Diff(want, joined))
		}
		b, err := openBlock(joined, dimension)
		if err != nil {
			t.Fatal(err)
		}
		for n, c := range all {
			wide := words(dimension)
			if b.passage(n) != c.Passage || !slices.Equal(b.signs[n*wide:][:wide], c.Code.Signs) {
				t.Fatalf("number %d is passage %d", n, b.passage(n))
			}
		}
	})
}

func FuzzOpenBlock(f *testing.F) {
	code, err := Quantise([]float32{1, -2, 3})
	if err != nil {
		f.Fatal(err)
	}
	good := NewBlock([]Coded{{Passage: 5, Code: code}, {Passage: 9, Code: code}})
	f.Add(good.First, good.Last, good.Count, 3, good.Passages, good.Signs)
	f.Add(int64(1), int64(1), 1, 64, []byte{0}, make([]byte, 8))
	f.Fuzz(func(t *testing.T, first, last int64, count, dimension int, passages, signs []byte) {
		if dimension < 1 || dimension > MaxDimension {
			t.Skip("such a set is refused before")
		}
		b, err := openBlock(news.VectorBlock{First: first, Last: last, Count: count, Passages: passages, Signs: signs}, dimension)
		if err != nil {
			return
		}
		for n := range b.len() {
			if p := b.passage(n); n > 0 && p <= b.passage(n-1) && first < 1<<62 {
				t.Errorf("passage %d stands behind %d", p, b.passage(n-1))
			}
		}
	})
}

func TestADistanceCountsTheSignsThatDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.Uint64(), 1, 40).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Uint64(), len(a), len(a)).Draw(t, "b")
		want := 0
		for i := range a {
			want += bits.OnesCount64(a[i] ^ b[i])
		}
		if got := distance(a, b); int(got) != want {
			t.Errorf("got %d, want %d", got, want)
		}
	})
}

func TestAShortlistKeepsTheNearestAndOfEqualsTheFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keep := rapid.IntRange(1, 20).Draw(t, "keep")
		distances := rapid.SliceOfN(rapid.Int32Range(0, 30), 0, 200).Draw(t, "distances")
		list := newShortlist(keep)
		var want []near
		for n, d := range distances {
			if d < list.bound {
				list.offer(near{distance: d, n: int32(n)})
			}
			want = append(want, near{distance: d, n: int32(n)})
		}
		list.shrink()
		slices.SortStableFunc(want, func(a, b near) int { return int(a.distance - b.distance) })
		want = want[:min(keep, len(want))]
		slices.SortFunc(want, func(a, b near) int { return int(a.n - b.n) })
		if !slices.Equal(list.kept, want) {
			t.Errorf("kept %v, want %v", list.kept, want)
		}
	})
}
