package finding

import (
	"context"
	"fmt"
	"math"
	"slices"

	"attache/index"
	"attache/retrieval"
	"attache/vector"
)

// nearby is how many passages by meaning are considered.
const nearby = 30

// mean finds the passages nearest in meaning, where there are vectors, with
// the same bounds as those by words.
func (s *sought) mean(ctx context.Context) error {
	if s.Meaning == nil || s.part { // the whole question has been embedded
		return nil
	}
	passing, err := s.Index.Passing(ctx, s.filter)
	if err != nil {
		return fmt.Errorf("searching by meaning: %w", err)
	}
	defer passing.Close()
	allowed := func(passage int64) bool {
		_, passes := passing.Find(passage)
		return passes
	}
	for _, near := range s.Meaning.Nearest(ctx, s.request.Text, allowed, nearby) {
		hit, passes := passing.Find(near.Passage)
		if !passes {
			continue
		}
		s.near = append(s.near, near)
		if !slices.ContainsFunc(s.hits, func(h index.Hit) bool { return h.Passage == near.Passage }) {
			s.hits = append(s.hits, hit)
		}
	}
	return nil
}

// fuse lets meaning have its say in the order, where words are weak (see
// vector.Fuse).
func (s *sought) fuse() {
	if len(s.near) == 0 || len(s.findings.Found) == 0 {
		return
	}
	place := make(map[int64]int)
	var lexical []vector.Scored
	var scores []float64
	for i := range s.findings.Found {
		f := &s.findings.Found[i]
		place[f.Passage.ID] = i
		scores = append(scores, f.Score)
		if f.Signals[retrieval.SignalScore] > 0 {
			// The ranking's scores are logarithms of likelihoods.
			likelihood := math.Exp(f.Score - s.findings.Found[0].Score)
			lexical = append(lexical, vector.Scored{Passage: f.Passage.ID, Score: likelihood})
		}
	}
	var near []vector.Hit
	for _, hit := range s.near {
		if i, read := place[hit.Passage]; read {
			s.findings.Found[i].Signals[retrieval.SignalMeaning] = hit.Similarity
			near = append(near, hit)
		}
	}
	var share float64
	if len(lexical) > 0 {
		share = s.findings.Found[place[lexical[0].Passage]].Share
	}
	fused := make([]retrieval.Found, 0, len(s.findings.Found))
	for i, passage := range vector.Fuse(lexical, near, share) {
		f := s.findings.Found[place[passage]]
		// The scores stay what they are by place, so that they descend.
		f.Score = scores[i]
		fused = append(fused, f)
	}
	s.findings.Found = fused
}
