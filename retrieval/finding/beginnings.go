package finding

import "attache/index"

// beginnings are the first two letters of words that are looked for. Most
// words of a text begin otherwise, and need not be stemmed to know that they
// are none of them: that halves the time of reading.
type beginnings struct {
	any   bool // every word is looked at
	pairs [26][26]bool
	ones  [26]bool // words of a single letter
}

// add takes up every word that has a term.
func (b *beginnings) add(term string) {
	b.addWord(term)
	for _, form := range index.Forms(term) {
		b.addWord(form)
	}
}

func (b *beginnings) addWord(word string) {
	switch first, second, plain := letters(word); {
	case plain && len(word) == 1:
		b.ones[first] = true
	case plain:
		b.pairs[first][second] = true
	}
}

// has reports whether a word may be one that is looked for. What does not
// begin with two plain letters may always be: its folding is not known.
func (b *beginnings) has(word string) bool {
	first, second, plain := letters(word)
	switch {
	case b.any || !plain:
		return true
	case len(word) == 1:
		return b.ones[first]
	}
	return b.pairs[first][second]
}

// letters gives the places in the alphabet of a word's first two letters;
// plain where both are of a to z, or the only one is.
func letters(word string) (first, second byte, plain bool) {
	first = word[0] | 0x20 - 'a'
	if len(word) == 1 {
		return first, 0, first < 26
	}
	second = word[1] | 0x20 - 'a'
	return first, second, first < 26 && second < 26
}
