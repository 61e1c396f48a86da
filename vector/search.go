package vector

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"attache/news"
)

// Search finds the passages nearest to a question's vector, nearest first,
// equals in order of passage; none where nothing has been embedded yet. It
// fails with ErrDimension where the vectors kept have another dimension.
//
// allowed says which passages may be found; nil allows all. It is asked from
// two goroutines at once, by each in ascending order of passage, and only for
// what is near enough to come into question. A passage that has been deleted
// may be found until its block is read anew: the index's filter knows.
func (v *Vectors) Search(ctx context.Context, query []float32, allowed func(passage int64) bool, limit int) ([]Hit, error) {
	hits, err := v.search(ctx, query, allowed, limit)
	if err != nil {
		return nil, fmt.Errorf("searching the vectors: %w", err)
	}
	return hits, nil
}

func (v *Vectors) search(ctx context.Context, query []float32, allowed func(int64) bool, limit int) ([]Hit, error) {
	q, err := newQuestion(query)
	if err != nil {
		return nil, err
	}
	g, err := v.newest(ctx)
	if err != nil || g.set.ID == 0 || limit <= 0 {
		return nil, err
	}
	if len(query) != g.set.Dimension {
		return nil, ErrDimension
	}
	found, err := scan(ctx, g.blocks, q, allowed, max(rescored, perWanted*limit))
	if err != nil {
		return nil, err
	}
	hits, err := v.rescore(ctx, g, q, found)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(-cmp.Compare(a.Similarity, b.Similarity), cmp.Compare(a.Passage, b.Passage))
	})
	return hits[:min(len(hits), limit)], nil
}

// rescore ranks what the scan left by its bytes, those in memory first, then
// those that are read. What has no bytes any more is gone.
func (v *Vectors) rescore(ctx context.Context, g *generation, q question, found []near) ([]Hit, error) {
	hits := make([]Hit, 0, len(found))
	var unread []int64
	for _, f := range found {
		b := g.blocks[f.block]
		switch code := b.code(int(f.n), g.set.Dimension); {
		case code == nil:
			unread = append(unread, b.passage(int(f.n)))
		case binary.LittleEndian.Uint32(code) != 0:
			hits = append(hits, Hit{Passage: b.passage(int(f.n)), Similarity: q.similarity(code)})
		}
	}
	if len(unread) == 0 {
		return hits, nil
	}
	read, err := v.rows.Vectors(ctx, g.set.ID, unread)
	if err != nil {
		return nil, err
	}
	for _, r := range read {
		if len(r.Codes) != scaleSize+g.set.Dimension {
			return nil, errCorrupt
		}
		hits = append(hits, Hit{Passage: r.Passage, Similarity: q.similarity(r.Codes)})
	}
	return hits, nil
}

// generation is what one question reads: the live set with its blocks, in
// order of passage. It never changes.
type generation struct {
	set    news.VectorSet // zero where there is none of the model
	blocks []*block
	held   int // bytes of codes in memory
}
