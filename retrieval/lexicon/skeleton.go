package lexicon

import (
	"slices"
	"strings"
	"unicode"

	"attache/index"
)

// minRuled is the least length of a word, in bytes, that the rules touch:
// in shorter ones each letter tells names apart (Mali, Bali; Khan, Kan).
const minRuled = 5

// Skeleton is what the romanisations of one name have in common: two words
// with equal skeletons are most likely one name in two spellings, such as
// Zelensky and Zelenskiy, Husayn and Hossein, or Lavrov and Лавров. It is
// made to be compared and means nothing else; it is bounded by the word.
//
// Its rules undo how romanisations differ: of Russian and Ukrainian (BGN/PCGN
// and the press of English, French and German), of Arabic and Persian (ALA-LC,
// the press, French). They join spellings only where names that differ so
// are hardly ever two: e and a stay apart, but ei and ay do not.
func Skeleton(word string) string {
	word = romanised(index.Fold(word))
	if len(word) < minRuled || strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return word
	}
	french := strings.Contains(word, "ou") || strings.Contains(word, "ts")
	word = starts.apply(word)
	if stem, ok := strings.CutSuffix(word, "j"); ok { // Andrej, Zelenskij
		word = stem + "y"
	}
	word = word[:1] + insides.Replace(word[1:])
	word = firsts.Replace(word[:1]) + word[1:]
	word = withoutGlides(undoubled(word))
	if french { // Poutine, Eltsine; but Marine is not Marin
		if stem, ok := strings.CutSuffix(word, "ine"); ok {
			word = stem + "in"
		}
	}
	return undoubled(ends.apply(word))
}

// affixes are pairs of what is replaced at an end of a word and by what; the
// first that fits is taken.
type affixes struct {
	pairs [][2]string
	atEnd bool
}

func (a affixes) apply(word string) string {
	for _, p := range a.pairs {
		if a.atEnd {
			if stem, ok := strings.CutSuffix(word, p[0]); ok {
				return stem + p[1]
			}
		} else if rest, ok := strings.CutPrefix(word, p[0]); ok {
			return p[1] + rest
		}
	}
	return word
}

var (
	// starts: Libyans speak qaf as g (Gaddafi); what is an h in Ukrainian is a
	// g in Russian (Hrytsenko, Gritsenko); Russian e begins with a glide
	// (Yevgeny); Abdel, Abdal and Abdul are one word; tch and sch are one
	// sound, which must not be parted from their first letter.
	starts = affixes{pairs: [][2]string{
		{"gad", "kad"}, {"qu", "qu"}, {"q", "k"}, {"kh", "k"}, {"dh", "d"}, {"gh", "g"}, {"ye", "e"},
		{"hr", "gr"}, {"abdel", "abdul"}, {"abdal", "abdul"}, {"ahmed", "ahmad"},
		{"tsch", "C"}, {"tch", "C"}, {"ch", "C"}, {"sch", "S"}, {"sh", "S"}, {"ou", "u"},
	}}
	// insides: one letter for what is one sound; C and S are those of "church"
	// and "ship".
	// An o is a u where vowels are written as they are heard (Osama, Usama),
	// but not in Scholz.
	insides = strings.NewReplacer(
		"olz", "olz", "old", "old", "olt", "olt", "olk", "olk", "olf", "olf", "olm", "olm",
		"tsch", "C", "tch", "C", "cz", "C", "ch", "C", "sch", "S", "sh", "S",
		"kh", "k", "gh", "g", "dh", "d", "qu", "qu", "q", "k", "x", "ks", "w", "v", "nj", "ni",
		"gue", "ge", "gui", "gi",
		"ei", "ai", "ey", "ai", "ay", "ai", "ou", "u", "oo", "u", "o", "u", "ee", "i", "y", "i",
	)
	// firsts are the vowels that a word may begin with in two ways.
	firsts = strings.NewReplacer("o", "u", "y", "i", "w", "v")
	// ends are those after insides: Lukashenka, Lavroff, Milosevich,
	// Abdulla, Mohammad.
	ends = affixes{atEnd: true, pairs: [][2]string{
		{"enku", "enka"}, {"uf", "uv"}, {"ef", "ev"}, {"iC", "ic"}, {"lah", "la"}, {"med", "mad"},
	}}
)

// undoubled writes each run of one letter once.
func undoubled(word string) string {
	var b strings.Builder
	for i := range len(word) {
		if i == 0 || word[i] != word[i-1] {
			b.WriteByte(word[i])
		}
	}
	return b.String()
}

// withoutGlides drops an i between vowels: Nazarbayev is Nazarbaev.
func withoutGlides(word string) string {
	var b strings.Builder
	for i := range len(word) {
		if word[i] == 'i' && i > 0 && i+1 < len(word) && isVowel(word[i-1]) && isVowel(word[i+1]) {
			continue
		}
		b.WriteByte(word[i])
	}
	return b.String()
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// cyrillic gives the Latin letters of folded Cyrillic ones, by BGN/PCGN.
var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i",
	'і': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e",
	'ю': "yu", 'я': "ya", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz",
}

// romanised writes a folded Cyrillic word in Latin letters; others stay.
func romanised(word string) string {
	if !strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return word
	}
	var b strings.Builder
	for _, r := range word {
		if latin, ok := cyrillic[r]; ok {
			b.WriteString(latin)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// SameName reports, by rule alone, whether two names are spellings of one:
// they have as many words, each pair with one skeleton. An Arabic article
// does not count ("al-Assad").
func SameName(a, b string) bool {
	x, y := skeletons(a), skeletons(b)
	return len(x) > 0 && slices.Equal(x, y)
}

// skeletons are those of a name's words, without articles.
func skeletons(name string) (words []string) {
	index.Words(name, func(start, end int) bool {
		word := name[start:end]
		if folded := index.Fold(word); folded != "al" && folded != "el" && folded != "ul" {
			words = append(words, Skeleton(word))
		}
		return true
	})
	return words
}
