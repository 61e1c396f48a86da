package asking

import "slices"

// outlets are the publishers whose reports the question asks for, as it
// names them. Whether they are any, the corpus knows.
func outlets(r *reading) []string {
	var c cued
	add := func(all ...chain) {
		c.add(r, slices.DeleteFunc(all, func(one chain) bool { return !r.mayPublish(one) })...)
	}
	for i, w := range r.words {
		if verb := r.asked(i, reportingTerms()); verb != none {
			add(r.subjects(i+1, verb)...)
		}
		// Papers say things, too: "does the Financial Times say".
		if verb := r.asked(i, sayingTerms()); verb != none && r.fold(i+1) == "the" && r.isNamed(i+2) {
			if one := r.chainAfter(i+1, verb); one.to == verb {
				add(one)
			}
		}
		switch {
		case reporteds[w.fold]:
			add(r.chainBefore(i))
		case r.isAccording(i):
			add(r.chainsAfter(i + 2)...)
		case reportTerms()[w.term] && r.isOwned(i):
			add(r.chainBefore(r.owner(i) + 1))
		case reportTerms()[w.term] && (r.fold(i+1) == "in" || r.fold(i+1) == "by" || r.fold(i+1) == "from"):
			add(r.chainsAfter(i + 2)...)
		}
	}
	return c
}

// mayPublish reports whether a name may be an outlet's: one that the lexicon
// does not know, but for places in it.
func (r *reading) mayPublish(c chain) bool {
	may := false
	for i := c.from; i < c.to; i++ {
		w := r.words[i]
		if w.known && !w.place {
			return false
		}
		may = may || !w.known && w.fold != "the" && !links[w.fold]
	}
	return may
}
