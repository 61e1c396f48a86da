package asking

import (
	"slices"
	"strings"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/lexicon"
)

const (
	// spelledAlike is what another romanisation of a name counts, and
	// maxSpellings how many are looked for.
	spelledAlike = 0.9
	maxSpellings = 6
)

// others are what a piece of a name may be called, too: what the lexicon
// says, and of a word that it does not know the other romanisations.
func (n *naming) others(p piece) (others []retrieval.Other) {
	if p.kind != "" {
		for _, x := range n.lexicon.Expand(p.mention, n.mentions...) {
			others = n.alsoCalled(others, p, strings.Join(x.Words, " "), x.Weight)
		}
		return others
	}
	for _, spelling := range lexicon.Spellings(n.written(p.from)) {
		if len(others) == maxSpellings {
			break
		}
		others = n.alsoCalled(others, p, spelling, spelledAlike)
	}
	return others
}

// alsoCalled takes up another name of a piece, unless its stems are the
// piece's own, or have been taken up.
func (n *naming) alsoCalled(others []retrieval.Other, p piece, words string, weight float32) []retrieval.Other {
	other := retrieval.Other{Weight: weight}
	n.analyser.Terms(words, func(t index.Token) bool {
		other.Terms = append(other.Terms, t.Term)
		return true
	})
	isOwn := slices.EqualFunc(n.words[p.from:p.to], other.Terms, func(w word, term string) bool { return w.term == term })
	isKnown := slices.ContainsFunc(others, func(o retrieval.Other) bool { return slices.Equal(o.Terms, other.Terms) })
	if len(other.Terms) == 0 || isOwn || isKnown {
		return others
	}
	return append(others, other)
}
