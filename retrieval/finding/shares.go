package finding

import (
	"math"
	"math/bits"

	"attache/index"
	"attache/retrieval"
)

const (
	// imagined is how many passages without the question's words are thought
	// of beside those held: in a corpus of one article a name in every
	// passage would otherwise count for nothing.
	imagined = 500
	// frameWeight is what a word that only asks counts beside the others.
	frameWeight = 0.3
)

// weights says how much each term tells about the question: its inverse
// document frequency in the corpus and the imagined passages together.
func weights(asked retrieval.Asked, result index.Result) []float64 {
	all := make([]float64, len(asked.Terms))
	for i, term := range asked.Terms {
		all[i] = idf(result.DF[i], result.Passages+imagined)
		if term.Frame {
			all[i] *= frameWeight
		}
	}
	return all
}

// most is the greatest score that the index could give the question's words.
func most(asked retrieval.Asked, result index.Result) (score float64) {
	for i := range asked.Terms {
		score += idf(result.DF[i], result.Passages)
	}
	return max(score, math.SmallestNonzeroFloat32)
}

// idf is the inverse document frequency of a term, as the index has it.
func idf(df, passages int) float64 {
	return math.Log(1 + (float64(passages-df)+0.5)/(float64(df)+0.5))
}

// share is the part of the summed weights that the matched terms hold.
func share(matched uint64, weights []float64) float64 {
	return shareOf(matched, 1<<len(weights)-1, weights)
}

// shareOf is the same of a part of the terms; 0 where that is empty.
func shareOf(matched, part uint64, weights []float64) float64 {
	var have, all float64
	for ; part != 0; part &= part - 1 {
		i := bits.TrailingZeros64(part)
		all += weights[i]
		if matched&(1<<i) != 0 {
			have += weights[i]
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}
