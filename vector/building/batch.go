package building

import (
	"context"
	"fmt"
	"strings"

	"attache/news"
	"attache/vector"
)

const (
	// batchSize is how many passages are embedded and kept at once.
	batchSize = 64
	// longestText is what is embedded of a passage with its title, in
	// characters: more than a passage has, about what the smaller models
	// take (512 tokens).
	longestText = 2_000
	// mostSkipped is how many passages of one build may be left out before
	// the model is taken to be at fault.
	mostSkipped = 20
	// neutral is what is embedded to see whether the model works.
	neutral = "The ministers of the two countries met in the capital on Monday. "
)

// batch embeds the next passages; there are no more where it says so.
func (j *job) batch(ctx context.Context) (more bool, err error) {
	passages, err := j.archive.PassagesAfter(ctx, j.set.Covered, batchSize)
	if err != nil || len(passages) == 0 {
		return false, err
	}
	coded, err := j.embed(ctx, passages)
	if err != nil {
		return false, err
	}
	vectors := make([]news.Vector, len(coded))
	for i, c := range coded {
		vectors[i] = news.Vector{Passage: c.Passage, Codes: c.Code.Bytes}
	}
	return true, j.keep(ctx, passages[len(passages)-1].Passage.ID, vector.NewBlock(coded), vectors)
}

// embed gives passages their vectors. Where the model refuses them but takes
// others, it is asked for one half after the other, down to the passage that
// it cannot take, which is left out.
func (j *job) embed(ctx context.Context, passages []news.Evidence) ([]vector.Coded, error) {
	coded, refusal := j.ask(ctx, passages)
	if refusal == nil {
		return coded, nil
	}
	if _, err := j.probe(ctx, len(j.text(passages[0]))); err != nil || ctx.Err() != nil {
		return nil, refusal
	}
	if half := len(passages) / 2; half > 0 {
		first, err := j.embed(ctx, passages[:half])
		if err != nil {
			return nil, err
		}
		second, err := j.embed(ctx, passages[half:])
		return append(first, second...), err
	}
	return j.leaveOut(ctx, passages[0])
}

// leaveOut asks for a passage once more, and does without it when the model
// still refuses it and takes another text of its length.
func (j *job) leaveOut(ctx context.Context, passage news.Evidence) ([]vector.Coded, error) {
	coded, refusal := j.ask(ctx, []news.Evidence{passage})
	if refusal == nil {
		return coded, nil
	}
	if _, err := j.probe(ctx, len(j.text(passage))); err != nil || ctx.Err() != nil || j.skipped == mostSkipped {
		return nil, refusal
	}
	j.skipped++
	j.log.Warn("a passage cannot be embedded and is found by its words only", "passage", passage.Passage.ID, "err", refusal)
	return nil, nil
}

// ask has the model embed passages, all of them.
func (j *job) ask(ctx context.Context, passages []news.Evidence) ([]vector.Coded, error) {
	texts := make([]string, len(passages))
	for i, p := range passages {
		texts[i] = j.text(p)
	}
	vectors, err := j.embedder.Embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	if len(vectors) != len(texts) {
		return nil, fmt.Errorf("%d vectors for %d texts", len(vectors), len(texts))
	}
	coded := make([]vector.Coded, len(vectors))
	for i, v := range vectors {
		if err := j.sameDimension(len(v)); err != nil {
			return nil, err
		}
		code, err := vector.Quantise(v)
		if err != nil {
			return nil, fmt.Errorf("passage %d: %w", passages[i].Passage.ID, err)
		}
		coded[i] = vector.Coded{Passage: passages[i].Passage.ID, Code: code}
	}
	return coded, nil
}

// probe embeds a neutral text of about that length, in bytes, and gives the
// dimension of its vector.
func (j *job) probe(ctx context.Context, length int) (int, error) {
	vectors, err := j.embedder.Embed(ctx, []string{strings.Repeat(neutral, 1+length/len(neutral))})
	if err != nil {
		return 0, err
	}
	if len(vectors) != 1 {
		return 0, fmt.Errorf("%d vectors for 1 text", len(vectors))
	}
	if _, err := vector.Quantise(vectors[0]); err != nil {
		return 0, err
	}
	return len(vectors[0]), j.sameDimension(len(vectors[0]))
}

// sameDimension refuses a server that changes while a set is being built: a
// set can hold vectors of one dimension only, and the next build begins anew.
func (j *job) sameDimension(dimension int) error {
	if j.set.ID == 0 || dimension == j.set.Dimension {
		return nil
	}
	return &news.Fault{
		Sentence: fmt.Sprintf("The model %q gave vectors of %d numbers and now gives %d: make sure that one and the same model serves this name; all is made anew the next time.",
			j.model, j.set.Dimension, dimension),
		Cause: vector.ErrDimension,
	}
}

// text is what is embedded of a passage.
func (j *job) text(e news.Evidence) string {
	return vector.PassageText(j.model, e.Article.Title, e.Passage.Text, longestText)
}
