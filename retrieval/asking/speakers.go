package asking

import "slices"

// maxCued bounds the speakers and the outlets of a question.
const maxCued = 4

// cued are the names that a question cues, each once.
type cued []string

func (c *cued) add(r *reading, all ...chain) {
	for _, one := range all {
		if name := r.chainText(one); name != "" && len(*c) < maxCued && !slices.Contains(*c, name) {
			*c = append(*c, name)
		}
	}
}

// speakers are those whose words the question asks for, as it names them.
func speakers(r *reading) []string {
	var c cued
	for i, w := range r.words {
		if verb := r.asked(i, sayingTerms()); verb != none {
			c.add(r, r.subjects(i+1, verb)...)
		}
		switch {
		case saids[w.fold]:
			c.add(r, r.chainBefore(i))
		case r.isAccording(i):
			c.add(r, r.chainsAfter(i+2)...)
		case speechTerms()[w.term] && r.isOwned(i):
			c.add(r, r.chainBefore(r.owner(i)+1))
		case speechTerms()[w.term] && (r.fold(i+1) == "of" || r.fold(i+1) == "by" || r.fold(i+1) == "from"):
			c.add(r, r.chainsAfter(i+2)...)
		}
	}
	return c
}

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

func (r *reading) isAccording(i int) bool {
	return r.words[i].fold == "according" && r.fold(i+1) == "to"
}
