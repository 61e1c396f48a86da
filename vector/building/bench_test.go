package building

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"attache/store"
)

// atOnce is a model that takes no time.
type atOnce struct{ dimension int }

func (m atOnce) Embed(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		vectors[i] = make([]float32, m.dimension)
		for n := range vectors[i] {
			vectors[i][n] = rand.Float32() - 0.5
		}
	}
	return vectors, nil
}

// BenchmarkBuild measures what is ours of a build: reading passages, coding
// and keeping their vectors, with a model that takes no time.
func BenchmarkBuild(b *testing.B) {
	const passages = 8_192
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "news.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	}()
	h := &house{Store: s, t: b}
	h.writeMany(passages)
	for i := 0; b.Loop(); i++ {
		// A name of its own makes every round build all of it.
		summary, err := New(s, atOnce{1024}, Options{Model: string(rune('a' + i%2))}).Run(b.Context(), nil)
		if err != nil || summary.Embedded != passages {
			b.Fatalf("%+v, %v", summary, err)
		}
	}
	b.ReportMetric(passages*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}
