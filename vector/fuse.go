package vector

import (
	"cmp"
	"slices"
)

// The constants of Fuse were chosen on development questions with two models
// that are none: vectors at random, and vectors of hashed words. The first
// must change nothing, the second must not do harm.
const (
	// confidentShare is from which share of the question's weight on the best
	// passage by words is taken to be on the question.
	confidentShare = 0.6
	// heldPlaces is how many places are by words alone then.
	heldPlaces = 20
	// tie is by how much of the best score two passages may differ for
	// meaning to decide between them.
	tie = 0.1
	// halfway is from which rank on, counted from 0, meaning counts half.
	halfway = 4.0
	// enterAt is the place, from 0, of the best that meaning alone found.
	enterAt = 9
	// agreeing is how many of the first agreeTop by meaning must be among the
	// first agreeWithin by words before meaning may move anything: of 10,000
	// passages at random one in 50,000 questions has as many.
	agreeing    = 3
	agreeTop    = 10
	agreeWithin = 50
)

// Scored is a passage with its score by words, which is above 0.
type Scored struct {
	Passage int64
	Score   float64
}

// Fuse gives one ranking of the passages found by words and of those found by
// meaning, each of them once. lexical is best first, semantic nearest first;
// share is the part of the question's weight that the best by words holds, 0
// to 1, as retrieval.Found has it.
//
// Words come first, and meaning has to earn its say: equal weights cut
// recall@1 on news questions from .90 to .47 where meaning was GloVe's.
//   - Where the best by words holds much of the question, the first twenty
//     stand as they are. What meaning alone found comes below, in turn with
//     what words found.
//   - The same where meaning and words have next to nothing in common: the
//     model may not know the language, or be of no use.
//   - Else meaning decides between passages that are nearly tied by words,
//     and the best that it alone found comes tenth.
func Fuse(lexical []Scored, semantic []Hit, share float64) []int64 {
	ranks, alone := compare(lexical, semantic)
	ranking := make([]int64, len(lexical))
	for i, s := range lexical {
		ranking[i] = s.Passage
	}
	if share < confidentShare && agree(lexical, ranks) {
		ranking = settle(lexical, ranks)
		if len(alone) > 0 {
			ranking = slices.Insert(ranking, min(enterAt, len(ranking)), alone[0])
			alone = alone[1:]
		}
	}
	held := min(heldPlaces, len(ranking))
	fused := slices.Clone(ranking[:held])
	ranking = ranking[held:]
	for len(alone) > 0 && len(ranking) > 0 {
		fused = append(fused, alone[0], ranking[0])
		alone, ranking = alone[1:], ranking[1:]
	}
	return slices.Concat(fused, alone, ranking)
}

// compare gives the rank by meaning, from 0, of every passage that meaning
// found, and those that it alone found, in their order.
func compare(lexical []Scored, semantic []Hit) (ranks map[int64]int, alone []int64) {
	words := make(map[int64]bool, len(lexical))
	for _, s := range lexical {
		words[s.Passage] = true
	}
	ranks = make(map[int64]int, len(semantic))
	for rank, hit := range semantic {
		if _, twice := ranks[hit.Passage]; twice {
			continue
		}
		ranks[hit.Passage] = rank
		if !words[hit.Passage] {
			alone = append(alone, hit.Passage)
		}
	}
	return ranks, alone
}

// agree reports whether some of the nearest by meaning stand high by words.
func agree(lexical []Scored, ranks map[int64]int) bool {
	shared := 0
	for _, s := range lexical[:min(agreeWithin, len(lexical))] {
		if rank, found := ranks[s.Passage]; found && rank < agreeTop {
			shared++
		}
	}
	return shared >= agreeing
}

// settle orders passages by their part of the best score, with what their
// rank by meaning adds: at most tie.
func settle(lexical []Scored, ranks map[int64]int) []int64 {
	best := lexical[0].Score
	settled := make([]Scored, len(lexical))
	for i, s := range lexical {
		settled[i] = Scored{s.Passage, s.Score / best}
		if rank, found := ranks[s.Passage]; found {
			settled[i].Score += tie / (1 + float64(rank)/halfway)
		}
	}
	slices.SortStableFunc(settled, func(a, b Scored) int { return -cmp.Compare(a.Score, b.Score) })
	ranking := make([]int64, len(settled))
	for i, s := range settled {
		ranking[i] = s.Passage
	}
	return ranking
}
