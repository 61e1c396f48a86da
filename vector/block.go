package vector

import (
	"encoding/binary"

	"attache/news"
)

// block is a run of vectors as the scan holds it.
type block struct {
	id       int64
	first    int64
	offsets  []uint32 // of each passage from first, ascending
	signs    []uint64 // those of a vector after those of the one before
	heldCode []byte   // the Bytes of each vector in turn; nil where they stay in their rows
}

func (b *block) len() int            { return len(b.offsets) }
func (b *block) passage(n int) int64 { return b.first + int64(b.offsets[n]) }

// Coded is a passage with the code of its vector.
type Coded struct {
	Passage int64
	Code    Code
}

// NewBlock gives the block of vectors whose passages ascend.
func NewBlock(vectors []Coded) news.VectorBlock {
	b := news.VectorBlock{Count: len(vectors)}
	for i, v := range vectors {
		if i == 0 {
			b.First, b.Last = v.Passage, v.Passage
		}
		b.Passages = binary.AppendUvarint(b.Passages, uint64(v.Passage-b.Last))
		b.Last = v.Passage
		for _, word := range v.Code.Signs {
			b.Signs = binary.LittleEndian.AppendUint64(b.Signs, word)
		}
	}
	return b
}

// Join gives one block that holds what several hold, which follow on one
// another.
func Join(blocks []news.VectorBlock) news.VectorBlock {
	var joined news.VectorBlock
	for i, b := range blocks {
		passages := b.Passages
		if i == 0 {
			joined.First = b.First
		} else {
			// The first gap of a block is always 0, a single byte.
			passages = append(binary.AppendUvarint(nil, uint64(b.First-joined.Last)), b.Passages[1:]...)
		}
		joined.Passages = append(joined.Passages, passages...)
		joined.Signs = append(joined.Signs, b.Signs...)
		joined.Last, joined.Count = b.Last, joined.Count+b.Count
	}
	return joined
}

// openBlock reads a stored block of vectors of a dimension.
func openBlock(row news.VectorBlock, dimension int) (*block, error) {
	wide := words(dimension)
	if row.Count < 0 || row.Count > BlockSize || len(row.Signs) != row.Count*wide*8 {
		return nil, errCorrupt
	}
	b := &block{id: row.ID, first: row.First, offsets: make([]uint32, row.Count), signs: make([]uint64, row.Count*wide)}
	gaps, offset := row.Passages, uint64(0)
	for n := range b.offsets {
		gap, used := binary.Uvarint(gaps)
		if used <= 0 || (gap == 0) != (n == 0) || gap > 1<<32-1-offset {
			return nil, errCorrupt
		}
		offset += gap
		b.offsets[n], gaps = uint32(offset), gaps[used:]
	}
	if len(gaps) != 0 || row.Count > 0 && b.passage(row.Count-1) != row.Last {
		return nil, errCorrupt
	}
	for i := range b.signs {
		b.signs[i] = binary.LittleEndian.Uint64(row.Signs[8*i:])
	}
	return b, nil
}

// hold keeps the codes of the block's vectors in memory. A vector that is
// missing, because its passage is gone, has the scale 0.
func (b *block) hold(codes []news.Vector, dimension int) error {
	size := scaleSize + dimension
	b.heldCode = make([]byte, b.len()*size)
	n := 0
	for _, v := range codes {
		for n < b.len() && b.passage(n) < v.Passage {
			n++
		}
		if n == b.len() || b.passage(n) != v.Passage {
			continue
		}
		if len(v.Codes) != size {
			return errCorrupt
		}
		copy(b.heldCode[n*size:], v.Codes)
	}
	return nil
}

// code gives the held Bytes of vector number n, nil where there are none.
func (b *block) code(n, dimension int) []byte {
	if b.heldCode == nil {
		return nil
	}
	size := scaleSize + dimension
	return b.heldCode[n*size:][:size]
}
