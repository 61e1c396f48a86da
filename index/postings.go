package index

import (
	"encoding/binary"
	"errors"
)

// A run is the postings of one term in one segment: for each passage that
// holds the term, in order, the uvarint gap from the passage before (the
// first counts from 0) and one byte of impact.

// errCorrupt is a blob that does not follow its format.
var errCorrupt = errors.New("the index is damaged; rebuild it with attache doctor")

// appendPosting adds passage number n to a run whose last number is last
// (0 for an empty run).
func appendPosting(run []byte, last, n uint32, impact uint8) []byte {
	run = binary.AppendUvarint(run, uint64(n-last))
	return append(run, impact)
}

// blockSize is how many postings a reader decodes at a time.
const blockSize = 128

// reader walks a run, a block of postings at a time, so that the innermost
// loops of a question go over plain arrays.
type reader struct {
	run     []byte
	size    uint64 // passages in the segment, at most SegmentSize
	at      uint64 // the number after which the next gap counts
	err     error
	count   int // postings in the block
	numbers [blockSize]uint16
	impacts [blockSize]uint8
}

// start sets the reader before the first posting of a run in a segment of
// size passages.
func (r *reader) start(run []byte, size int) {
	r.run, r.size, r.at, r.err, r.count = run, uint64(size), 0, nil, 0
}

// next reads a block, and is false at the end: of the run, or, with err set,
// of what is whole in it.
func (r *reader) next() bool {
	run, at, size, count := r.run, r.at, r.size, 0
	for count < blockSize && len(run) > 1 {
		gap, used := uint64(run[0]), 1
		if gap >= 0x80 {
			if gap, used = binary.Uvarint(run); used <= 0 || gap > size || used == len(run) {
				return r.damaged()
			}
		}
		if at += gap; at >= size {
			return r.damaged()
		}
		r.numbers[count], r.impacts[count] = uint16(at), run[used]
		count++
		run = run[used+1:]
	}
	if len(run) == 1 {
		return r.damaged()
	}
	r.run, r.at, r.count = run, at, count
	return count > 0
}

func (r *reader) damaged() bool {
	r.count, r.err = 0, errCorrupt
	return false
}

// quantise maps a saturated term frequency in (0, 1] to an impact. A term
// that is present never becomes 0.
func quantise(saturated float64) uint8 {
	return uint8(min(255, max(1, saturated*255+0.5)))
}

// saturate is BM25's term frequency part, in (0, 1): frequency is weighted
// over the fields, length is the passage's in terms.
func saturate(frequency, length float64) float64 {
	return frequency / (frequency + K1*(1-B+B*length/AverageLength))
}
