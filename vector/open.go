package vector

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"attache/news"
)

// rows is what is asked of the database. Blocks never change, so reads from
// several connections agree.
type rows interface {
	// DataVersion changes when any connection or process has written.
	DataVersion(ctx context.Context) (int64, error)
	// VectorSets lists the sets of vectors, the live one first.
	VectorSets(ctx context.Context) ([]news.VectorSet, error)
	// VectorBlocks lists the blocks of a set in order of passage, without
	// their blobs.
	VectorBlocks(ctx context.Context, set int64) ([]news.VectorBlock, error)
	// VectorBlock reads a block; news.ErrGone once it was joined or deleted.
	VectorBlock(ctx context.Context, id int64) (news.VectorBlock, error)
	// Vectors reads those vectors of a set that are there.
	Vectors(ctx context.Context, set int64, passages []int64) ([]news.Vector, error)
	// VectorsBetween reads a set's vectors of the passages first to last, in
	// their order.
	VectorsBetween(ctx context.Context, set, first, last int64) ([]news.Vector, error)
}

// HoldCodes is a sensible Options.Hold for a program that answers many
// questions: the codes of 250,000 vectors of 256 dimensions.
const HoldCodes = 64 << 20

// Options say which vectors are opened, and how.
type Options struct {
	// Model is the name of the model that made them.
	Model string
	// Hold bounds the bytes of codes that are kept in memory too. It saves a
	// millisecond or two a question, and costs two tenths of a second at the
	// start; with 0, all codes are read where they are needed.
	Hold int
}

// Vectors answers from one model's vectors, and follows what this and other
// processes write. It is safe for concurrent use.
type Vectors struct {
	rows    rows
	options Options

	mu      sync.Mutex
	version int64 // of the database when current was read
	current *generation
}

// Open returns the vectors of a model over rows. Nothing is read before the
// first question.
func Open(r rows, o Options) *Vectors {
	return &Vectors{rows: r, options: o, version: math.MinInt64, current: &generation{}}
}

// Refresh takes up what has been written since the last question. Search does
// it by itself; call it to have the first question find warm vectors.
func (v *Vectors) Refresh(ctx context.Context) error {
	if _, err := v.newest(ctx); err != nil {
		return fmt.Errorf("reading the vectors: %w", err)
	}
	return nil
}

// Size says how many vectors are held, and how many bytes of memory they take.
func (v *Vectors) Size() (vectors int, bytes int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, b := range v.current.blocks {
		vectors += b.len()
		bytes += int64(len(b.offsets)*4 + len(b.signs)*8 + len(b.heldCode))
	}
	return vectors, bytes
}

// loadAttempts bounds how often a load starts again because another process
// joined blocks between their list and their blobs.
const loadAttempts = 8

// newest gives the newest generation, reading what has been written since.
func (v *Vectors) newest(ctx context.Context) (*generation, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	version, err := v.rows.DataVersion(ctx)
	if err != nil {
		return nil, err
	}
	if version == v.version {
		return v.current, nil
	}
	for range loadAttempts {
		next, err := v.load(ctx)
		if errors.Is(err, news.ErrGone) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("loading them: %w", err)
		}
		v.version, v.current = version, next
		return next, nil
	}
	return nil, errors.New("the blocks changed faster than they could be read")
}

func (v *Vectors) load(ctx context.Context) (*generation, error) {
	next := &generation{}
	sets, err := v.rows.VectorSets(ctx)
	if err != nil || len(sets) == 0 || sets[0].Retired || sets[0].Model != v.options.Model {
		return next, err
	}
	if next.set = sets[0]; next.set.Dimension < 1 || next.set.Dimension > MaxDimension {
		return nil, errCorrupt
	}
	known := make(map[int64]*block)
	if v.current.set.ID == next.set.ID {
		for _, b := range v.current.blocks {
			known[b.id] = b
		}
	}
	listed, err := v.rows.VectorBlocks(ctx, next.set.ID)
	if err != nil {
		return nil, err
	}
	next.blocks = make([]*block, len(listed))
	for i, entry := range listed {
		if b := known[entry.ID]; b != nil {
			next.blocks[i] = b
			next.held += len(b.heldCode)
		}
	}
	for i, entry := range listed {
		if next.blocks[i] != nil {
			continue
		}
		if next.blocks[i], err = v.read(ctx, next, entry.ID); err != nil {
			return nil, err
		}
		next.held += len(next.blocks[i].heldCode)
	}
	return next, nil
}

// read reads a block, with the codes of its vectors where there is room.
func (v *Vectors) read(ctx context.Context, g *generation, id int64) (*block, error) {
	row, err := v.rows.VectorBlock(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading block %d: %w", id, err)
	}
	b, err := openBlock(row, g.set.Dimension)
	if err != nil {
		return nil, err
	}
	if g.held+row.Count*(scaleSize+g.set.Dimension) > v.options.Hold {
		return b, nil
	}
	codes, err := v.rows.VectorsBetween(ctx, g.set.ID, row.First, row.Last)
	if err != nil {
		return nil, fmt.Errorf("reading the vectors of block %d: %w", id, err)
	}
	return b, b.hold(codes, g.set.Dimension)
}
