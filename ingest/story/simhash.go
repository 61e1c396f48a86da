package story

import "math/bits"

// print is a SimHash: of two prints the share of bits that differ is the
// angle between the texts' word vectors over pi (Charikar, "Similarity
// estimation techniques from rounding algorithms", 2002).
type print [4]uint64

// newPrint takes the hashes of the distinct words.
func newPrint(words []uint64) (p print) {
	var votes [256]int32
	for _, word := range words {
		for lane := range p {
			h := mix(word + uint64(lane)*0x9e3779b97f4a7c15)
			for bit := range 64 {
				votes[lane*64+bit] += int32(h >> bit & 1)
			}
		}
	}
	for i, ones := range votes {
		if int(ones)*2 > len(words) {
			p[i/64] |= 1 << (i % 64)
		}
	}
	return p
}

// distance is how many bits differ.
func (p print) distance(other print) int {
	return bits.OnesCount64(p[0]^other[0]) + bits.OnesCount64(p[1]^other[1]) +
		bits.OnesCount64(p[2]^other[2]) + bits.OnesCount64(p[3]^other[3])
}
