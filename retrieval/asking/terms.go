package asking

import (
	"strings"
	"sync"

	"attache/index"
	"attache/retrieval"
)

// framewordList are the words with which questions ask for speech and
// opinion. Reports put them in a dozen ways, so that the wording says little
// about whether a passage answers.
const framewordList = `say speak tell talk call describe mention state comment remark announce think
	happen explain argue discuss respond react view opinion stance position`

// framewords are the terms of the list.
var framewords = sync.OnceValue(func() map[string]bool { return termsOf(framewordList) })

// termsOf are the terms of some words.
func termsOf(words string) map[string]bool {
	terms := make(map[string]bool)
	index.NewAnalyser().Terms(words, func(t index.Token) bool {
		terms[t.Term] = true
		return true
	})
	return terms
}

// foldsOf are some words in small letters, parted by white space.
func foldsOf(words string) map[string]bool {
	folds := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		folds[word] = true
	}
	return folds
}

// terms numbers the content words and gives them. A question of nothing but
// stop words has its stop words instead, because they are all there is
// ("The Who?").
func (r *reading) terms() []retrieval.Term {
	terms := r.termsWhere(func(i int) bool { return !stopwords()[r.words[i].fold] || r.isAcronym(i) })
	if len(terms) == 0 {
		terms = r.termsWhere(func(int) bool { return true })
	}
	return terms
}

// termsWhere takes the words that are wanted, each once. A word that is
// wanted once is numbered everywhere.
func (r *reading) termsWhere(wanted func(int) bool) (terms []retrieval.Term) {
	numbers := make(map[string]int)
	for i, w := range r.words {
		if _, known := numbers[w.term]; known || !wanted(i) {
			continue
		}
		if len(terms) == index.MaxTerms {
			break
		}
		numbers[w.term] = len(terms)
		terms = append(terms, retrieval.Term{
			Word: r.written(i), Term: w.term, Name: r.isNamed(i), Frame: framewords()[w.term],
		})
	}
	for i := range r.words {
		if n, known := numbers[r.words[i].term]; known {
			r.words[i].content = n
		}
	}
	return terms
}
