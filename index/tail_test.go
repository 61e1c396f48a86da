package index

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// tailOf is the tail of passages with these texts.
func tailOf(texts ...string) []byte {
	a, b := NewAnalyser(), newBuilder()
	for _, text := range texts {
		b.add(a.Weigh(Fields{Text: text}))
	}
	return b.blob()
}

func TestATailFindsWhatWasPutIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"a", "b", "ab", "é", "z", "zz", "100", "u.n", "北"})
		passages := rapid.SliceOfN(rapid.SliceOfDistinct(words, rapid.ID), 0, 8).Draw(t, "passages")
		b := newBuilder()
		want := make(map[string][]posting)
		for n, terms := range passages {
			impacts := make([]uint8, len(terms))
			for i, term := range terms {
				impacts[i] = uint8(n + i + 1)
				want[term] = append(want[term], posting{uint32(n), impacts[i]})
			}
			b.add(Impacts{terms: terms, impacts: impacts})
		}
		tail, err := openTail(b.blob())
		if err != nil || tail.terms != len(want) {
			t.Fatalf("%d terms, want %d: %v", tail.terms, len(want), err)
		}
		for _, term := range []string{"a", "b", "ab", "é", "z", "zz", "100", "u.n", "北", "", "absent", "\xff"} {
			df, run, err := tail.find(term)
			if err != nil || df != len(want[term]) || !slices.Equal(run, encodeRun(want[term])) {
				t.Fatalf("%q: df %d, run %v, %v; want %v", term, df, run, err, want[term])
			}
		}
		var before string
		for i := range tail.terms {
			term, _, _, err := tail.entry(i)
			if err != nil || i > 0 && string(term) <= before {
				t.Fatalf("%q stands after %q: %v", term, before, err)
			}
			before = string(term)
		}
	})
}

func TestDamagedTailsAreRefused(t *testing.T) {
	whole := tailOf("Vastria signed the treaty.")
	for name, blob := range map[string][]byte{
		"nothing":              nil,
		"a cut count":          whole[:3],
		"cut offsets":          whole[:12],
		"more terms than room": binary.LittleEndian.AppendUint32(nil, math.MaxUint32),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := openTail(blob); !errors.Is(err, errCorrupt) {
				t.Errorf("opened with %v", err)
			}
		})
	}
	t.Run("an entry beyond the blob", func(t *testing.T) {
		cut, err := openTail(whole[:len(whole)-1])
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := cut.entry(cut.terms - 1); !errors.Is(err, errCorrupt) {
			t.Errorf("read with %v", err)
		}
	})
}

func FuzzTail(f *testing.F) {
	f.Add(tailOf("Vastria signed the treaty.", "The treaty failed."), "treati")
	f.Add(tailOf(), "a")
	f.Add([]byte{1, 0, 0, 0, 12, 0, 0, 0, 13, 0, 0, 0, 0xff}, "a")
	f.Fuzz(func(t *testing.T, blob []byte, wanted string) {
		tail, err := openTail(blob)
		if err != nil {
			return
		}
		if df, _, err := tail.find(wanted); err == nil && (df < 0 || df > SegmentSize) {
			t.Fatalf("df %d", df)
		}
		for i := range tail.terms {
			_, _, run, err := tail.entry(i)
			if err != nil {
				continue
			}
			if _, err := decodeRun(run, 50); err != nil && !errors.Is(err, errCorrupt) {
				t.Fatal(err)
			}
		}
	})
}

func TestTheTitleAndTheLeadWeighMoreThanTheText(t *testing.T) {
	impact := func(f Fields) uint8 {
		p := NewAnalyser().Weigh(f)
		return p.impacts[slices.Index(p.terms, "treati")]
	}
	text := "The treaty was signed. Nobody had expected it."
	plain := impact(Fields{Title: "Vastria signs", Text: text})
	lead := impact(Fields{Title: "Vastria signs", Lead: "The treaty was signed.", Text: text})
	title := impact(Fields{Title: "Treaty signed", Text: text})
	if plain >= lead || lead >= title {
		t.Errorf("the text alone has %d, with the lead %d, with the title %d", plain, lead, title)
	}
}
