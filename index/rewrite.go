package index

import (
	"context"
	"fmt"

	"attache/news"
)

// rewrite makes one segment from several neighbours, leaving out what was
// deleted. Rows are written in slices under a fresh id; nobody reads them
// before the last step makes the segment live.
type rewrite struct {
	rows    mergeRows
	inputs  []*segment
	numbers [][]int32 // by input, by old number: the new one, or -1
	output  news.Segment
	pending []news.Posting
	bytes   int
	reader  reader
}

func (w *rewrite) run(ctx context.Context, amended int64) (err error) {
	w.output.Amended = amended
	w.renumber()
	if w.output.ID, err = w.rows.BeginSegment(ctx); err != nil {
		return fmt.Errorf("beginning a segment: %w", err)
	}
	if err := w.postings(ctx); err != nil {
		return err
	}
	replaced := make([]int64, len(w.inputs))
	for i, s := range w.inputs {
		replaced[i] = s.id
	}
	if err := w.rows.FinishSegment(ctx, w.output, replaced); err != nil {
		return fmt.Errorf("making segment %d live: %w", w.output.ID, err)
	}
	return nil
}

// renumber lays the surviving passages out one after the other.
func (w *rewrite) renumber() {
	var rows []Row
	w.numbers = make([][]int32, len(w.inputs))
	for i, s := range w.inputs {
		w.numbers[i] = make([]int32, s.columns.len())
		for n := range w.numbers[i] {
			if s.columns.isDead(n) {
				w.numbers[i][n] = -1
				continue
			}
			w.numbers[i][n] = int32(len(rows))
			rows = append(rows, s.columns.row(n))
		}
	}
	w.output.Passages = len(rows)
	if len(rows) == 0 {
		return
	}
	w.output.FirstPassage = rows[0].Passage
	for i := range rows {
		rows[i].Passage -= w.output.FirstPassage
	}
	w.output.Columns = encodeColumns(rows)
}

// postings merges the inputs' sorted terms and writes the joined runs.
func (w *rewrite) postings(ctx context.Context) error {
	cursors := make([]*cursor, len(w.inputs))
	for i, s := range w.inputs {
		cursors[i] = &cursor{rows: w.rows, segment: s}
		if err := cursors[i].advance(ctx); err != nil {
			return err
		}
	}
	for {
		term, found := least(cursors)
		if !found {
			return w.flush(ctx)
		}
		posting, err := w.join(ctx, cursors, term)
		if err != nil {
			return err
		}
		if posting.DF == 0 {
			continue
		}
		w.pending = append(w.pending, posting)
		w.bytes += len(posting.Data)
		if len(w.pending) >= sliceRows || w.bytes >= sliceBytes {
			if err := w.flush(ctx); err != nil {
				return err
			}
		}
	}
}

func (w *rewrite) flush(ctx context.Context) error {
	if len(w.pending) == 0 {
		return nil
	}
	if err := w.rows.AppendPostings(ctx, w.output.ID, w.pending); err != nil {
		return fmt.Errorf("writing postings of segment %d: %w", w.output.ID, err)
	}
	w.pending, w.bytes = w.pending[:0], 0
	return nil
}

// least is the first term in order among the cursors.
func least(cursors []*cursor) (term string, found bool) {
	for _, c := range cursors {
		if !c.done && (!found || c.posting.Term < term) {
			term, found = c.posting.Term, true
		}
	}
	return term, found
}

// join puts the runs of one term together under the new numbers and moves
// the cursors that had it.
func (w *rewrite) join(ctx context.Context, cursors []*cursor, term string) (news.Posting, error) {
	joined := news.Posting{Term: term}
	var last uint32
	for i, c := range cursors {
		if c.done || c.posting.Term != term {
			continue
		}
		numbers := w.numbers[i]
		for w.reader.start(c.posting.Data, len(numbers)); w.reader.next(); {
			for j, n := range w.reader.numbers[:w.reader.count] {
				if numbers[n] < 0 {
					continue
				}
				moved := uint32(numbers[n])
				joined.Data = appendPosting(joined.Data, last, moved, w.reader.impacts[j])
				joined.DF++
				last = moved
			}
		}
		if w.reader.err != nil {
			return news.Posting{}, fmt.Errorf("reading %q of segment %d: %w", term, c.segment.id, w.reader.err)
		}
		if err := c.advance(ctx); err != nil {
			return news.Posting{}, err
		}
	}
	return joined, nil
}

// cursor walks a segment's terms in order.
type cursor struct {
	rows    mergeRows
	segment *segment
	posting news.Posting
	done    bool
	page    []news.Posting // of a segment whose postings are rows
	place   int            // in the page, or in the tail
}

// pageRows is how many runs a cursor reads at a time.
const pageRows = 512

func (c *cursor) advance(ctx context.Context) error {
	if c.segment.tail != nil {
		return c.advanceTail()
	}
	if c.place == len(c.page) {
		page, err := c.rows.PostingsAfter(ctx, c.segment.id, c.posting.Term, pageRows)
		if err != nil {
			return fmt.Errorf("reading segment %d: %w", c.segment.id, err)
		}
		c.page, c.place = page, 0
	}
	if c.done = len(c.page) == 0; c.done {
		return nil
	}
	c.posting = c.page[c.place]
	c.place++
	return nil
}

func (c *cursor) advanceTail() error {
	if c.done = c.place == c.segment.tail.terms; c.done {
		return nil
	}
	term, df, run, err := c.segment.tail.entry(c.place)
	if err != nil {
		return fmt.Errorf("reading tail %d: %w", c.segment.id, err)
	}
	c.posting = news.Posting{Term: string(term), DF: df, Data: run}
	c.place++
	return nil
}
