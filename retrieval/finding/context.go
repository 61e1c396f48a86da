package finding

import (
	"context"
	"fmt"
	"time"

	"attache/index"
	"attache/retrieval"
)

// beside is the part of a passage's score that its neighbours get.
const beside = 0.8

// attach adds the neighbours of the best passages behind the others.
func (r *Retriever) attach(ctx context.Context, analyser *index.Analyser, f *retrieval.Findings, request retrieval.Request, asOf time.Time) error {
	held := make(map[int64]bool)
	var middles []int64
	scores := make(map[int64]float64) // of the best passage of each article
	for i, found := range f.Found {
		held[found.Passage.ID] = true
		if i < request.Context {
			middles = append(middles, found.Passage.ID)
			scores[found.Article.ID] = max(scores[found.Article.ID], found.Score)
		}
	}
	neighbours, err := r.archive.Neighbours(ctx, middles, asOf)
	if err != nil {
		return fmt.Errorf("reading the context: %w", err)
	}
	for _, e := range neighbours {
		if held[e.Passage.ID] {
			continue
		}
		held[e.Passage.ID] = true
		matched := matched(analyser, f.Asked, e.Article.Title) | matched(analyser, f.Asked, e.Passage.Text)
		f.Found = append(f.Found, retrieval.Found{
			Evidence: e, Score: beside * scores[e.Article.ID], Share: share(matched, f.Weights), Matched: matched,
		})
	}
	return nil
}

// matched has bit i set where the text holds term i of the question.
func matched(analyser *index.Analyser, asked retrieval.Asked, text string) (bits uint64) {
	analyser.Terms(text, func(t index.Token) bool {
		for i, term := range asked.Terms {
			if term.Term == t.Term {
				bits |= 1 << i
			}
		}
		return true
	})
	return bits
}
