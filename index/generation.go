package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"

	"attache/news"
)

// rows is what the index asks of the database. Reads may come from several
// connections at once: segments are immutable, so they agree all the same.
type rows interface {
	// DataVersion changes when any connection or process has written.
	DataVersion(ctx context.Context) (int64, error)
	// Manifest reads, at one instant, the live segments and the amendments
	// after the given one, or after the oldest that a live segment outside
	// known still lacks, whichever is earlier.
	Manifest(ctx context.Context, known []int64, after int64) (news.Manifest, error)
	// Segment reads a live segment with its blobs; news.ErrGone once another
	// has replaced it.
	Segment(ctx context.Context, id int64) (news.Segment, error)
	// Postings reads the runs of those terms that the segment has.
	Postings(ctx context.Context, segment int64, terms []string) ([]news.Posting, error)
	// Standing reports whether none of the segments has begun to be dropped.
	Standing(ctx context.Context, segments []int64) (bool, error)
}

// segment is a live segment as scoring holds it. It never changes; an
// amendment makes a copy with other columns.
type segment struct {
	id      int64
	amended int64
	columns *columns
	tail    *tail // nil where the postings are rows
}

// generation is what one question reads: fixed segments with the
// amendments known at one instant.
type generation struct {
	segments []*segment
	amended  int64 // the last amendment that is applied
	passages int   // held, deleted ones included until they are merged away
	pins     int   // questions that read it; guarded by Index.mu
}

// Index answers queries over the stored segments, and follows what this
// and other processes write. It is safe for concurrent use.
type Index struct {
	rows rows
	// searching has room for the questions that are searched at once.
	searching chan struct{}
	scores    sync.Pool // of *scores
	refresh   sync.Mutex
	version   int64 // of the database when current was read; guarded by refresh

	mu      sync.Mutex
	current *generation
	pinned  map[*generation]struct{}
}

// Open returns an index over rows. Nothing is read before the first query.
func Open(r rows) *Index {
	return &Index{
		rows:      r,
		searching: make(chan struct{}, runtime.GOMAXPROCS(0)),
		version:   math.MinInt64,
		current:   &generation{},
		pinned:    make(map[*generation]struct{}),
		scores:    sync.Pool{New: func() any { return new(scores) }},
	}
}

// pin gives the newest generation and keeps its segments from being
// dropped by this process until release.
func (x *Index) pin(ctx context.Context) (*generation, error) {
	if err := x.Refresh(ctx); err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.current.pins++
	x.pinned[x.current] = struct{}{}
	return x.current, nil
}

func (x *Index) release(g *generation) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if g.pins--; g.pins == 0 {
		delete(x.pinned, g)
	}
}

// inUse reports whether a question of this process still reads a segment.
func (x *Index) inUse(id int64) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	for g := range x.pinned {
		if slices.ContainsFunc(g.segments, func(s *segment) bool { return s.id == id }) {
			return true
		}
	}
	return false
}

// Refresh takes up what has been written since the last query. Search does
// it by itself; call it to have the first question find a warm index.
func (x *Index) Refresh(ctx context.Context) error {
	x.refresh.Lock()
	defer x.refresh.Unlock()
	version, err := x.rows.DataVersion(ctx)
	if err != nil {
		return fmt.Errorf("asking for the data version: %w", err)
	}
	if version == x.version {
		return nil
	}
	next, err := x.load(ctx)
	if err != nil {
		return fmt.Errorf("loading the index: %w", err)
	}
	x.version = version
	x.mu.Lock()
	x.current = next
	x.mu.Unlock()
	return nil
}

// loadAttempts bounds how often a load starts again because another
// process dropped a segment between the manifest and its blobs.
const loadAttempts = 8

func (x *Index) load(ctx context.Context) (*generation, error) {
	for range loadAttempts {
		next, err := x.loadOnce(ctx)
		if !errors.Is(err, news.ErrGone) {
			return next, err
		}
	}
	return nil, errors.New("the segments changed faster than they could be read")
}

func (x *Index) loadOnce(ctx context.Context) (*generation, error) {
	held := make(map[int64]*segment)
	for _, s := range x.current.segments {
		held[s.id] = s
	}
	manifest, err := x.rows.Manifest(ctx, slices.Collect(maps.Keys(held)), x.current.amended)
	if err != nil {
		return nil, err
	}
	next := &generation{amended: x.current.amended}
	for _, entry := range manifest.Segments {
		s := held[entry.ID]
		if s == nil {
			if s, err = x.loadSegment(ctx, entry.ID); err != nil {
				return nil, err
			}
		}
		next.segments = append(next.segments, s)
		next.passages += s.columns.len()
	}
	next.amend(manifest.Amendments)
	return next, nil
}

func (x *Index) loadSegment(ctx context.Context, id int64) (*segment, error) {
	row, err := x.rows.Segment(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading segment %d: %w", id, err)
	}
	return openSegment(row)
}

func openSegment(row news.Segment) (*segment, error) {
	if row.Passages < 0 || row.Passages > SegmentSize {
		return nil, errCorrupt
	}
	c, err := decodeColumns(row.Columns, row.Passages, row.FirstPassage, row.FirstArticle)
	if err != nil {
		return nil, err
	}
	s := &segment{id: row.ID, amended: row.Amended, columns: c}
	if row.IsTail {
		t, err := openTail(row.Tail)
		if err != nil {
			return nil, err
		}
		s.tail = &t
	}
	return s, nil
}

// amend applies amendments, which are in order of Seq. A segment that is
// touched is copied, so that generations still being read stay as they are.
func (g *generation) amend(amendments []news.Amendment) {
	touched := make(map[int]map[int][]news.Amendment) // by segment, by passage number
	for _, a := range amendments {
		g.amended = max(g.amended, a.Seq)
		i, n, found := g.locate(a.Passage)
		if !found || a.Seq <= g.segments[i].amended {
			continue
		}
		if touched[i] == nil {
			touched[i] = make(map[int][]news.Amendment)
		}
		touched[i][n] = append(touched[i][n], a)
	}
	for i, amendments := range touched {
		s := *g.segments[i]
		s.columns = s.columns.amend(amendments)
		g.segments[i] = &s
	}
}

// locate finds a passage: the segment's place in the generation and the
// passage's number in it. Segments hold ascending, disjoint ranges.
func (g *generation) locate(passage int64) (i, n int, found bool) {
	i, _ = slices.BinarySearchFunc(g.segments, passage, func(s *segment, p int64) int {
		switch size := s.columns.len(); {
		case size == 0 || s.columns.passage(size-1) < p:
			return -1
		case s.columns.first > p:
			return 1
		}
		return 0
	})
	if i == len(g.segments) {
		return 0, 0, false
	}
	n, found = g.segments[i].columns.find(passage)
	return i, n, found
}
