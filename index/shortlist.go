package index

import (
	"math"
	"sync/atomic"
)

// candidate is a passage on its way to becoming a hit.
type candidate struct {
	segment, number int
	score           float32
}

// before reports whether a ranks ahead of b.
func (a candidate) before(b candidate) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return a.number < b.number
}

// shortlist keeps the best candidates of one segment: a binary heap with
// the worst on top. (container/heap would box every candidate.)
type shortlist struct {
	limit int
	kept  []candidate
	// threshold is the score below which nothing more is kept.
	threshold float32
}

func newShortlist(limit int) *shortlist {
	return &shortlist{limit: limit, kept: make([]candidate, 0, min(limit, 1024))}
}

func (l *shortlist) offer(c candidate) {
	switch {
	case l.limit <= 0:
		return
	case len(l.kept) < l.limit:
		l.kept = append(l.kept, c)
		l.up(len(l.kept) - 1)
	case c.before(l.kept[0]):
		l.kept[0] = c
		l.down()
	default:
		return
	}
	if len(l.kept) == l.limit {
		l.threshold = l.kept[0].score
	}
}

func (l *shortlist) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !l.kept[parent].before(l.kept[i]) {
			return
		}
		l.kept[parent], l.kept[i] = l.kept[i], l.kept[parent]
		i = parent
	}
}

func (l *shortlist) down() {
	for i := 0; ; {
		worst := i
		for _, child := range [2]int{2*i + 1, 2*i + 2} {
			if child < len(l.kept) && l.kept[worst].before(l.kept[child]) {
				worst = child
			}
		}
		if worst == i {
			return
		}
		l.kept[i], l.kept[worst] = l.kept[worst], l.kept[i]
		i = worst
	}
}

// bar is the highest threshold of the shortlists so far: as many passages as
// are wanted score that much, so nothing below it is among the best.
type bar struct{ bits atomic.Uint32 }

func (b *bar) get() float32 { return math.Float32frombits(b.bits.Load()) }

// raise sets the bar to a threshold, unless it is higher. Scores are not
// negative, so their bits are in their order.
func (b *bar) raise(threshold float32) {
	for bits := math.Float32bits(threshold); ; {
		now := b.bits.Load()
		if now >= bits || b.bits.CompareAndSwap(now, bits) {
			return
		}
	}
}
