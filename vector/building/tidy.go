package building

import (
	"context"
	"errors"

	"attache/news"
	"attache/vector"
)

const (
	// joinEvery is after how many batches their blocks are joined.
	joinEvery = vector.BlockSize / batchSize
	// fewParts is from how many small blocks on those at the end are joined
	// although they do not fill one.
	fewParts = 16
	// nearlyFull is a block that is not worth joining with others.
	nearlyFull = vector.BlockSize * 3 / 4
)

// tidy joins small blocks and deletes what earlier models have left.
func (j *job) tidy(ctx context.Context) error {
	if err := j.join(ctx); err != nil {
		return err
	}
	for done := false; !done; {
		var err error
		if done, err = j.archive.DropVectors(ctx); err != nil {
			return err
		}
	}
	return nil
}

// join makes one block of many small ones, so that a question has few to
// look into.
func (j *job) join(ctx context.Context) error {
	blocks, err := j.archive.VectorBlocks(ctx, j.set.ID)
	if err != nil {
		return err
	}
	for _, parts := range joinable(blocks) {
		if err := j.joinParts(ctx, parts); err != nil {
			return err
		}
	}
	return nil
}

// joinParts joins some neighbouring blocks. That another process has joined
// them first is just as well.
func (j *job) joinParts(ctx context.Context, parts []news.VectorBlock) error {
	ids := make([]int64, len(parts))
	whole := make([]news.VectorBlock, len(parts))
	for i, part := range parts {
		var err error
		if whole[i], err = j.archive.VectorBlock(ctx, part.ID); errors.Is(err, news.ErrGone) {
			return nil
		} else if err != nil {
			return err
		}
		ids[i] = part.ID
	}
	err := j.archive.JoinVectorBlocks(ctx, j.set.ID, vector.Join(whole), ids)
	if errors.Is(err, news.ErrStale) {
		return nil
	}
	return err
}

// joinable gives the runs of neighbouring blocks that are worth joining: each
// fits into a block, and fills it or has many parts.
func joinable(blocks []news.VectorBlock) [][]news.VectorBlock {
	var runs [][]news.VectorBlock
	first, total := 0, 0
	end := func(next int, full bool) {
		if parts := next - first; parts > 1 && (full || parts >= fewParts) {
			runs = append(runs, blocks[first:next])
		}
		first, total = next, 0
	}
	for i, b := range blocks {
		if total+b.Count > vector.BlockSize || b.Count >= nearlyFull {
			end(i, total >= nearlyFull)
		}
		if total += b.Count; b.Count >= nearlyFull {
			end(i+1, false)
		}
	}
	end(len(blocks), total >= nearlyFull)
	return runs
}
