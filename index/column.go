package index

import (
	"math"
	"slices"
)

// column is one value of every row of a segment. Values lie close together
// in most segments, or are all the same, so they take four bytes each or
// none.
type column struct {
	// base is the least value, apart from absent ones; the only one where
	// nothing follows.
	base int64
	// absent is what the offset absentOffset stands for: a value far from all
	// others, such as Forever.
	absent  int64
	offsets []uint32
	// wide holds the values themselves where they are too far apart.
	wide []int64
}

const absentOffset = math.MaxUint32

// pack makes a column of values, which it does not keep.
func pack(values []int64, absent int64) column {
	least, most, some, all := int64(math.MaxInt64), int64(math.MinInt64), false, true
	for _, v := range values {
		if v == absent {
			all = false
			continue
		}
		least, most, some = min(least, v), max(most, v), true
	}
	switch {
	case !some:
		return column{base: absent}
	case all && least == most:
		return column{base: least}
	case uint64(most)-uint64(least) >= absentOffset:
		return column{wide: slices.Clone(values)}
	}
	c := column{base: least, absent: absent, offsets: make([]uint32, len(values))}
	for n, v := range values {
		c.offsets[n] = uint32(v - least)
		if v == absent {
			c.offsets[n] = absentOffset
		}
	}
	return c
}

// at gives value number n.
func (c *column) at(n int) int64 {
	switch {
	case c.offsets != nil:
		if offset := c.offsets[n]; offset != absentOffset {
			return c.base + int64(offset)
		}
		return c.absent
	case c.wide != nil:
		return c.wide[n]
	}
	return c.base
}

// unpack gives the first count values.
func (c *column) unpack(count int) []int64 {
	values := make([]int64, count)
	for n := range values {
		values[n] = c.at(n)
	}
	return values
}
