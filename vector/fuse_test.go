package vector

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// rankings draws what words and meaning found among few passages, so that
// they have many in common, with a share.
func rankings(t *rapid.T) (lexical []int64, semantic []Hit, share float64) {
	passages := make([]int64, rapid.IntRange(0, 300).Draw(t, "passages"))
	for i := range passages {
		passages[i] = int64(i + 1)
	}
	lexical = rapid.Permutation(passages).Draw(t, "lexical")
	lexical = lexical[:rapid.IntRange(0, len(passages)).Draw(t, "found by words")]
	for i, p := range rapid.Permutation(passages).Draw(t, "semantic")[:rapid.IntRange(0, len(passages)).Draw(t, "found by meaning")] {
		semantic = append(semantic, Hit{Passage: p, Similarity: 1 - float64(i)/300})
	}
	return lexical, semantic, rapid.Float64Range(0, 1).Draw(t, "share")
}

func TestFuseHoldsWhatBothFoundOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		want := slices.Clone(lexical)
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

func TestFuseLeavesTheFirstTenOfAConfidentRankingAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		share = max(share, confidentShare)
		first := min(10, len(lexical))
		if got := Fuse(lexical, semantic, share); !slices.Equal(got[:first], lexical[:first]) {
			t.Fatalf("%v became %v", lexical[:first], got[:first])
		}
	})
}

func TestFuseWithoutMeaningIsTheRankingByWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, _, share := rankings(t)
		if got := Fuse(lexical, nil, share); !slices.Equal(got, lexical) {
			t.Fatalf("%v became %v", lexical, got)
		}
	})
}

func TestFuseLetsNothingFoundByMeaningAloneToTheTop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		got := Fuse(lexical, semantic, share)
		for place, passage := range got[:min(enterAt, len(lexical))] {
			if !slices.Contains(lexical, passage) {
				t.Fatalf("place %d of %v", place, got)
			}
		}
	})
}

func TestFuseNeverPutsAPassageBehindOneThatBothRankLower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lexical, semantic, share := rankings(t)
		place := make(map[int64]int)
		for i, p := range Fuse(lexical, semantic, share) {
			place[p] = i
		}
		nearness := make(map[int64]int)
		for i, hit := range semantic {
			nearness[hit.Passage] = i
		}
		for i := 1; i < len(lexical); i++ {
			better, worse := lexical[i-1], lexical[i]
			b, knowsBetter := nearness[better]
			w, knowsWorse := nearness[worse]
			if (!knowsWorse || knowsBetter && b < w) && place[better] > place[worse] {
				t.Fatalf("passage %d stands behind %d", better, worse)
			}
		}
	})
}

func TestFuseAgainstARandomModel(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const held, asked = 10_000, 1_000
	changed := 0
	for range asked {
		all := random.Perm(held)
		lexical := make([]int64, 300)
		for i := range lexical {
			lexical[i] = int64(all[i])
		}
		var semantic []Hit
		for _, p := range random.Perm(held)[:100] {
			semantic = append(semantic, Hit{Passage: int64(p)})
		}
		if got := Fuse(lexical, semantic, 0.1); !slices.Equal(got[:10], lexical[:10]) {
			changed++
		}
	}
	if changed > asked/100 {
		t.Errorf("a random model changed the first ten of %d of %d weak rankings", changed, asked)
	}
}

func TestFuseRaisesWhatBothFindWhereWordsAreWeak(t *testing.T) {
	lexical := make([]int64, 50)
	for i := range lexical {
		lexical[i] = int64(i + 1)
	}
	semantic := []Hit{{Passage: 20}, {Passage: 900}, {Passage: 3}, {Passage: 901}}
	got := Fuse(lexical, semantic, 0.3)
	if at := slices.Index(got, 900); !slices.Equal(got[:4], []int64{3, 20, 1, 2}) || at < enterAt || at > 9 {
		t.Errorf("fused to %v", got)
	}
	if got := Fuse(lexical, semantic, 0.55); slices.Index(got, 900) < 10 || got[0] != 3 {
		t.Errorf("with words that hold more: %v", got)
	}
	if got := Fuse(lexical, semantic[:2], 0.3); !slices.Equal(got[:10], lexical[:10]) {
		t.Errorf("without agreement: %v", got)
	}
	if got := Fuse(nil, semantic, 0); !slices.Equal(got, []int64{20, 900, 3, 901}) {
		t.Errorf("without words: %v", got)
	}
}
