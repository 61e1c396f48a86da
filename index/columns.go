package index

import (
	"encoding/binary"
	"math"
	"slices"

	"attache/news"
)

// Forever is the ValidTo of a passage that still stands.
const Forever = math.MaxInt64

// Row is what scoring knows of a passage beside its words.
type Row struct {
	// Passage and Article are the store's numbers. In a tail that is not
	// committed yet, Passage is the number in the batch, and Article that
	// of a new article in the batch, or, negative, minus the store's number
	// of an article that exists.
	Passage, Article int64
	// Published, ValidFrom and ValidTo are Unix seconds; a passage that
	// still stands has ValidTo Forever.
	Published, ValidFrom, ValidTo int64
	// SourceSet and Outlet are the store's numbers.
	SourceSet, Outlet int64
}

// columns are the rows of a segment, by passage number, column by column:
// scoring touches few columns of many rows.
type columns struct {
	passage, article     []int64 // passage is ascending
	published, validFrom []int64 // one column where all are known from their publication
	validTo              []int64 // nil while all stand
	sourceSet, outlet    []int64
	dead                 []bool // nil while nothing is deleted
	amended              int    // amendments applied since it was written
}

func (c *columns) len() int { return len(c.passage) }

// until is when passage number n was replaced, Forever while it stands.
func (c *columns) until(n int) int64 {
	if c.validTo == nil {
		return Forever
	}
	return c.validTo[n]
}

// deleted counts the passages that are gone.
func (c *columns) deleted() int {
	count := 0
	for _, dead := range c.dead {
		if dead {
			count++
		}
	}
	return count
}

// find gives the number of a passage in the segment. Most segments hold
// passages without a gap, where the first guess is right.
func (c *columns) find(passage int64) (int, bool) {
	if c.len() == 0 || passage < c.passage[0] {
		return 0, false
	}
	most := int(min(passage-c.passage[0], int64(c.len()-1)))
	if c.passage[most] == passage {
		return most, true
	}
	return slices.BinarySearch(c.passage[:most+1], passage)
}

func (c *columns) row(n int) Row {
	return Row{
		Passage: c.passage[n], Article: c.article[n],
		Published: c.published[n], ValidFrom: c.validFrom[n], ValidTo: c.until(n),
		SourceSet: c.sourceSet[n], Outlet: c.outlet[n],
	}
}

// encodeColumns writes rows in the order given, each value as the signed
// varint of its difference to the row before (ValidTo: 0 while Forever, else
// one more than the seconds since ValidFrom, which it never precedes).
func encodeColumns(rows []Row) []byte {
	blob := make([]byte, 0, len(rows)*14)
	var before Row
	for _, r := range rows {
		blob = binary.AppendVarint(blob, r.Passage-before.Passage)
		blob = binary.AppendVarint(blob, r.Article-before.Article)
		blob = binary.AppendVarint(blob, r.Published-before.Published)
		blob = binary.AppendVarint(blob, r.ValidFrom-before.ValidFrom)
		var to int64
		if r.ValidTo != Forever {
			to = max(0, r.ValidTo-r.ValidFrom) + 1
		}
		blob = binary.AppendVarint(blob, to)
		blob = binary.AppendVarint(blob, r.SourceSet-before.SourceSet)
		blob = binary.AppendVarint(blob, r.Outlet-before.Outlet)
		before = r
	}
	return blob
}

// decodeColumns reads count rows. Passages count from firstPassage; an
// article that is not negative counts from firstArticle.
func decodeColumns(blob []byte, count int, firstPassage, firstArticle int64) (*columns, error) {
	if len(blob) < 7*count { // a value takes a byte at least
		return nil, errCorrupt
	}
	c := newColumns(count)
	var r Row
	cut := false
	next := func() int64 {
		v, used := binary.Varint(blob)
		if used <= 0 {
			cut = true
			return 0
		}
		blob = blob[used:]
		return v
	}
	for n := range count {
		r.Passage += next()
		r.Article += next()
		r.Published += next()
		r.ValidFrom += next()
		r.ValidTo = Forever
		if to := next(); to != 0 {
			r.ValidTo = r.ValidFrom + to - 1
		}
		r.SourceSet += next()
		r.Outlet += next()
		c.set(n, r, firstPassage, firstArticle)
		if cut || n > 0 && c.passage[n] <= c.passage[n-1] {
			return nil, errCorrupt
		}
	}
	if len(blob) != 0 {
		return nil, errCorrupt
	}
	c.share()
	return c, nil
}

// newColumns makes each column for itself, so that those which say nothing
// can go.
func newColumns(count int) *columns {
	column := func() []int64 { return make([]int64, count) }
	return &columns{
		passage: column(), article: column(), published: column(), validFrom: column(),
		validTo: column(), sourceSet: column(), outlet: column(),
	}
}

// share lets go of columns that say nothing, as in most segments: nearly
// every passage is known from its publication on, and stands.
func (c *columns) share() {
	if slices.Equal(c.validFrom, c.published) {
		c.validFrom = c.published
	}
	if !slices.ContainsFunc(c.validTo, func(to int64) bool { return to != Forever }) {
		c.validTo = nil
	}
}

func (c *columns) set(n int, r Row, firstPassage, firstArticle int64) {
	c.passage[n] = firstPassage + r.Passage
	c.article[n] = firstArticle + r.Article
	if r.Article < 0 {
		c.article[n] = -r.Article
	}
	c.published[n], c.validFrom[n], c.validTo[n] = r.Published, r.ValidFrom, r.ValidTo
	c.sourceSet[n], c.outlet[n] = r.SourceSet, r.Outlet
}

// clone copies what an amendment may change; the rest is shared.
func (c *columns) clone() *columns {
	copied := *c
	copied.validTo = slices.Clone(c.validTo)
	copied.sourceSet = slices.Clone(c.sourceSet)
	copied.dead = slices.Clone(c.dead)
	return &copied
}

// amend brings passage number n to the state that an amendment gives.
func (c *columns) amend(n int, a news.Amendment) {
	c.amended++
	to := int64(Forever)
	if !a.ValidTo.IsZero() {
		to = a.ValidTo.Unix()
	}
	if c.validTo == nil && to != Forever {
		c.validTo = slices.Repeat([]int64{Forever}, c.len())
	}
	if c.validTo != nil {
		c.validTo[n] = to
	}
	c.sourceSet[n] = a.SourceSet
	if a.Deleted && c.dead == nil {
		c.dead = make([]bool, c.len())
	}
	if c.dead != nil {
		c.dead[n] = a.Deleted
	}
}
