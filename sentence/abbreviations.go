package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordKind says what a stop after a word means.
type wordKind int

const (
	ordinary wordKind = iota // the end of a sentence
	title                    // never an end: what it belongs to follows
	numbered                 // no end before a number
	initial                  // part of a name, unless a word follows that begins sentences
	either                   // an abbreviation that may end a sentence
	closing                  // an abbreviation that ends what it stands in, mostly a list
	hour                     // "p.m", which a day or a zone may follow
)

// kindOf finds the kind of a word without its last stop.
func kindOf(word string) wordKind {
	if kind, ok := kinds[word]; ok {
		return kind
	}
	small := strings.ToLower(word)
	if kind, ok := kinds[small]; ok {
		return kind
	}
	if shouted(word) {
		first, size := utf8.DecodeRuneInString(word)
		if kind, ok := kinds[string(first)+small[min(size, len(small)):]]; ok {
			return kind
		}
	}
	switch {
	case isAcronym(word):
		return either
	case utf8.RuneCountInString(word) == 1 && unicode.IsLetter([]rune(word)[0]):
		return initial
	}
	return ordinary
}

// kinds are the abbreviations of news, by kind. One with a capital is only
// known so ("Wash.", "Ill."), the others in any case.
var kinds = listed(map[wordKind]string{
	title: `mr mrs ms mx dr drs prof profs messrs gen gens lt col cols maj capt cpt cmdr cdr adm brig
		sgt cpl pvt sen sens rep reps gov govs amb hon rev pres supt insp det dep asst assoc fr mt Ft On ing avv
		vs v e.g i.e cf viz approx
		mm mme mlle mgr dra srta ee dott sig hr bzw ca vgl z.b d.h
		проф акад ген ул им вул ім`,
	numbered: `no nos nr art arts sec sect fig figs vol ch pp par abs pt ziff núm n° стр рис
		Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`,
	initial: `st ste`,
	either: `inc ltd co cos corp bros plc llc gmbh cie jr sr sra ave blvd rd est dept univ assn govt
		mio mrd ggf evtl inkl uu ud uds тыс млн млрд руб тис грн кв
		Mon Tue Tues Wed Thu Thur Thurs Fri
		Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont
		Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que`,
	closing: `etc usw ecc т.д т.п т.д др і.т.д т.і`,
	hour:    `a.m p.m`,
})

// functionWords begin sentences in English; what Punkt has learnt, taken
// from financial news, lacks many of them.
var functionWords = set(`a after all another as at because before by during everyone everything for from her here his how its last
	more my nobody none nothing not of on once one only other our she still someone something such that their then there these those to two
	until we what where which who why with you your`)

// foreignWords begin sentences in other languages, and are no part of a
// name after an acronym.
var foreignWords = set(`el los las una il gli les une elle ils der die das ein eine es er sie wir ich aber und
	в на он она они это но и по как у він вона вони це але та`)

// timeWords follow an hour.
var timeWords = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june
	july august september october november december eastern central mountain pacific greenwich`)

// beforeOrdinals stand before "3." and make it "third" in German.
var beforeOrdinals = set(`am im vom zum zur beim ans ins der die das dem den des ein eine einem einen einer bis ab seit
	und oder jeder jede jedes ihr ihre ihren seine seinen`)

var germanMonths = set(`Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember
	Jahrhundert Jahrestag`)

// isTimeWord reports whether a word tells a day or a zone ("Monday", "GMT").
func isTimeWord(word string) bool {
	small := strings.ToLower(word)
	return timeWords[strings.TrimSuffix(small, "s")] || kinds[word] == numbered || shouted(word)
}

// shouted reports whether a word of several letters is all in capitals.
func shouted(word string) bool {
	return utf8.RuneCountInString(word) > 1 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) })
}

func listed(words map[wordKind]string) map[string]wordKind {
	all := map[string]wordKind{}
	for kind, list := range words {
		for _, word := range strings.Fields(list) {
			all[word] = kind
		}
	}
	return all
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}
