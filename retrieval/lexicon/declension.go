package lexicon

import (
	"strings"
	"unicode/utf8"
)

const (
	// minStem is the least of a declined word that must stay, in letters.
	minStem = 4
	// caseEndings are those of Russian and Ukrainian nouns and adjectives,
	// folded, in the other cases; the longest first.
	caseEndings = "ією ого его ому ему ими ами ями ой ей ом ем ою ею ым им ію ию их ых а я у ю ы и е о і"
	// nameEndings are those that names have in the nominative.
	nameEndings = "а я и е о ии"
)

// declined is the number of a Russian or Ukrainian name in another case:
// "Украины" and "Путиным" are found by "Украина" and "Путин". It is 0 for
// other words.
func (t *tree) declined(word string) uint32 {
	if first, _ := utf8.DecodeRuneInString(word); first < 'А' || first > 'ґ' || len(word) > maxWord {
		return 0
	}
	var buffer [maxWord + 8]byte
	folded := fold(buffer[:0], word)
	for ending := range strings.SplitSeq(caseEndings, " ") {
		stem, ok := strings.CutSuffix(string(folded), ending)
		if !ok || utf8.RuneCountInString(stem) < minStem {
			continue
		}
		if number := t.words[stem]; number != 0 {
			return number
		}
		for other := range strings.SplitSeq(nameEndings, " ") {
			if number := t.words[stem+other]; number != 0 {
				return number
			}
		}
	}
	return 0
}
