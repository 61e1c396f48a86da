package story

import "unicode"

// firstUnspaced is the first rune of a script written without spaces.
const firstUnspaced = 0x0E00

// unspacedWidth is how many runes make a word of a script that is written
// without spaces between words: two for Han and kana, where a rune is a
// syllable or more, four for the alphabets of South East Asia; 0 for
// scripts with spaces.
func unspacedWidth(r rune) int {
	switch {
	case r < firstUnspaced:
		return 0
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return 2
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return 4
	}
	return 0
}

// pieces adds the overlapping pieces of a run without spaces, each width
// runes wide. A Han or kana character comes as a run of its own and is
// joined to the one before it.
func (r *reading) pieces(run string, width int) {
	for _, c := range run {
		r.window = append(r.window, c)
		if len(r.window) < width {
			continue
		}
		r.window = r.window[len(r.window)-width:]
		r.tokens = append(r.tokens, token{hash: hashString(string(r.window)), quoted: r.quoted})
	}
}
