package index

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestABlockIsBoundedByItsBestDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		published := rapid.SliceOfN(rapid.OneOf(
			rapid.Int64Range(-10*secondsOfDay, 10*secondsOfDay),
			rapid.Just(int64(Undated)),
			rapid.Int64Range(Undated, Forever/2),
		), 0, 2*blockPassages).Draw(t, "published")
		blocks, all := daysOf(published)
		q := &Query{MaxBoost: 3, Boost: func(at int64) float32 { return 1 + float32(math.Abs(math.Sin(float64(at)))) }}
		if rapid.IntRange(0, 5).Draw(t, "no boost") == 0 {
			q.Boost = nil
		}
		b := newBoosts(q, all)
		for n, at := range published {
			got, want := b.of(at), float32(1)
			switch {
			case q.Boost == nil:
			case at == Undated:
				want = q.Boost(Undated)
			default:
				want = q.Boost(int64(math.Floor(float64(at)/86400)) * 86400)
			}
			if math.Abs(float64(at)) < 1<<50 && got != want {
				t.Fatalf("%d counts %v, want %v", at, got, want)
			}
			if most := b.most(blocks[n/blockPassages]); got > most {
				t.Fatalf("%d counts %v, more than %v of its block", at, got, most)
			}
		}
	})
}

func TestTheBarIsTheHighestThreshold(t *testing.T) {
	var b bar
	for _, step := range []struct{ raise, want float32 }{{0, 0}, {1.5, 1.5}, {0.25, 1.5}, {1e9, 1e9}, {2, 1e9}} {
		if b.raise(step.raise); b.get() != step.want {
			t.Errorf("after %v the bar is at %v, want %v", step.raise, b.get(), step.want)
		}
	}
}
