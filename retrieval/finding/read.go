package finding

import (
	"math/bits"
	"slices"

	"attache/index"
	"attache/news"
	"attache/retrieval"
)

// reader reads passages for one question. It is not safe for concurrent use.
type reader struct {
	analyser *index.Analyser
	asked    retrieval.Asked
	weights  []float64
	terms    map[string]uint64   // the question's terms that a word stands for
	weaker   map[string]uint64   // and those that it may stand for
	longer   map[string][]longer // other names of several words, by their last
	phrases  [][]string
	begins   beginnings // of the words that are looked for
	marks    []mark
	passed   []news.Span // the words of the line that is being read
	stems    []string    // their terms, where phrases are looked for
	named    uint64      // what the passage may name by other names
}

// longer is a name of several words, and the terms that it stands for.
type longer struct {
	words  []string
	terms  uint64
	weaker uint64
}

// mark is a place in a text where terms of the question stand.
type mark struct {
	title bool
	terms uint64
}

// reading is what a passage tells by itself.
type reading struct {
	signals retrieval.Signals
	matched uint64
	named   uint64    // matched, and what other names may stand for
	counts  []float64 // by term: how often it stands there, the headline's more
}

func newReader(analyser *index.Analyser, asked retrieval.Asked, weights []float64) *reader {
	r := &reader{
		analyser: analyser, asked: asked, weights: weights,
		terms: make(map[string]uint64), weaker: make(map[string]uint64), longer: make(map[string][]longer),
	}
	for i, t := range asked.Terms {
		r.terms[t.Term] |= 1 << i
	}
	for _, n := range asked.Names {
		for _, o := range n.Others {
			r.alsoCalled(o, n.Terms)
		}
	}
	for _, p := range asked.Phrases {
		r.phrases = append(r.phrases, words(analyser, p))
	}
	r.begins = r.beginnings()
	return r
}

// beginnings are those of every word that says something to the reader; all
// words where phrases are looked for.
func (r *reader) beginnings() (b beginnings) {
	b.any = len(r.phrases) > 0
	for term := range r.terms {
		b.add(term)
	}
	for term := range r.weaker {
		b.add(term)
	}
	for last := range r.longer {
		b.add(last)
	}
	if r.asked.Wants&(retrieval.WantsDate|retrieval.WantsNumber) != 0 {
		for _, words := range []map[string]bool{dateWords, numberWords} {
			for term := range words {
				b.add(term)
			}
		}
	}
	return b
}

// alsoCalled takes up another name: for the reader's own if it is as good,
// else for one that may mean the same.
func (r *reader) alsoCalled(o retrieval.Other, terms uint64) {
	l := longer{words: o.Terms, terms: terms}
	if o.Weight < sure {
		l.terms, l.weaker = 0, terms
	}
	last := o.Terms[len(o.Terms)-1]
	if len(o.Terms) == 1 {
		r.terms[last] |= l.terms
		r.weaker[last] |= l.weaker
	} else {
		r.longer[last] = append(r.longer[last], l)
	}
}

func words(analyser *index.Analyser, text string) (words []string) {
	analyser.Terms(text, func(t index.Token) bool {
		words = append(words, t.Term)
		return true
	})
	return words
}

// titleCount is what a word in the headline counts beside one in the text;
// the index's own weight for it.
const titleCount = index.TitleWeight

// read finds the question's words in a passage and its headline.
func (r *reader) read(e news.Evidence) reading {
	r.marks, r.named = r.marks[:0], 0
	r.scan(e.Article.Title, true)
	title := r.held(0)
	read := reading{counts: make([]float64, len(r.weights))}
	s := &read.signals
	for i := range e.Passage.Sentences {
		from := len(r.marks)
		states := r.scan(e.Passage.Sentence(i), false)
		holds := share(r.held(from), r.weights)
		s[retrieval.SignalSentence] = max(s[retrieval.SignalSentence], holds)
		s[retrieval.SignalWanted] = max(s[retrieval.SignalWanted], holds*r.states(states))
		if r.quotes() {
			s[retrieval.SignalPhrase] = 1
		}
	}
	for _, m := range r.marks {
		count := 1.0
		if m.title {
			count = titleCount
		}
		for terms := m.terms; terms != 0; terms &= terms - 1 {
			read.counts[bits.TrailingZeros64(terms)] += count
		}
	}
	read.matched = r.held(0)
	read.named = read.matched | r.named
	s[retrieval.SignalTitle] = share(title, r.weights)
	s[retrieval.SignalShare] = share(read.matched, r.weights)
	return read
}

// held are the terms that stand in the marks from one on.
func (r *reader) held(from int) (terms uint64) {
	for _, m := range r.marks[from:] {
		terms |= m.terms
	}
	return terms
}

// scan marks the question's words in a line, and gives the kinds of things
// that it states.
func (r *reader) scan(text string, title bool) (states retrieval.Wants) {
	r.passed, r.stems = r.passed[:0], r.stems[:0]
	look := newLook(text, r.asked.Wants)
	index.Words(text, func(start, end int) bool {
		word, term, terms := text[start:end], "", uint64(0)
		if r.begins.has(word) {
			if term = r.analyser.Term(word); term == "" {
				return true
			}
			terms = r.terms[term] | r.endsName(text, term)
			r.named |= r.weaker[term]
		}
		r.passed = append(r.passed, news.Span{Start: start, End: end})
		if r.begins.any {
			r.stems = append(r.stems, term)
		}
		if terms != 0 {
			r.marks = append(r.marks, mark{title, terms})
		}
		look.at(word[0], term, len(word), terms != 0)
		return true
	})
	return look.states
}

// endsName are the terms that a name of several words stands for which ends
// with the word of this term, after those that were passed.
func (r *reader) endsName(text, term string) (terms uint64) {
	for _, l := range r.longer[term] {
		if r.passedLast(text, l.words[:len(l.words)-1]) {
			terms |= l.terms
			r.named |= l.weaker
		}
	}
	return terms
}

func (r *reader) passedLast(text string, words []string) bool {
	if len(r.passed) < len(words) {
		return false
	}
	for i, span := range r.passed[len(r.passed)-len(words):] {
		if r.analyser.Term(text[span.Start:span.End]) != words[i] {
			return false
		}
	}
	return true
}

// states is the part of what is asked for that a sentence states; 0 where
// nothing in particular is asked for.
func (r *reader) states(states retrieval.Wants) float64 {
	wanted := bits.OnesCount8(uint8(r.asked.Wants))
	if wanted == 0 {
		return 0
	}
	return float64(bits.OnesCount8(uint8(states&r.asked.Wants))) / float64(wanted)
}

// quotes reports whether the sentence that was read last holds a phrase of
// the question.
func (r *reader) quotes() bool {
	return slices.ContainsFunc(r.phrases, func(phrase []string) bool {
		for i := range r.stems {
			if len(phrase) > 0 && len(r.stems)-i >= len(phrase) && slices.Equal(r.stems[i:i+len(phrase)], phrase) {
				return true
			}
		}
		return false
	})
}
