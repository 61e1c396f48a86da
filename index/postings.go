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

// eachPosting calls yield with the postings of a run in order. A passage
// number at or beyond size, or a cut run, is an error.
func eachPosting(run []byte, size uint32, yield func(n uint32, impact uint8)) error {
	var n uint64
	for len(run) > 0 {
		gap, used := uint64(run[0]), 1
		if gap >= 0x80 {
			if gap, used = binary.Uvarint(run); used <= 0 || gap > uint64(size) {
				return errCorrupt
			}
		}
		n += gap
		if len(run) <= used || n >= uint64(size) {
			return errCorrupt
		}
		yield(uint32(n), run[used])
		run = run[used+1:]
	}
	return nil
}

// accumulate adds weight times each impact of a run to scores: eachPosting
// written out, because this is the innermost loop of every question.
func accumulate(scores []float32, run []byte, weight float32) error {
	var n uint64
	for i := 0; i < len(run); {
		gap := uint64(run[i])
		i++
		if gap >= 0x80 {
			full, used := binary.Uvarint(run[i-1:])
			if used <= 0 || full > uint64(len(scores)) {
				return errCorrupt
			}
			gap = full
			i += used - 1
		}
		n += gap
		if i >= len(run) || n >= uint64(len(scores)) {
			return errCorrupt
		}
		scores[n] += weight * float32(run[i])
		i++
	}
	return nil
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
