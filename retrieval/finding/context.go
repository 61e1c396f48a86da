package finding

import (
	"context"
	"fmt"

	"attache/retrieval"
)

// beside is the part of a passage's score that its neighbours get.
const beside = 0.8

// attach adds the neighbours of the best passages behind the others, if
// there is to be an answer.
func (s *sought) attach(ctx context.Context) error {
	if !s.findings.Enough || s.request.Context == 0 {
		return nil
	}
	held := make(map[int64]bool)
	var middles []int64
	scores := make(map[int64]float64) // of the best passage of each article
	for i, found := range s.findings.Found {
		held[found.Passage.ID] = true
		if i < s.request.Context {
			middles = append(middles, found.Passage.ID)
			scores[found.Article.ID] = max(scores[found.Article.ID], found.Score)
		}
	}
	neighbours, err := s.Archive.Neighbours(ctx, middles, s.filter.AsOf)
	if err != nil {
		return fmt.Errorf("reading the context: %w", err)
	}
	reader := newReader(s.analyser, s.findings.Asked, s.findings.Weights)
	for _, e := range neighbours {
		if held[e.Passage.ID] {
			continue
		}
		held[e.Passage.ID] = true
		read := reader.read(e)
		s.findings.Found = append(s.findings.Found, retrieval.Found{
			Evidence: e, Score: beside * scores[e.Article.ID], Signals: read.signals,
			Share: read.signals[retrieval.SignalShare], Matched: read.matched, Named: read.named,
		})
	}
	return nil
}
