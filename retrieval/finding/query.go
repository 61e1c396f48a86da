package finding

import (
	"context"
	"fmt"
	"math/bits"
	"slices"

	"attache/index"
	"attache/retrieval"
)

const (
	// searched is how many passages by words are considered.
	searched = 200
	// otherNames is what the other names of a name of several words count,
	// beside its own words.
	otherNames = 0.5
	// alsoNamed is what another name counts beside what the lexicon says of
	// it: that it means the same, not that the report is the one asked for.
	alsoNamed = 0.5
	// sure is the weight from which on another name is taken for the name
	// itself; below it, it only helps to find. A house and its government are
	// one nearly always; a capital and its country are not.
	sure = 0.5
)

// query is the index's query, with what its terms stand for.
type query struct {
	terms []index.QueryTerm
	// stand has, for each of terms, the bits of the question's terms that
	// it stands for.
	stand []uint64
}

// newQuery looks for the question's words. The other names of a single
// word are its alternatives; those of several words are a term of their own.
func newQuery(asked retrieval.Asked) query {
	var q query
	for i, t := range asked.Terms {
		q.terms = append(q.terms, index.QueryTerm{Term: t.Term, Weight: 1})
		q.stand = append(q.stand, 1<<i)
	}
	for _, n := range asked.Names {
		var words []index.Alternative
		for _, o := range n.Others {
			if len(o.Terms) == 1 && !slices.ContainsFunc(words, func(w index.Alternative) bool { return w.Term == o.Terms[0] }) {
				words = append(words, index.Alternative{Term: o.Terms[0], Weight: o.Weight * alsoNamed})
			}
		}
		switch {
		case len(words) == 0:
		case bits.OnesCount64(n.Terms) == 1:
			own := &q.terms[bits.TrailingZeros64(n.Terms)]
			own.Alternatives = append(own.Alternatives, without(words, own)...)
		case len(q.terms) < index.MaxTerms:
			q.terms = append(q.terms, together(words))
			q.stand = append(q.stand, n.Terms)
		}
	}
	return q
}

// without leaves out the words that a term has already.
func without(words []index.Alternative, term *index.QueryTerm) []index.Alternative {
	return slices.DeleteFunc(words, func(w index.Alternative) bool {
		return w.Term == term.Term || slices.ContainsFunc(term.Alternatives, func(have index.Alternative) bool { return have.Term == w.Term })
	})
}

// together makes a term of words that stand for one another.
func together(words []index.Alternative) index.QueryTerm {
	t := index.QueryTerm{Term: words[0].Term, Weight: otherNames * words[0].Weight}
	for _, w := range words[1:] {
		t.Alternatives = append(t.Alternatives, index.Alternative{Term: w.Term, Weight: w.Weight / words[0].Weight})
	}
	return t
}

// search asks the index.
func (s *sought) search(ctx context.Context) error {
	seen, err := s.bound(ctx)
	if err != nil {
		return err
	}
	asked := s.findings.Asked
	if len(asked.Terms) == 0 || !seen {
		return nil
	}
	if err := s.anchor(ctx); err != nil {
		return err
	}
	s.muteOutlets()
	q := newQuery(asked)
	ask := index.Query{Terms: q.terms, Filter: s.filter, Limit: max(searched, 4*s.request.Limit)}
	if boost := s.boost(); boost != nil {
		ask.Boost, ask.MaxBoost = boost, freshest
	}
	result, err := s.Index.Search(ctx, ask)
	if err != nil {
		return fmt.Errorf("searching the index: %w", err)
	}
	s.findings.Weights = weights(asked, result)
	s.most = most(asked, result)
	s.hits = result.Hits
	for i := range s.hits {
		s.hits[i].Matched = q.standing(s.hits[i].Matched)
	}
	return s.mean(ctx)
}

// standing are the question's terms that the matched terms stand for.
func (q query) standing(matched uint64) (terms uint64) {
	for ; matched != 0; matched &= matched - 1 {
		terms |= q.stand[bits.TrailingZeros64(matched)]
	}
	return terms
}
