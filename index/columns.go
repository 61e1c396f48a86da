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
// scoring touches few columns of many rows. They never change.
type columns struct {
	count              int
	first              int64    // the first passage
	gaps               []uint32 // passages less the first; nil where they follow one another
	article, published column
	validFrom, validTo column
	sourceSet, outlet  column
	days               days   // of publication
	blocks             []days // the same for each blockPassages of them
	dead               []bool // nil while nothing is deleted
	amended            int    // amendments applied since it was written
}

func (c *columns) len() int { return c.count }

// passage gives the store's number of passage number n.
func (c *columns) passage(n int) int64 {
	if c.gaps == nil {
		return c.first + int64(n)
	}
	return c.first + int64(c.gaps[n])
}

// isDead reports whether passage number n is deleted.
func (c *columns) isDead(n int) bool { return c.dead != nil && c.dead[n] }

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

// find gives the number of a passage in the segment.
func (c *columns) find(passage int64) (int, bool) {
	ahead := passage - c.first
	if c.gaps == nil {
		return int(ahead), ahead >= 0 && ahead < int64(c.count)
	}
	if ahead < 0 || ahead > math.MaxUint32 {
		return 0, false
	}
	return slices.BinarySearch(c.gaps, uint32(ahead))
}

func (c *columns) row(n int) Row {
	return Row{
		Passage: c.passage(n), Article: c.article.at(n),
		Published: c.published.at(n), ValidFrom: c.validFrom.at(n), ValidTo: c.validTo.at(n),
		SourceSet: c.sourceSet.at(n), Outlet: c.outlet.at(n),
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

// valuesOfRow is how many values a row has.
const valuesOfRow = 7

// plain are columns before they are packed, one behind the other.
type plain struct {
	count  int
	values []int64
}

// column gives the i-th column, in the order of a blob.
func (p plain) column(i int) []int64 { return p.values[i*p.count : (i+1)*p.count] }

// decodeColumns reads count rows. Passages count from firstPassage; an
// article that is not negative counts from firstArticle.
func decodeColumns(blob []byte, count int, firstPassage, firstArticle int64) (*columns, error) {
	if len(blob) < valuesOfRow*count { // a value takes a byte at least
		return nil, errCorrupt
	}
	p := plain{count, make([]int64, valuesOfRow*count)}
	var before [valuesOfRow]int64
	for n := range count {
		for i := range before {
			v, used := binary.Varint(blob)
			if used <= 0 {
				return nil, errCorrupt
			}
			blob = blob[used:]
			before[i] += v
			p.values[i*count+n] = before[i]
		}
		before[validToValue] = 0 // does not go on from the row before
	}
	if len(blob) != 0 {
		return nil, errCorrupt
	}
	p.resolve(firstPassage, firstArticle)
	return p.pack()
}

// validToValue and the others are the places of the columns in a blob.
const (
	passageValue = iota
	articleValue
	publishedValue
	validFromValue
	validToValue
	sourceSetValue
	outletValue
)

// resolve turns what a blob says into what it stands for.
func (p plain) resolve(firstPassage, firstArticle int64) {
	passage, article := p.column(passageValue), p.column(articleValue)
	from, to := p.column(validFromValue), p.column(validToValue)
	for n := range p.count {
		passage[n] += firstPassage
		if article[n] < 0 {
			article[n] = -article[n]
		} else {
			article[n] += firstArticle
		}
		if to[n] == 0 {
			to[n] = Forever
		} else {
			to[n] += from[n] - 1
		}
	}
}

// pack makes columns, unless the passages do not ascend.
func (p plain) pack() (*columns, error) {
	c := &columns{
		count:     p.count,
		article:   pack(p.column(articleValue), 0),
		published: pack(p.column(publishedValue), Undated),
		validTo:   pack(p.column(validToValue), Forever),
		sourceSet: pack(p.column(sourceSetValue), 0),
		outlet:    pack(p.column(outletValue), 0),
	}
	c.blocks, c.days = daysOf(p.column(publishedValue))
	// Nearly every passage is known from its publication on.
	c.validFrom = c.published
	if from := p.column(validFromValue); !slices.Equal(from, p.column(publishedValue)) {
		c.validFrom = pack(from, Undated)
	}
	passages := p.column(passageValue)
	if p.count == 0 {
		return c, nil
	}
	c.first = passages[0]
	if passages[p.count-1]-c.first != int64(p.count-1) {
		c.gaps = make([]uint32, p.count)
	}
	for n, passage := range passages {
		if n > 0 && passage <= passages[n-1] || uint64(passage)-uint64(c.first) > math.MaxUint32 {
			return nil, errCorrupt
		}
		if c.gaps != nil {
			c.gaps[n] = uint32(passage - c.first)
		}
	}
	return c, nil
}

// amend gives columns that have taken up amendments, by passage number.
func (c *columns) amend(amendments map[int][]news.Amendment) *columns {
	amended := *c
	to, sets := c.validTo.unpack(c.count), c.sourceSet.unpack(c.count)
	amended.dead = slices.Clone(c.dead)
	if amended.dead == nil {
		amended.dead = make([]bool, c.count)
	}
	for n, all := range amendments {
		amended.amended += len(all)
		last := all[len(all)-1]
		to[n], sets[n], amended.dead[n] = Forever, last.SourceSet, last.Deleted
		if !last.ValidTo.IsZero() {
			to[n] = last.ValidTo.Unix()
		}
	}
	if !slices.Contains(amended.dead, true) {
		amended.dead = nil
	}
	amended.validTo, amended.sourceSet = pack(to, Forever), pack(sets, 0)
	return &amended
}
