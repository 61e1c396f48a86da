package index

import (
	"math"
	"slices"
	"testing"
)

// sized is a generation of segments with these many passages; a negative
// number is a tail.
func sized(sizes ...int) *generation {
	g := &generation{}
	for _, size := range sizes {
		s := &segment{columns: &columns{count: max(size, -size)}}
		if size < 0 {
			s.tail = &tail{}
		}
		g.segments = append(g.segments, s)
	}
	return g
}

// tails is n tails of 10 passages after segments of these sizes.
func tails(n int, sizes ...int) *generation {
	return sized(append(sizes, slices.Repeat([]int{-10}, n)...)...)
}

func TestMergesAreDue(t *testing.T) {
	bury := func(g *generation, i, count int) *generation {
		c := g.segments[i].columns
		c.dead = make([]bool, c.len())
		for n := range count {
			c.dead[n] = true
		}
		return g
	}
	amend := func(g *generation, i, count int) *generation {
		g.segments[i].columns.amended = count
		return g
	}
	for _, c := range []struct {
		name     string
		g        *generation
		all      bool
		from, to int
	}{
		{"never while nothing is held", sized(), true, 0, 0},
		{"not while few tails wait", tails(MaxTails-1, 100), false, 0, 0},
		{"when many tails wait", tails(MaxTails, 1000), false, 1, MaxTails + 1},
		{"for a single tail when all are to be merged", tails(1, 1000), true, 1, 2},
		{"not for segments alone", sized(1000, 1000), true, 0, 0},
		{"together with a segment no larger than the tails", tails(MaxTails, 1000, 160), false, 1, MaxTails + 2},
		{"not together with one that is larger", tails(MaxTails, 1000, 161), false, 2, MaxTails + 2},
		{"together with ever larger ones while they fit", tails(MaxTails, 2000, 320, 160), false, 1, MaxTails + 3},
		{"up to what a segment holds", sized(-SegmentSize/2, -SegmentSize/2, -1), true, 0, 2},
		{"for a full tail by itself", sized(-SegmentSize, -1), true, 0, 1},
		{"without a segment that would not fit", sized(SegmentSize/2, -SegmentSize/2-1), true, 1, 2},
		{"to fill up a segment that is more than half full", sized(SegmentSize/2+1, -SegmentSize/8), true, 0, 2},
		{"not to fill one up by little", sized(SegmentSize/2+1, 1-SegmentSize/8), true, 1, 2},
		{"not for few deleted passages", bury(sized(80), 0, 10), false, 0, 0},
		{"for many deleted passages", bury(sized(500, 80), 1, 11), false, 1, 2},
		{"not for deleted passages of a tail", bury(sized(-80), 0, 80), false, 0, 0},
		{"not for few amendments", amend(sized(80), 0, rewriteAmended), false, 0, 0},
		{"for many amendments", amend(sized(80), 0, rewriteAmended+1), false, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if from, to := due(c.g, c.all); from != c.from || to != c.to {
				t.Errorf("due are [%d, %d), want [%d, %d)", from, to, c.from, c.to)
			}
		})
	}
}

// TestEachPassageIsRewrittenALogarithmicNumberOfTimes plays 2,000 batches
// through the policy alone.
func TestEachPassageIsRewrittenALogarithmicNumberOfTimes(t *testing.T) {
	const batches, size = 2000, 20
	g := sized()
	rewritten := make(map[*segment]int) // the most for any passage in it
	most, longest := 0, 0
	for range batches {
		g.segments = append(g.segments, sized(-size).segments...)
		for from, to := due(g, false); from != to; from, to = due(g, false) {
			merged, times := 0, 0
			for _, s := range g.segments[from:to] {
				merged += s.columns.len()
				times = max(times, rewritten[s])
				delete(rewritten, s)
			}
			s := sized(merged).segments[0]
			rewritten[s] = times + 1
			most = max(most, times+1)
			g.segments = slices.Replace(g.segments, from, to, s)
		}
		longest = max(longest, len(g.segments))
	}
	doublings := int(math.Ceil(math.Log2(batches/MaxTails))) + 1
	if most > doublings {
		t.Errorf("a passage was rewritten %d times, want at most %d", most, doublings)
	}
	if longest > MaxTails+doublings {
		t.Errorf("there were up to %d segments, want at most %d", longest, MaxTails+doublings)
	}
}
