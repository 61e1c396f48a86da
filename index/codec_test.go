package index

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTerms(t *testing.T) {
	a := NewAnalyser()
	for text, want := range map[string][]string{
		"":                                nil,
		"The U.N. and the U.S. agreed":    {"the", "un", "and", "the", "us", "agre"},
		"Biden's and Biden’s plan":        {"biden", "and", "biden", "plan"},
		"1,000 troops, 2.1bn euros, 3.":   {"1000", "troop", "2.1bn", "euro", "3"},
		"Erdoğan, Élysée, Kraków, Łódź":   {"erdogan", "elyse", "krakow", "lodz"},
		"left, met, won":                  {"leav", "meet", "win"},
		"military-style":                  {"militari", "style"},
		"外交 talks":                        {"外", "交", "talk"},
		"وزارة الخارجية":                  {"وزارة", "الخارجية"},
		"a.b.c. Then. And":                {"abc", "then", "and"},
		"don't O'Brien":                   {"dont", "obrien"},
		"x\u200by \u00a0 \ufeff":          {"x", "y"},
		string(make([]byte, 100)) + " ok": {"ok"},
	} {
		var got []string
		a.Terms(text, func(token Token) bool {
			got = append(got, token.Term)
			return true
		})
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func FuzzTerms(f *testing.F) {
	f.Add("The U.N.’s 1,000.5 Élysées 外交")
	f.Add("\xff\xfe.a.\u0301")
	a := NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		a.Terms(text, func(token Token) bool {
			if token.Start < end || token.End <= token.Start || token.End > len(text) || token.Term == "" {
				t.Fatalf("token %+v after %d of %q", token, end, text)
			}
			end = token.End
			return true
		})
		if utf8.ValidString(text) && Fold(Fold(text)) != Fold(text) && len(text) < maxTermBytes {
			t.Logf("folding %q twice changes it", text)
		}
	})
}

func TestPostingsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfDistinct(rapid.Uint32Range(0, SegmentSize-1), rapid.ID).Draw(t, "numbers")
		slices.Sort(numbers)
		var run []byte
		var last uint32
		for _, n := range numbers {
			run = appendPosting(run, last, n, uint8(n%255+1))
			last = n
		}
		scores := make([]float32, SegmentSize)
		if err := accumulate(scores, run, 2); err != nil {
			t.Fatal(err)
		}
		var got []uint32
		err := eachPosting(run, SegmentSize, func(n uint32, impact uint8) {
			if impact != uint8(n%255+1) || scores[n] != 2*float32(impact) {
				t.Fatalf("%d has impact %d and score %f", n, impact, scores[n])
			}
			got = append(got, n)
		})
		if err != nil || !slices.Equal(got, numbers) {
			t.Fatalf("%v, %v", got, err)
		}
	})
}

func FuzzPostings(f *testing.F) {
	f.Add([]byte{1, 2, 0x80, 1, 3})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, run []byte) {
		scores := make([]float32, 100)
		whole := accumulate(scores, run, 1)
		each := eachPosting(run, 100, func(n uint32, _ uint8) {
			if n >= 100 {
				t.Fatalf("number %d is out of range", n)
			}
		})
		if (whole == nil) != (each == nil) {
			t.Fatalf("one says %v, the other %v", whole, each)
		}
	})
}

func TestColumnsComeBackAsTheyWere(t *testing.T) {
	second := rapid.Int64Range(-1<<40, 1<<40)
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]Row, rapid.IntRange(0, 50).Draw(t, "rows"))
		var passage int64
		for i := range rows {
			passage += rapid.Int64Range(1, 1000).Draw(t, "gap")
			r := Row{
				Passage: passage, Article: rapid.Int64Range(0, 1000).Draw(t, "article"), Published: second.Draw(t, "published"),
				ValidFrom: second.Draw(t, "from"), ValidTo: Forever,
				SourceSet: rapid.Int64Range(1, 9).Draw(t, "set"), Outlet: rapid.Int64Range(1, 9).Draw(t, "outlet"),
			}
			if rapid.Bool().Draw(t, "replaced") {
				r.ValidTo = r.ValidFrom + rapid.Int64Range(0, 1<<20).Draw(t, "valid for")
			}
			rows[i] = r
		}
		c, err := decodeColumns(encodeColumns(rows), len(rows), 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range rows {
			if c.row(i) != want {
				t.Fatalf("row %d is %+v, want %+v", i, c.row(i), want)
			}
		}
	})
}

func TestNumbersOfANewTailCountFromWhereTheStoreSays(t *testing.T) {
	c, err := decodeColumns(encodeColumns([]Row{{Article: 0}, {Passage: 1, Article: 1}, {Passage: 2, Article: -7}}), 3, 100, 50)
	if err != nil || !slices.Equal(c.passage, []int64{100, 101, 102}) || !slices.Equal(c.article, []int64{50, 51, 7}) {
		t.Errorf("%+v, %v", c, err)
	}
}

func FuzzColumns(f *testing.F) {
	f.Add(encodeColumns([]Row{{Passage: 1, ValidTo: Forever}, {Passage: 2}}), 2)
	f.Fuzz(func(_ *testing.T, blob []byte, count int) {
		_, _ = decodeColumns(blob, min(max(count, 0), 100), 1, 1) // an error or not, but no panic
	})
}

func TestATailFindsWhatWasPutIn(t *testing.T) {
	a := NewAnalyser()
	b := newBuilder()
	for _, text := range []string{"Vastria signed the treaty.", "The treaty failed.", ""} {
		b.add(a.Weigh(Fields{Text: text}))
	}
	tail, err := openTail(b.blob())
	if err != nil {
		t.Fatal(err)
	}
	for term, want := range map[string]int{"treati": 2, "vastria": 1, "the": 2, "oland": 0, "": 0, "zzz": 0} {
		df, run, err := tail.find(term)
		count := 0
		if err == nil {
			err = eachPosting(run, 3, func(uint32, uint8) { count++ })
		}
		if err != nil || df != want || count != want {
			t.Errorf("%q stands in %d (%d), want %d: %v", term, df, count, want, err)
		}
	}
}

func FuzzTail(f *testing.F) {
	b := newBuilder()
	b.add(NewAnalyser().Weigh(Fields{Text: "Vastria signed the treaty."}))
	f.Add(b.blob(), "treati")
	f.Add(binary.LittleEndian.AppendUint32(nil, math.MaxUint32), "a")
	f.Fuzz(func(_ *testing.T, blob []byte, term string) {
		if tail, err := openTail(blob); err == nil {
			_, _, _ = tail.find(term) // an error or not, but no panic
		}
	})
}

func TestAShortlistIsTheHeadOfTheSortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOf(rapid.Float32Range(0, 3)).Draw(t, "scores")
		limit := rapid.IntRange(0, 10).Draw(t, "limit")
		list := newShortlist(limit)
		var all []candidate
		for n, score := range scores {
			c := candidate{number: n, score: score}
			all = append(all, c)
			list.offer(c)
		}
		order := func(a, b candidate) int {
			return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.number, b.number))
		}
		slices.SortFunc(all, order)
		slices.SortFunc(list.kept, order)
		if want := all[:min(limit, len(all))]; !slices.Equal(list.kept, want) {
			t.Fatalf("%v, want %v", list.kept, want)
		}
	})
}

// TestMergingRewritesEachPassageALogarithmicNumberOfTimes plays 4,000
// batches of 20 passages through the policy alone.
func TestMergingRewritesEachPassageALogarithmicNumberOfTimes(t *testing.T) {
	g := &generation{}
	written, passages, most := 0, 0, 0
	for range 4000 {
		g.segments = append(g.segments, &segment{columns: newColumns(20), tail: &tail{}})
		passages += 20
		for from, to := due(g, false); from != to; from, to = due(g, false) {
			size := 0
			for _, s := range g.segments[from:to] {
				size += s.columns.len()
			}
			written += size
			g.segments = slices.Replace(g.segments, from, to, &segment{columns: newColumns(size)})
		}
		most = max(most, len(g.segments))
	}
	if perPassage := float64(written) / float64(passages); perPassage > 12 {
		t.Errorf("each passage was written %.1f times", perPassage)
	}
	if most > MaxTails+20 {
		t.Errorf("up to %d segments", most)
	}
}

func TestImpactsStayInRange(t *testing.T) {
	for _, saturated := range []float64{0, 1e-9, 0.5, 0.999999, 1} {
		if got := quantise(saturated); got < 1 {
			t.Errorf("%f became %d", saturated, got)
		}
	}
}
