package story

import "slices"

const (
	// sampleBits is the size of a sampled hash. Of two unrelated texts of a
	// thousand words one hash in 250 agrees by chance, and a hash costs two
	// bytes when it is stored as the step from the one before.
	sampleBits = 18
	// everything is the bound of a sample that left nothing out.
	everything = 1 << sampleBits
)

// sample is a set of hashes, or of a large set its smallest ones: bottom-k
// sampling (Broder, "On the resemblance and containment of documents",
// 1997). Below the lower bound of two samples both are complete, so that
// what they share is counted exactly there, whatever the sizes of the sets:
// the theta sketch of Dasgupta, Lang, Rhodes and Thaler, "A framework for
// estimating stream expression cardinalities", 2016.
type sample struct {
	// marks are ascending: a hash, and in the lowest bit whether it is of
	// the lead.
	marks []uint32
	// bound is such that every hash of the set below it is in the sample.
	bound uint32
}

// markOf takes the upper sampleBits of a hash.
func markOf(hash uint64, lead bool) uint32 {
	mark := uint32(hash>>(64-sampleBits)) << 1
	if lead {
		mark |= 1
	}
	return mark
}

// sampled keeps the k smallest of the marks, each hash once. It works in
// the slice that it is given.
func sampled(marks []uint32, k int) sample {
	slices.Sort(marks)
	distinct := marks[:0]
	for i, mark := range marks {
		// Of equal hashes the last one is kept: it has the lead's bit.
		if i+1 == len(marks) || marks[i+1]>>1 != mark>>1 {
			distinct = append(distinct, mark)
		}
	}
	if len(distinct) <= k {
		return sample{marks: slices.Clone(distinct), bound: everything}
	}
	return sample{marks: slices.Clone(distinct[:k]), bound: distinct[k] >> 1}
}

// overlap counts what two samples have below the lower of their bounds.
type overlap struct {
	a, b, both int
	// leadA and leadB are those of each lead, foundA and foundB how many of
	// them the other text has anywhere.
	leadA, leadB, foundA, foundB int
}

func overlapOf(a, b sample) (o overlap) {
	bound := min(a.bound, b.bound)
	for i, j := 0, 0; ; {
		x, y := a.hash(i), b.hash(j)
		if min(x, y) >= bound {
			return o
		}
		inA, inB := x <= y, y <= x
		if inA {
			o.a++
			o.leadA += int(a.marks[i] & 1)
		}
		if inB {
			o.b++
			o.leadB += int(b.marks[j] & 1)
		}
		if inA && inB {
			o.both++
			o.foundA += int(a.marks[i] & 1)
			o.foundB += int(b.marks[j] & 1)
		}
		i, j = step(i, inA), step(j, inB)
	}
}

func step(i int, on bool) int {
	if on {
		return i + 1
	}
	return i
}

// hash is the one at place i, everything after the last.
func (s sample) hash(i int) uint32 {
	if i >= len(s.marks) {
		return everything
	}
	return s.marks[i] >> 1
}

// containment is the share of the smaller set that is in the larger.
func (o overlap) containment() float64 { return share(o.both, min(o.a, o.b)) }

// jaccard is the share of what is in either set that is in both.
func (o overlap) jaccard() float64 { return share(o.both, o.a+o.b-o.both) }

// lead is the share of a lead that stands in the other text, of the lead
// that does better.
func (o overlap) lead() float64 {
	return max(share(o.foundA, o.leadA), share(o.foundB, o.leadB))
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
