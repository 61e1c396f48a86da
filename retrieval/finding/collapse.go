package finding

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"attache/news"
	"attache/retrieval"
)

// collapse folds reprints under the report they go back to, where that was
// found too and tells as much: the reader is shown the origin. Only found
// articles take part, so that none is named which the asker may not see.
func (s *sought) collapse(ctx context.Context) error {
	var articles []int64
	places := make(map[int64]int) // of an article's best passage
	for i, f := range s.findings.Found {
		if _, seen := places[f.Article.ID]; !seen {
			places[f.Article.ID] = i
			articles = append(articles, f.Article.ID)
		}
	}
	stories, err := s.Archive.Stories(ctx, articles)
	if err != nil {
		return fmt.Errorf("reading the stories: %w", err)
	}
	s.findings.Found = fold(s.findings.Found, func(article int64) (origin int64) {
		story := stories[article]
		if _, found := places[story.Origin]; found {
			return story.Origin
		}
		// Of copies whose origin was not found, the first member found stands.
		for _, member := range story.Members {
			if _, found := places[member]; found {
				return member
			}
		}
		return article
	})
	return nil
}

// asMuch is the share of a reprint's passage that the origin may lack.
const asMuch = 0.05

// fold drops the passages of reprints. The origin's best passage gets the
// score that the best of them had, and names the articles that it stands for.
func fold(found []retrieval.Found, originOf func(article int64) int64) []retrieval.Found {
	share := make(map[int64]float64) // the best among an origin's passages
	first := make(map[int64]int)     // its place among the kept
	for _, f := range found {
		if originOf(f.Article.ID) == f.Article.ID {
			share[f.Article.ID] = max(share[f.Article.ID], f.Share)
		}
	}
	var kept, dropped []retrieval.Found
	for _, f := range found {
		if origin := originOf(f.Article.ID); origin != f.Article.ID && f.Share <= share[origin]+asMuch {
			dropped = append(dropped, f)
			continue
		}
		if _, seen := first[f.Article.ID]; !seen {
			first[f.Article.ID] = len(kept)
		}
		kept = append(kept, f)
	}
	for _, f := range dropped {
		origin := &kept[first[originOf(f.Article.ID)]]
		origin.Score = max(origin.Score, f.Score)
		if !slices.ContainsFunc(origin.Copies, func(a news.Article) bool { return a.ID == f.Article.ID }) {
			origin.Copies = append(origin.Copies, f.Article)
		}
	}
	slices.SortStableFunc(kept, func(a, b retrieval.Found) int { return -cmp.Compare(a.Score, b.Score) })
	return kept
}
