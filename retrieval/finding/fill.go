package finding

import (
	"context"
	"fmt"
	"slices"

	"attache/index"
	"attache/retrieval"
)

// fill adds, behind what was ranked, the next passages by words, where more
// were asked for than the ranking leaves. Their texts are not judged.
func (s *sought) fill(ctx context.Context) error {
	missing := s.request.Limit - len(s.findings.Found)
	if missing <= 0 || len(s.hits) <= ranked {
		return nil
	}
	next := s.following(missing)
	ids := make([]int64, len(next))
	for i, hit := range next {
		ids[i] = hit.Passage
	}
	evidence, err := s.Archive.Evidence(ctx, ids)
	if err != nil {
		return fmt.Errorf("reading more evidence: %w", err)
	}
	lowest := 0.0
	if n := len(s.findings.Found); n > 0 {
		lowest = s.findings.Found[n-1].Score
	}
	for _, e := range evidence {
		matched := next[slices.IndexFunc(next, func(h index.Hit) bool { return h.Passage == e.Passage.ID })].Matched
		s.findings.Found = append(s.findings.Found, retrieval.Found{
			Evidence: e, Score: lowest, Share: share(matched, s.findings.Weights), Matched: matched, Named: matched,
		})
	}
	return nil
}

// following are the next hits by words that were not read, no more than two
// of an article, and none of a reprint that was folded away.
func (s *sought) following(most int) (next []index.Hit) {
	count := make(map[int64]int)
	read := make(map[int64]bool)
	for _, near := range s.near {
		read[near.Passage] = true
	}
	for _, f := range s.findings.Found {
		count[f.Article.ID]++
		read[f.Passage.ID] = true
		for _, c := range f.Copies {
			count[c.ID] = perArticle
		}
	}
	for _, hit := range s.hits[ranked:] {
		if len(next) == most {
			break
		}
		if read[hit.Passage] {
			continue
		}
		if count[hit.Article]++; count[hit.Article] <= perArticle {
			next = append(next, hit)
		}
	}
	return next
}
