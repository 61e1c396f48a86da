package story_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"attache/ingest/story"
)

// article700 is an invented article of about 700 words.
func article700() (title, text string) {
	all := generated(1, 12)
	var b strings.Builder
	for _, w := range all {
		if w.how == "wire" && len(strings.Fields(b.String())) < 620 {
			b.WriteString(w.text + "\n\n")
		}
	}
	return all[0].title, b.String()
}

func BenchmarkNewSketch(b *testing.B) {
	title, text := article700()
	b.ReportAllocs()
	for b.Loop() {
		story.NewSketch(title, text)
	}
	b.ReportMetric(float64(len(strings.Fields(text))), "words")
}

func BenchmarkSame(b *testing.B) {
	s := story.NewSketch(article700())
	for b.Loop() {
		story.Same(s, s)
	}
}

func BenchmarkUnmarshal(b *testing.B) {
	data := encode(b, story.NewSketch(article700()))
	for b.Loop() {
		var s story.Sketch
		if err := s.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(data)), "bytes")
}

func BenchmarkAgency(b *testing.B) {
	_, text := article700()
	for b.Loop() {
		story.Agency("The Harbour Gazette", []string{"Ana Brandt"}, text)
	}
}

// BenchmarkFind has 100,000 articles on the shelf, 5,000 of them within the
// window, and decodes the sketches of candidates as a store would.
func BenchmarkFind(b *testing.B) {
	encoded, sketches := mixedArticles(b, 2_000)
	asked, candidates := 0, 0
	shelf := story.NewShelf(func(_ context.Context, ids []int64) (map[int64]story.Sketch, error) {
		candidates += len(ids)
		known := make(map[int64]story.Sketch, len(ids))
		for _, id := range ids {
			var s story.Sketch
			if err := s.UnmarshalBinary(encoded[id%int64(len(encoded))]); err != nil {
				return nil, err
			}
			known[id] = s
		}
		return known, nil
	})
	before := heap()
	for i := range 100_000 {
		day := i / 333 // so that 15 days have 5,000
		shelf.Add(int64(i), someDay.AddDate(0, 0, day), sketches[i%len(sketches)])
	}
	held := heap() - before
	for b.Loop() {
		if _, err := shelf.Find(b.Context(), someDay.Add(150*24*time.Hour), sketches[asked%len(sketches)]); err != nil {
			b.Fatal(err)
		}
		asked++
	}
	b.ReportMetric(float64(held)/(1<<20), "MB")
	b.ReportMetric(float64(candidates)/float64(asked), "candidates/op")
}

// mixedArticles are sketches of articles of 300 words, of which a third
// is common to all and the others rare, as in unrelated news of one week.
func mixedArticles(b *testing.B, n int) (encoded [][]byte, sketches []story.Sketch) {
	r := rand.New(rand.NewPCG(1, 1))
	words := strings.Fields(reportKinds)
	for range n {
		var text strings.Builder
		for range 100 {
			fmt.Fprintf(&text, "%s q%d q%d ", pick(r, words), r.IntN(50_000), r.IntN(50_000))
		}
		s := story.NewSketch("", text.String())
		sketches = append(sketches, s)
		encoded = append(encoded, encode(b, s))
	}
	return encoded, sketches
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
