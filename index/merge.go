package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"attache/news"
)

// mergeRows is what rewriting segments asks of the database. Every method
// is one short transaction.
type mergeRows interface {
	// PostingsAfter reads up to limit runs of a segment in order of term.
	PostingsAfter(ctx context.Context, segment int64, term string, limit int) ([]news.Posting, error)
	// BeginSegment makes a segment that is not live yet, under a fresh id.
	BeginSegment(ctx context.Context) (int64, error)
	// AppendPostings adds runs to a segment that is not live yet.
	AppendPostings(ctx context.Context, segment int64, postings []news.Posting) error
	// FinishSegment makes the segment live in place of the replaced ones,
	// or, when it holds nothing, just retires those; news.ErrStale when one
	// of them is not live any more.
	FinishSegment(ctx context.Context, segment news.Segment, replaced []int64) error
	// Droppable lists segments that are retired, or were begun and left.
	Droppable(ctx context.Context) ([]int64, error)
	// DropSegment deletes a slice of a segment, the word that it stands
	// first; done when nothing is left.
	DropSegment(ctx context.Context, segment int64) (done bool, err error)
}

const (
	// sliceRows and sliceBytes bound one transaction of a merge, so that
	// other writers wait some milliseconds at most.
	sliceRows  = 1000
	sliceBytes = 1 << 18
	// rewriteShare is the share of deleted passages, and rewriteAmended the
	// number of amendments, at which a segment is rewritten by itself.
	rewriteShare   = 8
	rewriteAmended = 4096
)

// Merger keeps the number of segments small: it turns tails into segments
// and small segments into larger ones while questions are being answered.
// Several processes may merge the same database: of two that choose the
// same segments, the second gives up.
type Merger struct {
	index *Index
	rows  mergeRows
	log   *slog.Logger
	nudge chan struct{}
}

// NewMerger returns a Merger of the index's segments. It is silent when log
// is nil.
func NewMerger(x *Index, r mergeRows, log *slog.Logger) *Merger {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Merger{index: x, rows: r, log: log, nudge: make(chan struct{}, 1)}
}

// Nudge tells Run that a batch was committed. It never waits.
func (m *Merger) Nudge() {
	select {
	case m.nudge <- struct{}{}:
	default:
	}
}

// Run merges whatever is due, after each Nudge and at every interval,
// until the context ends. Failures are logged and tried again.
func (m *Merger) Run(ctx context.Context, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		if err := m.Tidy(ctx, false); err != nil && ctx.Err() == nil {
			m.log.Warn("merging the index failed and will be tried again", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-m.nudge:
		}
	}
}

// Tidy merges until nothing is due and drops what was replaced. With all
// set, even a single tail is merged.
func (m *Merger) Tidy(ctx context.Context, all bool) error {
	for {
		merged, err := m.Merge(ctx, all)
		if err != nil {
			return err
		}
		if !merged {
			return m.Sweep(ctx)
		}
	}
}

// Merge does the one rewrite that is most due and reports whether there
// was one.
func (m *Merger) Merge(ctx context.Context, all bool) (bool, error) {
	g, err := m.index.pin(ctx)
	if err != nil {
		return false, err
	}
	defer m.index.release(g)
	from, to := due(g, all)
	if from == to {
		return false, nil
	}
	began := time.Now()
	job := &rewrite{rows: m.rows, inputs: g.segments[from:to]}
	err = job.run(ctx, g.amended)
	if errors.Is(err, news.ErrStale) {
		m.log.Debug("another process merged the same segments first")
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("merging %d segments: %w", to-from, err)
	}
	m.log.Debug("merged", "segments", to-from, "passages", job.output.Passages, "took", time.Since(began))
	return true, nil
}

// Sweep deletes segments that are no longer live and not being read here.
// Another process that still reads one notices and asks again.
func (m *Merger) Sweep(ctx context.Context) error {
	ids, err := m.rows.Droppable(ctx)
	if err != nil {
		return fmt.Errorf("listing segments to drop: %w", err)
	}
	for _, id := range ids {
		for done := m.index.inUse(id); !done; {
			if done, err = m.rows.DropSegment(ctx, id); err != nil {
				return fmt.Errorf("dropping segment %d: %w", id, err)
			}
		}
	}
	return nil
}

// due chooses the neighbouring segments [from, to) to rewrite into one:
// the oldest tails that fit, together with the segments before them that
// are no larger than what has been collected (so that each passage is
// rewritten a logarithmic number of times), or that are half full and can be
// filled up by an eighth; or one with much deleted.
func due(g *generation, all bool) (from, to int) {
	first, tails := len(g.segments), 0
	for i, s := range g.segments {
		if s.tail != nil {
			first, tails = min(first, i), tails+1
		}
	}
	if tails >= MaxTails || all && tails > 0 {
		from, to = first, first
		total := 0
		for to < len(g.segments) && total+g.segments[to].columns.len() <= SegmentSize {
			total += g.segments[to].columns.len()
			to++
		}
		for from > 0 {
			size := g.segments[from-1].columns.len()
			fills := size > SegmentSize/2 && total >= SegmentSize/8
			if size > total && !fills || total+size > SegmentSize {
				break
			}
			total += size
			from--
		}
		return from, to
	}
	for i, s := range g.segments {
		if s.tail == nil && (s.columns.deleted()*rewriteShare > s.columns.len() || s.columns.amended > rewriteAmended) {
			return i, i + 1
		}
	}
	return 0, 0
}
