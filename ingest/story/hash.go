package story

// golden is 2^64 over the golden ratio, the step of SplitMix64.
const golden = 0x9e3779b97f4a7c15

// hashString is 64-bit FNV-1a (Fowler, Noll and Vo), finished with mix, as
// FNV's upper bits move little on short words. (hash/fnv would allocate for
// every word.)
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// mix spreads every bit of h over all of them: the finaliser of SplitMix64
// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
// 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// chain is the hash of a sequence that ends with next.
func chain(before, next uint64) uint64 { return mix(before*golden + next) }
