package story

import "slices"

const (
	// keptWords and keptRuns bound the two samples. With 96 an estimated
	// share is off by .05 (one standard deviation) at worst.
	keptWords = 96
	keptRuns  = 96
	// runTokens is how many words in a row are a run: with three, sentences
	// lightly reworded still share some, and unrelated ones hardly any.
	runTokens = 3
)

// Sketch is what is compared of an article: about 650 bytes for an article
// of 700 words, never more than maxSketchBytes. The zero Sketch is that of an
// empty text, and like nothing.
type Sketch struct {
	hash simhash
	// words are the content words, runs the runs of words, both outside of
	// quotations.
	words, runs sample
	facts       facts
}

// NewSketch makes the Sketch of an article from its title and the first
// 64 KiB of its text.
func NewSketch(title, text string) Sketch {
	read := tokens(title, text)
	own := unquoted(read)
	words := contentWords(own)
	marks := make([]uint32, len(words))
	for i, word := range words {
		marks[i] = markOf(word, false)
	}
	return Sketch{
		hash:  newSimhash(words),
		words: sampled(marks, keptWords),
		runs:  sampled(runs(own), keptRuns),
		facts: newFacts(read),
	}
}

// unquoted leaves out what stands in quotation marks, unless little else
// would be left.
func unquoted(all []token) []token {
	own := make([]token, 0, len(all))
	for _, t := range all {
		if !t.quoted {
			own = append(own, t)
		}
	}
	if len(own)*3 < len(all) {
		return all
	}
	return own
}

// contentWords are the hashes of the distinct words that say something.
func contentWords(tokens []token) []uint64 {
	words := make([]uint64, 0, len(tokens))
	for _, t := range tokens {
		if t.kind != filler {
			words = append(words, t.hash)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// runs are the marks of every runTokens words in a row.
func runs(tokens []token) []uint32 {
	if len(tokens) < runTokens {
		return nil
	}
	marks := make([]uint32, 0, len(tokens))
	for i := range len(tokens) - runTokens + 1 {
		h := uint64(0)
		for _, t := range tokens[i : i+runTokens] {
			h = chain(h, t.hash)
		}
		marks = append(marks, markOf(h, tokens[i].lead))
	}
	return marks
}
