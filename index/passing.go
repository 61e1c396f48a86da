package index

import (
	"context"
	"fmt"
)

// Passing tells of passages whether a filter lets them pass, all from one
// generation, for searches that do not go by words. It is safe for
// concurrent use. Close it: until then the generation's segments are kept.
type Passing struct {
	index      *Index
	generation *generation
	sieve      sieve
}

// Passing pins the newest generation and makes the filter ready.
func (x *Index) Passing(ctx context.Context, f Filter) (*Passing, error) {
	g, err := x.pin(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	return &Passing{index: x, generation: g, sieve: newSieve(f)}, nil
}

// Find gives a passage that passes as a hit without words or score. It
// takes no more than a few look-ups in memory.
func (p *Passing) Find(passage int64) (Hit, bool) {
	i, n, found := p.generation.locate(passage)
	if !found {
		return Hit{}, false
	}
	c := p.generation.segments[i].columns
	if !p.sieve.passes(c, n) {
		return Hit{}, false
	}
	return c.hit(n), true
}

// Close lets the generation go. Call it once.
func (p *Passing) Close() { p.index.release(p.generation) }
