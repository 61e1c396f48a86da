package lexicon

import (
	"slices"
	"strings"

	"attache/index"
)

// maxSpellings bounds what Spellings gives.
const maxSpellings = 12

// place is where in a word a variant stands.
type place int

const (
	anywhere place = iota
	atStart
	atEnd
)

// variant is a way to write a sound, and others that news uses for it, the
// most used first.
type variant struct {
	where place
	way   string
	other []string
}

// romanisations are the variants, the surest first. Each has its way back
// only where that, too, is met: Kuleba is not written Khuleba.
var romanisations = slices.Concat(
	ways(atEnd, "sky skyy skiy ski skyi"),
	ways(atEnd, "enko enka"),
	ways(atEnd, "ovich ovych ovic ovitch"),
	ways(atEnd, "evich evych evic evitch"),
	ways(atEnd, "ayev aev"),
	ways(atEnd, "iyev iev"),
	ways(atEnd, "oyev oev"),
	ways(atEnd, "yan ian"),
	ways(atEnd, "lny lnyy lniy"),
	ways(atEnd, "mitry mitri mitriy"),
	ways(atEnd, "geny geni geniy"),
	ways(atEnd, "gei gey"),
	ways(atEnd, "drei drey"),
	ways(atEnd, "exei exey eksei eksey"),
	ways(atEnd, "ullah allah ulla ollah"),
	ways(atEnd, "ammed ammad amed amad"),
	ways(atEnd, "hmed hmad"),
	ways(atStart, "moh muh mouh"),
	ways(atStart, "gadd qadd qadh gadh kadh"),
	ways(atStart, "abdul abdel"),
	ways(atStart, "ye e"),
	ways(atStart, "osa usa ousa"),
	ways(atStart, "hoss huss houss"),
	ways(atStart, "sol sul"),
	ways(atStart, "tch ch"),
	ways(atStart, "sheikh shaykh sheik shaikh"),
	ways(atStart, "tymo timo"),
	ways(atStart, "hry gry gri hri"),
	ways(atEnd, "sein sain sayn"),
	ways(atEnd, "eimani aimani eymani"),
	ways(anywhere, "fais fays feis"),
	ways(anywhere, "mahmoud mahmud mahmood"),
	ways(anywhere, "rouh roh ruh"),
	onlyTo("q", "k"), onlyTo("kh", "k"), onlyTo("dh", "d"), onlyTo("ou", "u"),
	onlyTo("ss", "s"), onlyTo("mm", "m"), onlyTo("dd", "d"), onlyTo("ff", "f"), onlyTo("aa", "a"),
	onlyTo("ase", "asse"), onlyTo("asa", "assa"), onlyTo("esa", "essa"),
)

// ways are variants that stand for one another.
func ways(where place, list string) (all []variant) {
	words := strings.Fields(list)
	for i, way := range words {
		all = append(all, variant{where, way, slices.Concat(words[:i], words[i+1:])})
	}
	// The longest first: "skyy" is not "sky" with a y.
	slices.SortStableFunc(all, func(a, b variant) int { return len(b.way) - len(a.way) })
	return all
}

// onlyTo is a variant without its way back.
func onlyTo(way, other string) []variant { return []variant{{anywhere, way, []string{other}}} }

// Spellings gives by rule how else a name may be romanised, folded, the
// likeliest first, at most 12. All have the word's Skeleton. A word that
// the rules do not touch has none; one in Cyrillic letters has its
// romanisation and the spellings of that.
func Spellings(word string) []string {
	folded := index.Fold(word)
	latin, skeleton := romanised(folded), Skeleton(word)
	if len(latin) < minRuled || len(latin) > maxWord {
		return nil
	}
	found := []string{latin}
	// One change first, then changes of the changed.
	for i := 0; i < len(found) && len(found) <= maxSpellings; i++ {
		for _, v := range romanisations {
			for _, other := range v.respell(found[i]) {
				if !slices.Contains(found, other) && Skeleton(other) == skeleton {
					found = append(found, other)
				}
			}
		}
	}
	found = slices.DeleteFunc(found, func(s string) bool { return s == folded })
	return found[:min(len(found), maxSpellings)]
}

// respell gives a word with the other ways of the variant.
func (v variant) respell(word string) (others []string) {
	at := -1
	switch {
	case v.where == anywhere:
		at = strings.Index(word, v.way)
	case v.where == atStart && strings.HasPrefix(word, v.way):
		at = 0
	case v.where == atEnd && strings.HasSuffix(word, v.way):
		at = len(word) - len(v.way)
	}
	if at < 0 {
		return nil
	}
	for _, other := range v.other {
		others = append(others, word[:at]+other+word[at+len(v.way):])
	}
	return others
}
