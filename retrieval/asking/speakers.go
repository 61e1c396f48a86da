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

func (r *reading) isAccording(i int) bool {
	return r.words[i].fold == "according" && r.fold(i+1) == "to"
}
