package story

import "math/bits"

// print is a SimHash: of two prints the share of bits that differ is the
// angle between the two sets of words, over pi (Charikar, "Similarity
// estimation techniques from rounding algorithms", 2002). It has 256 bits
// because the angle of a light rewrite is wide: in the tests such pairs
// differ in up to a third of the bits, unrelated articles in a half, and
// with the 64 bits of github.com/mfonda/simhash chance makes the two overlap.
type simhash [4]uint64

// maxPlanes is enough to count the words of maxTextBytes.
const maxPlanes = 17

// newSimhash takes the hashes of the distinct words. Every word votes on each
// bit with one of its own; the votes are counted for 64 bits at a time, in
// planes that hold the ones, twos, fours and so on of all 64 counts.
func newSimhash(words []uint64) (p simhash) {
	for lane := range p {
		var planes [maxPlanes]uint64
		for _, word := range words {
			carry := mix(word + uint64(lane)*golden)
			for i := 0; carry != 0 && i < maxPlanes; i++ {
				planes[i], carry = planes[i]^carry, planes[i]&carry
			}
		}
		p[lane] = majority(planes, len(words))
	}
	return p
}

// majority sets each bit that has the votes of more than half the voters.
func majority(planes [maxPlanes]uint64, voters int) (won uint64) {
	for bit := range 64 {
		votes := 0
		for i, plane := range planes {
			votes |= int(plane>>bit&1) << i
		}
		if 2*votes > voters {
			won |= 1 << bit
		}
	}
	return won
}

// distance is how many bits differ.
func (p simhash) distance(other simhash) int {
	return bits.OnesCount64(p[0]^other[0]) + bits.OnesCount64(p[1]^other[1]) +
		bits.OnesCount64(p[2]^other[2]) + bits.OnesCount64(p[3]^other[3])
}
