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
			c.add(r, r.chainAfter(i+2, len(r.words)))
		case speechTerms()[w.term] && r.isOwned(i):
			c.add(r, r.chainBefore(r.owner(i)+1))
		case speechTerms()[w.term] && (r.fold(i+1) == "of" || r.fold(i+1) == "by" || r.fold(i+1) == "from"):
			c.add(r, r.chainAfter(i+2, len(r.words)))
		}
	}
	return c
}

// outlets are the publishers whose reports the question asks for, as it
// names them. Whether they are any, the corpus knows; what the lexicon knows
// is none.
func outlets(r *reading) []string {
	var c cued
	add := func(all ...chain) {
		c.add(r, slices.DeleteFunc(all, r.isKnown)...)
	}
	for i, w := range r.words {
		if verb := r.asked(i, reportingTerms()); verb != none {
			add(r.subjects(i+1, verb)...)
		}
		if verb := r.asked(i, sayingTerms()); verb != none && r.fold(i+1) == "the" && r.cased && r.isNamed(i+2) {
			add(r.subjects(i+1, verb)...) // papers say things, too
		}
		switch {
		case reporteds[w.fold]:
			add(r.chainBefore(i))
		case r.isAccording(i):
			add(r.chainAfter(i+2, len(r.words)))
		case reportTerms()[w.term] && r.isOwned(i):
			add(r.chainBefore(r.owner(i) + 1))
		case reportTerms()[w.term] && (r.fold(i+1) == "in" || r.fold(i+1) == "by" || r.fold(i+1) == "from"):
			add(r.chainAfter(i+2, len(r.words)))
		}
	}
	return c
}

func (r *reading) isAccording(i int) bool {
	return r.words[i].fold == "according" && r.fold(i+1) == "to"
}
