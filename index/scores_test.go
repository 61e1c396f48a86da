package index

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestAGroupIsWorthTheBestOfItsWords(t *testing.T) {
	s := new(scores) // is used again and again, as by questions
	rapid.Check(t, func(t *rapid.T) {
		clear(s.sums[:])
		want := make(map[uint32]float32)
		for range rapid.IntRange(1, 3).Draw(t, "groups") {
			weight := float32(rapid.IntRange(1, 9).Draw(t, "weight"))
			var runs [][]byte
			var words []word
			best := make(map[uint32]float32)
			for range rapid.IntRange(1, 4).Draw(t, "words") {
				share := float32(rapid.IntRange(1, 8).Draw(t, "share")) / 8
				postings := drawRun(t)
				for _, p := range postings {
					best[p.n] = max(best[p.n], share*float32(p.impact))
				}
				runs, words = append(runs, encodeRun(postings)), append(words, word{share: share})
			}
			if err := s.group(runs, words, weight, SegmentSize); err != nil {
				t.Fatal(err)
			}
			for n, credit := range best {
				want[n] += weight * credit
			}
		}
		for n, sum := range s.sums {
			if sum != want[uint32(n)] {
				t.Fatalf("passage %d is worth %v, want %v", n, sum, want[uint32(n)])
			}
		}
	})
}

func TestADamagedGroupLeavesNothingBehind(t *testing.T) {
	s := new(scores)
	words := []word{{share: 1}, {share: 1}}
	whole := encodeRun([]posting{{3, 7}, {300, 9}})
	for _, runs := range [][][]byte{{whole, whole[:len(whole)-1]}, {nil, whole[:len(whole)-1]}} {
		if err := s.group(runs, words, 1, SegmentSize); !errors.Is(err, errCorrupt) {
			t.Errorf("ended with %v", err)
		}
	}
	if err := s.group([][]byte{nil, nil}, words, 1, SegmentSize); err != nil {
		t.Errorf("a group that nothing holds ends with %v", err)
	}
	if s.credit != [SegmentSize]float32{} {
		t.Error("credit is left for the next question")
	}
}

// BenchmarkGroup is what words that stand for one another cost, a posting.
func BenchmarkGroup(b *testing.B) {
	s := new(scores)
	var postings []posting
	for n := uint32(0); n < SegmentSize; n += 7 {
		postings = append(postings, posting{n, uint8(n)})
	}
	run := encodeRun(postings)
	for _, count := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("%d words", count), func(b *testing.B) {
			var runs [][]byte
			var words []word
			for range count {
				runs, words = append(runs, run), append(words, word{share: 1})
			}
			for b.Loop() {
				if err := s.group(runs, words, 1, SegmentSize); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*count*len(postings)), "ns/posting")
		})
	}
}
