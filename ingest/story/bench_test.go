package story_test

import (
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
	b.ReportMetric(float64(len(strings.Fields(text))), "words")
	b.ReportAllocs()
	for b.Loop() {
		story.NewSketch(title, text)
	}
}

func BenchmarkCompare(b *testing.B) {
	title, text := article700()
	s := story.NewSketch(title, text)
	for b.Loop() {
		story.Same(s, s)
	}
}

func BenchmarkUnmarshal(b *testing.B) {
	data, err := story.NewSketch(article700()).MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(data)), "bytes")
	for b.Loop() {
		var s story.Sketch
		if err := s.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFind has 100,000 articles on the shelf, 5,000 of them within the
// window; the sketches come from memory, encoded as a store holds them.
func BenchmarkFind(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	all := generated(1, 48)
	encoded := make(map[int64][]byte)
	shelf := story.NewShelf(func(ids []int64) (map[int64]story.Sketch, error) {
		known := make(map[int64]story.Sketch, len(ids))
		for _, id := range ids {
			var s story.Sketch
			if err := s.UnmarshalBinary(encoded[id%int64(len(all))]); err != nil {
				return nil, err
			}
			known[id] = s
		}
		return known, nil
	})
	var heap, full runtime.MemStats
	for i, w := range all {
		encoded[int64(i)], _ = story.NewSketch(w.title, w.text).MarshalBinary()
	}
	runtime.GC()
	runtime.ReadMemStats(&heap)
	_ = r
	words := strings.Fields(reportKinds)
	for i := range 100_000 {
		var text strings.Builder
		for range 60 {
			fmt.Fprint(&text, words[r.IntN(len(words))], " ")
		}
		sketch := story.NewSketch("", text.String())
		day := i / 333 // 5,000 within 15 days
		shelf.Add(int64(i), someDay.Add(time.Duration(day)*24*time.Hour), sketch)
	}
	runtime.GC()
	runtime.ReadMemStats(&full)
	b.ReportMetric(float64(full.HeapAlloc-heap.HeapAlloc)/(1<<20), "MB")
	s := story.NewSketch(all[0].title, all[0].text)
	for b.Loop() {
		if _, err := shelf.Find(someDay.Add(150*24*time.Hour), s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAgency(b *testing.B) {
	_, text := article700()
	for b.Loop() {
		story.Agency("The Harbour Gazette", []string{"Ana Brandt"}, "VELM - "+text)
	}
}
