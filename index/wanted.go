package index

// word is one of the words that stand for a term: the term itself, or an
// alternative.
type word struct {
	text string
	// share is what it counts beside the term itself, in (0, 1].
	share float32
}

// wanted are the words of a query, those of a term side by side, its own
// first.
type wanted struct {
	words []word
	// first is, by term, the place of its own word; one more place than
	// there are terms ends the last.
	first []int
	// texts are the different words, and places where each stands in words.
	texts  []string
	places map[string][]int
}

// newWanted takes the first MaxTerms terms, and alternatives while there
// are no more than MaxWords words.
func newWanted(terms []QueryTerm) wanted {
	terms = terms[:min(len(terms), MaxTerms)]
	w := wanted{places: make(map[string][]int)}
	room := MaxWords - len(terms)
	for _, term := range terms {
		w.first = append(w.first, len(w.words))
		w.want(term.Term, 1)
		for _, other := range term.Alternatives {
			if other.Weight > 0 && room > 0 {
				w.want(other.Term, min(1, other.Weight))
				room--
			}
		}
	}
	w.first = append(w.first, len(w.words))
	return w
}

func (w *wanted) want(text string, share float32) {
	if w.places[text] == nil {
		w.texts = append(w.texts, text)
	}
	w.places[text] = append(w.places[text], len(w.words))
	w.words = append(w.words, word{text: text, share: share})
}

// terms counts the terms.
func (w *wanted) terms() int { return len(w.first) - 1 }
