package finding

import (
	"slices"
	"testing"

	"attache/index"
	"attache/news"
	"attache/retrieval"
	"attache/vector"
)

func TestWhatFollowsWasNeitherReadNorFoundNorFolded(t *testing.T) {
	s := &sought{}
	for passage := range int64(ranked + 10) {
		s.hits = append(s.hits, index.Hit{Passage: passage, Article: 100 + passage})
	}
	s.near = []vector.Hit{{Passage: ranked + 1}}
	// A part of the question has found what lies behind for the whole.
	part := retrieval.Found{Copies: []news.Article{{ID: 100 + ranked + 3}}}
	part.Passage.ID, part.Article.ID = ranked+2, 100+ranked+2
	s.findings.Found = []retrieval.Found{part}
	var got []int64
	for _, hit := range s.following(4) {
		got = append(got, hit.Passage-ranked)
	}
	if want := []int64{0, 4, 5, 6}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAQueryHasEachOtherNameOfAWordOnce(t *testing.T) {
	q := newQuery(retrieval.Asked{
		Terms: []retrieval.Term{{Term: "kyiv"}, {Term: "holt"}},
		Names: []retrieval.Name{
			{Terms: 1, Others: []retrieval.Other{{Terms: []string{"kiev"}, Weight: .9}, {Terms: []string{"kyiv"}, Weight: .8}, {Terms: []string{"kiev"}, Weight: .7}}},
			{Terms: 1, Others: []retrieval.Other{{Terms: []string{"kiev"}, Weight: .5}, {Terms: []string{"ukrain"}, Weight: .4}}},
			{Terms: 3, Others: []retrieval.Other{{Terms: []string{"kiev"}, Weight: .9}, {Terms: []string{"kiev"}, Weight: .5}}},
		},
	})
	var kyiv []string
	for _, a := range q.terms[0].Alternatives {
		kyiv = append(kyiv, a.Term)
	}
	if !slices.Equal(kyiv, []string{"kiev", "ukrain"}) || len(q.terms[2].Alternatives) != 0 {
		t.Errorf("%q, and %d beside %q", kyiv, len(q.terms[2].Alternatives), q.terms[2].Term)
	}
}
