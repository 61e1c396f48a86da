package vector

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// naive ranks every allowed passage by its bytes.
func naive(t testing.TB, vectors [][]float32, query []float32, allowed func(int64) bool, limit int) []Hit {
	t.Helper()
	q, err := newQuestion(query)
	if err != nil {
		t.Fatal(err)
	}
	var hits []Hit
	for i, v := range vectors {
		code, err := Quantise(v)
		if err != nil {
			t.Fatal(err)
		}
		if p := int64(i + 1); allowed(p) {
			hits = append(hits, Hit{Passage: p, Similarity: q.similarity(code.Bytes)})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(-cmp.Compare(a.Similarity, b.Similarity), cmp.Compare(a.Passage, b.Passage))
	})
	return hits[:min(limit, len(hits))]
}

func TestASearchFindsWhatANaiveScanOfTheAllowedFinds(t *testing.T) {
	const count, dimension = 700, 70 // all are rescored, so the two agree to the bit
	vectors := clustered(1, count, dimension)
	s := archive(t)
	fill(t, s, "m", vectors, 64)
	inMemory, inRows := Open(s, Options{Model: "m", Hold: HoldCodes}), Open(s, Options{Model: "m"})
	rapid.Check(t, func(rt *rapid.T) {
		query := clustered(rapid.Uint64().Draw(rt, "seed"), 1, dimension)[0]
		modulus := rapid.Int64Range(1, 9).Draw(rt, "modulus")
		from := rapid.Int64Range(1, count).Draw(rt, "from")
		limit := rapid.IntRange(1, count).Draw(rt, "limit")
		allowed := func(p int64) bool { return p >= from && p%modulus == 0 }
		want := naive(t, vectors, query, allowed, limit)
		for _, v := range []*Vectors{inMemory, inRows} {
			got, err := v.Search(t.Context(), query, allowed, limit)
			if err != nil {
				rt.Fatal(err)
			}
			if len(got)+len(want) > 0 && !gocmp.Equal(got, want) {
				rt.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}

func TestASearchOfManyVectors(t *testing.T) {
	const count, dimension = 20_000, 64
	vectors := clustered(2, count, dimension)
	s := archive(t)
	fill(t, s, "m", vectors, BlockSize)
	v := Open(s, Options{Model: "m", Hold: HoldCodes})

	t.Run("asks for no passage twice, and finds none that is not allowed", func(t *testing.T) {
		for _, query := range clustered(3, 20, dimension) {
			hits, err := v.Search(t.Context(), query, func(p int64) bool { return p%5 == 0 }, 50)
			if err != nil || len(hits) != 50 {
				t.Fatalf("%d hits, %v", len(hits), err)
			}
			for i, h := range hits {
				if h.Passage%5 != 0 || i > 0 && h.Similarity > hits[i-1].Similarity {
					t.Errorf("hit %d: %+v", i, h)
				}
			}
		}
	})

	t.Run("finds the same every time, whichever worker is faster", func(t *testing.T) {
		query := clustered(4, 1, dimension)[0]
		first, err := v.Search(t.Context(), query, nil, 20)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			again, err := v.Search(t.Context(), query, nil, 20)
			if err != nil || !gocmp.Equal(first, again) {
				t.Fatalf("%v, then %v, %v", first, again, err)
			}
		}
	})

	t.Run("finds nearly all of the true nearest", func(t *testing.T) {
		queries := clustered(2, count+40, dimension)[count:]
		if recall := recallOf(t, v, vectors, queries); recall < 0.9 {
			t.Errorf("recall@10 is %.3f", recall)
		}
	})

	t.Run("ends with its context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := v.Search(ctx, vectors[0], func(int64) bool { cancel(); return true }, 10)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})

	t.Run("keeps a tenth of the bytes of what it was given", func(t *testing.T) {
		small := Open(s, Options{Model: "m"})
		if _, err := small.Search(t.Context(), vectors[0], nil, 1); err != nil {
			t.Fatal(err)
		}
		held, bytes := small.Size()
		if held != count || bytes != count*(4+dimension/8) {
			t.Errorf("%d vectors in %d bytes", held, bytes)
		}
	})
}

func TestWhatCannotBeSearched(t *testing.T) {
	s := archive(t)
	v := Open(s, Options{Model: "m", Hold: HoldCodes})
	if hits, err := v.Search(t.Context(), []float32{1, 2}, nil, 5); err != nil || len(hits) != 0 {
		t.Errorf("before anything is embedded: %v, %v", hits, err)
	}
	fill(t, s, "m", clustered(5, 30, 8), 10)
	if hits, err := v.Search(t.Context(), make([]float32, 7), nil, 5); err == nil {
		t.Errorf("a vector without direction found %v", hits)
	}
	if _, err := v.Search(t.Context(), []float32{1, 2}, nil, 5); !errors.Is(err, ErrDimension) {
		t.Errorf("another dimension ended with %v", err)
	}
	if hits, err := Open(s, Options{Model: "other"}).Search(t.Context(), []float32{1, 2}, nil, 5); err != nil || len(hits) != 0 {
		t.Errorf("another model's vectors found %v, %v", hits, err)
	}
	if hits, err := v.Search(t.Context(), clustered(5, 1, 8)[0], nil, 0); err != nil || len(hits) != 0 {
		t.Errorf("none wanted, found %v, %v", hits, err)
	}
}

// recallOf is the part of the ten truly nearest, by exact cosine, that are
// among the ten found.
func recallOf(t testing.TB, v *Vectors, vectors, queries [][]float32) float64 {
	t.Helper()
	found := 0
	for _, query := range queries {
		hits, err := v.Search(t.Context(), query, nil, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, truly := range exact(vectors, query) {
			if slices.ContainsFunc(hits, func(h Hit) bool { return h.Passage == truly }) {
				found++
			}
		}
	}
	return float64(found) / float64(10*len(queries))
}

// exact gives the ten nearest passages by exact cosine.
func exact(vectors [][]float32, query []float32) []int64 {
	best := make([]Hit, 0, 11)
	for i, v := range vectors {
		norm, _ := measure(v)
		if s := dot(v, query) / norm; len(best) < 10 || s > best[len(best)-1].Similarity {
			at, _ := slices.BinarySearchFunc(best, s, func(h Hit, s float64) int { return cmp.Compare(s, h.Similarity) })
			best = slices.Insert(best, at, Hit{Passage: int64(i + 1), Similarity: s})
			best = best[:min(len(best), 10)]
		}
	}
	passages := make([]int64, len(best))
	for i, h := range best {
		passages[i] = h.Passage
	}
	return passages
}

func dot(a, b []float32) float64 {
	var s0, s1, s2, s3 float32
	for i := 0; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	s := float64(s0) + float64(s1) + float64(s2) + float64(s3)
	for i := len(a) &^ 3; i < len(a); i++ {
		s += float64(a[i]) * float64(b[i])
	}
	return s
}

func TestASimilarityIsTheCosine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dimension := rapid.IntRange(1, 300).Draw(t, "dimension")
		pair := clustered(rapid.Uint64().Draw(t, "seed"), 2, dimension)
		q, err := newQuestion(pair[0])
		if err != nil {
			t.Fatal(err)
		}
		code, err := Quantise(pair[1])
		if err != nil {
			t.Fatal(err)
		}
		a, _ := measure(pair[0])
		b, _ := measure(pair[1])
		if want, got := dot(pair[0], pair[1])/(a*b), q.similarity(code.Bytes); math.Abs(want-got) > 0.01 {
			t.Errorf("cosine %f, similarity %f", want, got)
		}
	})
}

func TestAVectorWithoutDirectionHasNoCode(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, v := range map[string][]float32{
		"none": nil, "zero": {0, 0}, "NaN": {1, nan}, "infinite": {1, inf}, "too long": slices.Repeat([]float32{1}, MaxDimension+1),
	} {
		if code, err := Quantise(v); err == nil {
			t.Errorf("%s gave %v", name, code)
		}
	}
	if _, err := Quantise([]float32{math.MaxFloat32, math.SmallestNonzeroFloat32}); err != nil {
		t.Errorf("the largest numbers: %v", err)
	}
}
