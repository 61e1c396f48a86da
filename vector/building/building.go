// Package building makes the passages' vectors, in the background or at
// once. Its rules are:
//
//   - The work to do is the passages behind the last one that was embedded;
//     there is no queue. A batch is kept whole, with what it covers, so a
//     build that is stopped, or whose process dies, goes on where it was.
//   - Vectors belong to one model at one dimension. When either changes, the
//     vectors before are not used any more, are made anew, and are deleted
//     once that is done.
//   - A model server that fails is left alone for longer and longer, and is
//     told of once. A passage that it alone refuses is left out.
//
// Nothing here is needed to answer: a passage without a vector is found by
// its words.
package building

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"attache/news"
)

// embedder is the model.
type embedder interface {
	// Embed gives a vector for each text, in their order.
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// archive is what is asked of the database.
type archive interface {
	// PassagesAfter reads passages behind a number, in order of number.
	PassagesAfter(ctx context.Context, passage int64, limit int) ([]news.Evidence, error)
	// LastPassage is the highest number of a passage.
	LastPassage(ctx context.Context) (int64, error)
	// VectorSets lists the sets of vectors, the live one first.
	VectorSets(ctx context.Context) ([]news.VectorSet, error)
	// BeginVectorSet makes a live set and retires the others.
	BeginVectorSet(ctx context.Context, model string, dimension int) (news.VectorSet, error)
	// AppendVectors adds a block with its vectors to a live set, which then
	// covers the passages up to the given one; news.ErrStale when another
	// process has been there.
	AppendVectors(ctx context.Context, set news.VectorSet, covered int64, block news.VectorBlock, vectors []news.Vector) error
	// VectorBlocks lists the blocks of a set without their blobs.
	VectorBlocks(ctx context.Context, set int64) ([]news.VectorBlock, error)
	// VectorBlock reads a block; news.ErrGone once it was joined.
	VectorBlock(ctx context.Context, id int64) (news.VectorBlock, error)
	// JoinVectorBlocks puts one block in the place of several.
	JoinVectorBlocks(ctx context.Context, set int64, joined news.VectorBlock, parts []int64) error
	// DropVectors deletes a slice of what retired sets have left.
	DropVectors(ctx context.Context) (done bool, err error)
}

// Options says whose vectors are made.
type Options struct {
	// Model is the name that the vectors are kept under.
	Model string
	// Logger is silent when nil.
	Logger *slog.Logger
}

// Builder makes the vectors of one model. Several processes may build the
// same ones: of two that embed the same passages, the second gives up its
// batch.
type Builder struct {
	archive  archive
	embedder embedder
	model    string
	log      *slog.Logger
}

// New returns a Builder.
func New(a archive, e embedder, o Options) *Builder {
	b := &Builder{archive: a, embedder: e, model: o.Model, log: o.Logger}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	return b
}

// Summary is what a build did.
type Summary struct {
	// Set is the set that was built, zero where there was nothing to embed.
	Set news.VectorSet
	// Anew tells that the set was begun.
	Anew bool
	// Embedded and Skipped count passages; Skipped those that the model
	// alone refused.
	Embedded, Skipped int
}

// Run embeds until every passage that can have a vector has one. progress,
// unless nil, hears after each batch how many passage numbers of how many are
// done. The summary holds what was done up to an error, too.
func (b *Builder) Run(ctx context.Context, progress func(done, total int64)) (Summary, error) {
	j := &job{Builder: b, progress: progress}
	err := j.run(ctx)
	return Summary{Set: j.set, Anew: j.anew, Embedded: j.embedded, Skipped: j.skipped}, err
}

// live gives the model's live set; zero where there is none.
func (b *Builder) live(ctx context.Context) (news.VectorSet, error) {
	sets, err := b.archive.VectorSets(ctx)
	if err != nil || len(sets) == 0 || sets[0].Retired || sets[0].Model != b.model {
		return news.VectorSet{}, err
	}
	return sets[0], nil
}

// job is one build.
type job struct {
	*Builder
	progress          func(done, total int64)
	set               news.VectorSet
	anew              bool
	embedded, skipped int
	batches           int
}

func (j *job) run(ctx context.Context) error {
	last, err := j.archive.LastPassage(ctx)
	if err != nil || last == 0 {
		return err
	}
	if err := j.begin(ctx); err != nil {
		return err
	}
	start := j.set.Covered
	for {
		more, err := j.batch(ctx)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if j.progress != nil {
			last = max(last, j.set.Covered)
			j.progress(j.set.Covered-start, last-start)
		}
		if j.batches++; j.batches%joinEvery == 0 {
			if err := j.join(ctx); err != nil {
				return err
			}
		}
	}
	return j.tidy(ctx)
}

// begin finds the set to go on with, or begins one where the model or its
// dimension is another than before.
func (j *job) begin(ctx context.Context) (err error) {
	dimension, err := j.probe(ctx, 0)
	if err != nil {
		return err
	}
	if j.set, err = j.live(ctx); err != nil || j.set.Dimension == dimension {
		return err
	}
	if j.set.ID != 0 {
		j.log.Warn("the embedding model gives vectors of another dimension than before: they are all made anew",
			"model", j.model, "before", j.set.Dimension, "now", dimension)
	}
	j.set, err = j.archive.BeginVectorSet(ctx, j.model, dimension)
	j.anew = true
	return err
}

// behind takes up what another process has done to the set meanwhile.
func (j *job) behind(ctx context.Context) error {
	set, err := j.live(ctx)
	if err != nil {
		return err
	}
	if set.ID != j.set.ID {
		return &news.Fault{
			Sentence: "Another attache embeds the same passages by another model: give both the same ATTACHE_EMBED_MODEL and server.",
			Cause:    fmt.Errorf("set %d was retired: %w", j.set.ID, news.ErrStale),
		}
	}
	j.set = set
	return nil
}

// keep commits a batch. One that another process was quicker with is given up.
func (j *job) keep(ctx context.Context, covered int64, block news.VectorBlock, vectors []news.Vector) error {
	err := j.archive.AppendVectors(ctx, j.set, covered, block, vectors)
	if errors.Is(err, news.ErrStale) {
		j.log.Debug("another process embedded the same passages first")
		return j.behind(ctx)
	}
	if err != nil {
		return err
	}
	j.set.Covered = covered
	j.embedded += len(vectors)
	return nil
}
