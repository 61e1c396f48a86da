package feed

import (
	"bytes"
	"iter"
	"slices"
)

// chunkBytes is about how much markup is given to the parser at a time.
const chunkBytes = 1 << 20

// chunks cuts a feed into feeds of at most so many entries and about so many
// bytes of them. The parser's idea of a feed is many times the feed's size,
// so a long one must never stand in memory as a whole. A feed without
// entries is one chunk.
func (w whole) chunks(entries, size int) iter.Seq[whole] {
	return func(yield func(whole) bool) {
		if len(w.entries) <= entries && len(w.markup) <= size {
			yield(w)
			return
		}
		head, tail := w.outer()
		for rest := w.entries; ; {
			n, taken := 0, 0
			for n < len(rest) && n < entries && taken < size {
				taken += rest[n].end - rest[n].start
				n++
			}
			markup := head
			for _, e := range rest[:n] {
				markup = append(markup, w.markup[e.start:e.end]...)
			}
			if !yield(whole{markup: append(markup, tail...), entries: rest[:n]}) {
				return
			}
			if rest = rest[n:]; len(rest) == 0 {
				return
			}
		}
	}
}

// outer is what stands before the first entry, and what stands between the
// entries and after them. What is appended to head is a copy.
func (w whole) outer() (head, tail []byte) {
	if len(w.entries) == 0 {
		return slices.Clip(w.markup), nil
	}
	for i, e := range w.entries {
		end := len(w.markup)
		if i+1 < len(w.entries) {
			end = w.entries[i+1].start
		}
		tail = append(tail, bytes.TrimSpace(w.markup[e.end:end])...)
	}
	return slices.Clip(w.markup[:w.entries[0].start]), tail
}
