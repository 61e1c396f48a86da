package vector

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"attache/news"
	"attache/store"
)

var (
	benchVectors   = flag.Int("vectors", 100_000, "how many vectors the benchmark searches")
	benchDimension = flag.Int("dimension", 256, "how many dimensions they have")
)

// benchQueries is how many different questions the benchmark asks.
const benchQueries = 40

// BenchmarkSearch measures recall of the ten truly nearest, latency and
// memory over a real database:
//
//	go test ./vector -run '^$' -bench Search -vectors 1000000 -dimension 1024 -timeout 30m
func BenchmarkSearch(b *testing.B) {
	s := archive(b)
	began := time.Now()
	queries, truth := synthesise(b, s, *benchVectors, *benchDimension)
	b.Logf("made in %s", time.Since(began).Round(time.Second))
	for name, held := range map[string]int{"codes-in-rows": 0, "codes-held": HoldCodes} {
		b.Run(fmt.Sprintf("%s/%d", name, *benchDimension), func(b *testing.B) {
			v := Open(s, Options{Model: "m", Hold: held})
			measureSearch(b, v, queries, truth)
		})
	}
	b.Run(fmt.Sprintf("one-in-a-hundred-allowed/%d", *benchDimension), func(b *testing.B) {
		v := Open(s, Options{Model: "m", Hold: HoldCodes})
		measureLatency(b, v, queries, func(p int64) bool { return p%100 == 0 })
	})
}

// measureSearch asks every query at least once, then as often as b wants.
func measureSearch(b *testing.B, v *Vectors, queries [][]float32, truth [][]Hit) {
	began := time.Now()
	if _, err := v.Search(b.Context(), queries[0], nil, 10); err != nil {
		b.Fatal(err)
	}
	load := time.Since(began)
	found := 0
	for i, query := range queries {
		hits, err := v.Search(b.Context(), query, nil, 10)
		if err != nil {
			b.Fatal(err)
		}
		for _, truly := range truth[i] {
			if slices.ContainsFunc(hits, func(h Hit) bool { return h.Passage == truly.Passage }) {
				found++
			}
		}
	}
	measureLatency(b, v, queries, nil)
	_, bytes := v.Size()
	b.ReportMetric(float64(load.Milliseconds()), "ms-to-load")
	b.ReportMetric(float64(found)/float64(10*len(queries)), "recall@10")
	b.ReportMetric(float64(bytes)/1e6, "MB")
}

// measureLatency asks the queries in turn.
func measureLatency(b *testing.B, v *Vectors, queries [][]float32, allowed func(int64) bool) {
	if err := v.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	var times []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		if _, err := v.Search(b.Context(), queries[i%len(queries)], allowed, 10); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
}

// synthesise keeps clustered vectors, a block at a time so that they need no
// memory, and gives queries with the passages truly nearest to each.
func synthesise(b *testing.B, s *store.Store, count, dimension int) (queries [][]float32, truth [][]Hit) {
	made := newClusters(2, count/100, dimension)
	queries = made.take(benchQueries)
	truth = make([][]Hit, len(queries))
	for n := 0; n < count; n += BlockSize {
		write(b, s, fmt.Sprintf("https://wire.example/%d", n), min(BlockSize, count-n))
	}
	set, err := s.BeginVectorSet(b.Context(), "m", dimension)
	if err != nil {
		b.Fatal(err)
	}
	for set.Covered < int64(count) {
		vectors := made.take(min(BlockSize, count-int(set.Covered)))
		for q, query := range queries {
			truth[q] = nearer(truth[q], set, vectors, query)
		}
		set = appendBlock(b, s, set, vectors)
	}
	return queries, truth
}

// nearer merges the vectors behind those covered into the ten nearest.
func nearer(best []Hit, set news.VectorSet, vectors [][]float32, query []float32) []Hit {
	for i, v := range vectors {
		norm, _ := measure(v)
		best = append(best, Hit{Passage: set.Covered + int64(i) + 1, Similarity: dot(v, query) / norm})
	}
	slices.SortFunc(best, func(a, b Hit) int { return -cmp.Compare(a.Similarity, b.Similarity) })
	return slices.Clone(best[:min(10, len(best))])
}

// clusters is an endless source of vectors around centres.
type clusters struct {
	random  *rand.Rand
	spread  []float32
	centres [][]float32
}

// newClusters gives a source that is the same for the same seed. There is
// less in each dimension than in the one before, as in those of real texts.
func newClusters(seed uint64, centres, dimension int) *clusters {
	c := &clusters{random: rand.New(rand.NewPCG(seed, 7)), spread: make([]float32, dimension)}
	for i := range c.spread {
		c.spread[i] = 1 / (1 + 3*float32(i)/float32(dimension))
	}
	c.centres = make([][]float32, max(1, centres))
	for n := range c.centres {
		c.centres[n] = c.around(make([]float32, dimension), 1)
	}
	return c
}

func (c *clusters) around(centre []float32, width float32) []float32 {
	v := make([]float32, len(centre))
	for i := range v {
		v[i] = centre[i] + width*c.spread[i]*float32(c.random.NormFloat64())
	}
	return v
}

func (c *clusters) take(count int) [][]float32 {
	vectors := make([][]float32, count)
	for n := range vectors {
		vectors[n] = c.around(c.centres[c.random.IntN(len(c.centres))], 0.8)
	}
	return vectors
}
