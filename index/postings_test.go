package index

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

type posting struct {
	n      uint32
	impact uint8
}

func encodeRun(postings []posting) (run []byte) {
	var last uint32
	for _, p := range postings {
		run = appendPosting(run, last, p.n, p.impact)
		last = p.n
	}
	return run
}

// decodeRun reads a run with a reader.
func decodeRun(run []byte, size int) ([]posting, error) {
	postings := []posting{}
	var r reader
	for r.start(run, size); r.next(); {
		for i, n := range r.numbers[:r.count] {
			postings = append(postings, posting{uint32(n), r.impacts[i]})
		}
	}
	return postings, r.err
}

func drawRun(t *rapid.T) []posting {
	numbers := rapid.SliceOfNDistinct(rapid.Uint32Range(0, SegmentSize-1), 0, 3*blockSize, rapid.ID).Draw(t, "numbers")
	slices.Sort(numbers)
	postings := []posting{}
	for _, n := range numbers {
		postings = append(postings, posting{n, rapid.Byte().Draw(t, "impact")})
	}
	return postings
}

func TestRunsReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawRun(t)
		run := encodeRun(want)
		got, err := decodeRun(run, SegmentSize)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("read %v, want %v", got, want)
		}
	})
}

func TestDamagedRunsAreRefused(t *testing.T) {
	whole := encodeRun([]posting{{3, 1}, {300, 2}})
	for name, c := range map[string]struct {
		run  []byte
		size int
	}{
		"a run cut within a posting":    {whole[:len(whole)-1], 1000},
		"a run cut within a gap":        {whole[:3], 1000},
		"a passage beyond the segment":  {whole, 300},
		"a gap beyond the segment":      {append(binary.AppendUvarint(nil, math.MaxUint64), 1), 1000},
		"a gap of more than 64 bits":    {slices.Repeat([]byte{0xff}, 12), 1000},
		"any posting of no passage":     {[]byte{0, 1}, 0},
		"gaps that sum up to too much":  {encodeRun([]posting{{900, 1}, {1800, 1}}), 1000},
		"a gap that would wrap to zero": {append([]byte{1, 1}, append(binary.AppendUvarint(nil, math.MaxUint64-1), 1)...), 1000},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := decodeRun(c.run, c.size); !errors.Is(err, errCorrupt) {
				t.Errorf("read with %v", err)
			}
		})
	}
}

func FuzzRun(f *testing.F) {
	f.Add(encodeRun([]posting{{0, 1}, {127, 2}, {128, 3}, {40000, 255}}), uint16(50000))
	f.Add([]byte{0x80, 0x80}, uint16(3))
	f.Fuzz(func(t *testing.T, run []byte, size uint16) {
		postings, err := decodeRun(run, int(size))
		last := uint32(0)
		for _, p := range postings {
			if p.n < last || p.n >= uint32(size) {
				t.Fatalf("passage %d of %d after %d", p.n, size, last)
			}
			last = p.n
		}
		// A gap may be written longer than it needs to be.
		if again := encodeRun(postings); err == nil && len(again) > len(run) {
			t.Fatalf("%d bytes became %d", len(run), len(again))
		}
	})
}

func TestImpactsAreWithinHalfAStepAndNeverNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := saturate(rapid.Float64Range(0.5, 1e4).Draw(t, "frequency"), rapid.Float64Range(0, 1e6).Draw(t, "length"))
		if s <= 0 || s > 1 {
			t.Fatalf("saturated to %v", s)
		}
		q := quantise(s)
		if off := math.Abs(float64(q)/255 - s); q == 0 || off > max(0.5/255, 1.0/255-s)+1e-12 {
			t.Fatalf("%v becomes %d, which is off by %v", s, q, off)
		}
	})
}

func TestAnAverageLengthLeavesTheFrequencyAlone(t *testing.T) {
	if got, want := saturate(2, AverageLength), 2/(2+K1); math.Abs(got-want) > 1e-12 {
		t.Errorf("saturated to %v, want %v", got, want)
	}
	if saturate(2, AverageLength/2) <= saturate(2, AverageLength) {
		t.Error("a shorter passage counts no more")
	}
}
