package vector

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// rankings draws what words and meaning found among few passages, so that
// they have many in common, with a share.
func rankings(t *rapid.T) (lexical []Scored, semantic []Hit, share float64) {
	passages := make([]int64, rapid.IntRange(0, 100).Draw(t, "passages"))
	for i := range passages {
		passages[i] = int64(i + 1)
	}
	score := 1.0
	for _, p := range rapid.Permutation(passages).Draw(t, "lexical")[:rapid.IntRange(0, len(passages)).Draw(t, "found by words")] {
		lexical = append(lexical, Scored{Passage: p, Score: score})
		score *= rapid.Float64Range(0.8, 1).Draw(t, "next")
	}
	for i, p := range rapid.Permutation(passages).Draw(t, "semantic")[:rapid.IntRange(0, len(passages)).Draw(t, "found by meaning")] {
		semantic = append(semantic, Hit{Passage: p, Similarity: 1 - float64(i)/100})
	}
	return lexical, semantic, rapid.Float64Range(0, 1).Draw(t, "share")
}

// passagesOf are those of a ranking by words, in order.
func passagesOf(lexical []Scored) []int64 {
	passages := make([]int64, len(lexical))
	for i, s := range lexical {
		passages[i] = s.Passage
	}
	return passages
}

func TestFuseHoldsWhatBothFoundOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		want := passagesOf(lexical)
		for _, hit := range semantic {
			if !slices.Contains(want, hit.Passage) {
				want = append(want, hit.Passage)
			}
		}
		got := slices.Sorted(slices.Values(Fuse(lexical, semantic, share)))
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestFuseLeavesTheFirstTwentyOfAConfidentRankingAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		share = max(share, confidentShare)
		first := min(20, len(lexical))
		if want, got := passagesOf(lexical)[:first], Fuse(lexical, semantic, share)[:first]; !slices.Equal(got, want) {
			t.Fatalf("%v became %v", want, got)
		}
	})
}

func TestFuseWithoutMeaningIsTheRankingByWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, _, share := rankings(t)
		if want, got := passagesOf(lexical), Fuse(lexical, nil, share); !slices.Equal(got, want) {
			t.Fatalf("%v became %v", want, got)
		}
	})
}

func TestFuseLetsMeaningDecideOnlyBetweenNearTies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		fused := Fuse(lexical, semantic, share)
		for i, better := range lexical {
			for _, worse := range lexical[i+1:] {
				apart := (better.Score - worse.Score) / lexical[0].Score
				if apart > tie+1e-9 && slices.Index(fused, better.Passage) > slices.Index(fused, worse.Passage) {
					t.Fatalf("%+v stands behind %+v", better, worse)
				}
			}
		}
		for place, passage := range fused[:min(enterAt, len(lexical))] {
			if !slices.Contains(passagesOf(lexical), passage) {
				t.Fatalf("passage %d, which no words found, took place %d", passage, place)
			}
		}
	})
}

func TestFuseNeverPutsAPassageBehindOneThatBothRankLower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		fused := Fuse(lexical, semantic, share)
		nearness := make(map[int64]int)
		for i, hit := range semantic {
			nearness[hit.Passage] = i
		}
		for i := 1; i < len(lexical); i++ {
			better, worse := lexical[i-1].Passage, lexical[i].Passage
			b, knowsBetter := nearness[better]
			w, knowsWorse := nearness[worse]
			if (!knowsWorse || knowsBetter && b < w) && slices.Index(fused, better) > slices.Index(fused, worse) {
				t.Fatalf("passage %d stands behind %d", better, worse)
			}
		}
	})
}

func TestFuseIsNotMovedByARandomModel(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const held, asked = 5_000, 1_000
	changed := 0
	for range asked {
		var lexical []Scored
		for i, p := range random.Perm(held)[:300] {
			lexical = append(lexical, Scored{Passage: int64(p), Score: 1 / float64(i+10)})
		}
		var semantic []Hit
		for _, p := range random.Perm(held)[:100] {
			semantic = append(semantic, Hit{Passage: int64(p)})
		}
		if got := Fuse(lexical, semantic, 0.1); !slices.Equal(got[:heldPlaces], passagesOf(lexical)[:heldPlaces]) {
			changed++
		}
	}
	if changed > 2 {
		t.Errorf("a random model changed %d of %d weak rankings", changed, asked)
	}
}

func TestFuseLetsMeaningHelpWhereWordsAreWeak(t *testing.T) {
	var lexical []Scored
	for i := range 30 {
		lexical = append(lexical, Scored{Passage: int64(i + 1), Score: 2 - 0.05*float64(i)})
	}
	semantic := []Hit{{Passage: 4}, {Passage: 900}, {Passage: 3}, {Passage: 901}, {Passage: 20}}
	got := Fuse(lexical, semantic, 0.3)
	if !slices.Equal(got[:4], []int64{4, 3, 1, 2}) || got[9] != 900 || got[20] != 901 {
		t.Errorf("fused to %v", got)
	}
	for name, other := range map[string][]int64{
		"without agreement":      Fuse(lexical, semantic[:4], 0.3),
		"where words are strong": Fuse(lexical, semantic, 0.9),
	} {
		if !slices.Equal(other[:20], passagesOf(lexical)[:20]) || other[20] != 900 {
			t.Errorf("%s fused to %v", name, other)
		}
	}
	if got := Fuse(nil, semantic, 0); !slices.Equal(got, []int64{4, 900, 3, 901, 20}) {
		t.Errorf("without words: %v", got)
	}
}
