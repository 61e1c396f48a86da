package lexicon

import (
	"strings"
	"testing"
	"unicode/utf8"

	"attache/index"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// found writes the mentions of a text as "words=ID".
func found(l *Lexicon, text string) []string {
	var all []string
	for _, m := range l.Find(text) {
		all = append(all, text[m.Start:m.End]+"="+m.Entry.ID)
	}
	return all
}

func TestFindTellsWhoIsMeant(t *testing.T) {
	l := load(t)
	for why, c := range map[string]struct {
		text string
		want []string
	}{
		"metonyms":                        {"Downing Street told the Élysée", []string{"Downing Street=downing-street", "Élysée=élysée"}},
		"without accents":                 {"the Elysee", []string{"Elysee=élysée"}},
		"metonyms without capitals":       {"what did foggy bottom and the kremlin say", []string{"foggy bottom=state-department", "kremlin=kremlin"}},
		"an acronym with dots":            {"the U.N. and the U.S. agree", []string{"U.N=UN", "U.S=US"}},
		"US but not us":                   {"the US told us", []string{"US=US"}},
		"WHO but not who":                 {"who told the WHO", []string{"WHO=world-health-organization"}},
		"Turkey but not turkey":           {"roast turkey in Turkey", []string{"Turkey=TR"}},
		"Chad, in capitals too":           {"CHAD and Chad", []string{"CHAD=TD", "Chad=TD"}},
		"the Quad but not a quad":         {"the Quad met in the quad", []string{"Quad=quad"}},
		"shouted words are only words":    {"WHO TOLD US WHAT IN IRAN", []string{"IRAN=IR"}},
		"an acronym alone":                {"WHO", []string{"WHO=world-health-organization"}},
		"organisations":                   {"NATO, the UNSC, the IAEA, the OSCE and AUKUS", []string{"NATO=NATO", "UNSC=UNSC", "IAEA=iaea", "OSCE=osce", "AUKUS=aukus"}},
		"acronyms without capitals":       {"nato and the iaea", []string{"nato=NATO", "iaea=iaea"}},
		"treaties and formats":            {"the P5+1, the E3 and the JCPOA", []string{"P5+1=p5+1", "E3=e3", "JCPOA=jcpoa"}},
		"P5 alone is the five":            {"the P5", []string{"P5=p5"}},
		"a deal in words":                 {"the Iran nuclear deal", []string{"Iran nuclear deal=jcpoa"}},
		"possessives":                     {"Iran's envoy, the IAEA’s chief", []string{"Iran=IR", "envoy=ambassador", "IAEA’s chief=iaea-chief"}},
		"a possessive within a name":      {"China's People's Liberation Army", []string{"China=CN", "People's Liberation Army=pla"}},
		"the longest name":                {"South Sudan, Sudan, Guinea-Bissau, Papua New Guinea", []string{"South Sudan=SS", "Sudan=SD", "Guinea-Bissau=GW", "Papua New Guinea=PG"}},
		"not across a stop":               {"They went south. Korea was cold. In the North. Korea", nil},
		"across an abbreviation's stop":   {"in St. Lucia", []string{"St. Lucia=LC"}},
		"not across a comma":              {"from the South, Africa seems near", []string{"Africa=africa"}},
		"across its own comma":            {"one country, two systems", []string{"one country, two systems=one-country,-two-systems"}},
		"across a line's end":             {"the White\nHouse", []string{"White\nHouse=white-house"}},
		"what holds a country's name":     {"the Washington Post on New Mexico and the Indian Ocean", []string{"Washington Post=washington-post", "New Mexico=new-mexico", "Indian Ocean=indian-ocean"}},
		"peoples in the plural":           {"Ukrainians, Russians and the Swiss", []string{"Ukrainians=UA", "Russians=RU", "Swiss=CH"}},
		"Polish but not polish":           {"they polish a Polish text", []string{"Polish=PL"}},
		"countries under their old names": {"Burma, Ceylon, Zaire and Upper Volta", []string{"Burma=MM", "Ceylon=LK", "Zaire=CD", "Upper Volta=upper-volta"}},
		"new names of countries":          {"Türkiye, Eswatini, Czechia", []string{"Türkiye=TR", "Eswatini=SZ", "Czechia=CZ"}},
		"names of people as spelled":      {"Zelenskiy, Qaddafi and Erdoğan", []string{"Zelenskiy=zelensky", "Qaddafi=gaddafi", "Erdoğan=erdogan"}},
		"Russian":                         {"Что сказала Украина о НАТО?", []string{"Украина=UA", "НАТО=NATO"}},
		"Russian in other cases":          {"Президент Украины с Путиным в Киеве", []string{"Украины=UA", "Путиным=putin", "Киеве=kyiv"}},
		"Ukrainian":                       {"Що сказала Росія про Україну?", []string{"Росія=RU", "Україну=UA"}},
		"Chinese":                         {"中国和乌克兰", []string{"中国=CN", "乌克兰=UA"}},
		"French and German":               {"l'Allemagne, Deutschland", []string{"Deutschland=DE"}},
		"invented places are nobody":      {"Vastria and Oland", nil},
		"nothing":                         {"", nil},
	} {
		t.Run(why, func(t *testing.T) {
			if diff := cmp.Diff(c.want, found(l, c.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// checkMentions reports what is wrong with the mentions found in a text.
func checkMentions(text string, mentions []Mention) string {
	end := 0
	for _, m := range mentions {
		switch {
		case m.Entry == nil:
			return "a mention of nothing"
		case m.Start < end || m.End <= m.Start || m.End > len(text):
			return "mentions overlap or leave the text"
		case utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]):
			return "a mention cuts a letter"
		}
		end = m.End
	}
	return ""
}

func TestMentionsOfAnyTextLieInItSideBySide(t *testing.T) {
	l := load(t)
	var names []string
	for _, e := range l.Entries() {
		for _, n := range e.names {
			names = append(names, n.text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.SampledFrom(names), rapid.String(), rapid.SampledFrom(strings.Split("the | of |, |. |'s|-", "|")))
		text := strings.Join(rapid.SliceOfN(part, 0, 30).Draw(t, "parts"), rapid.SampledFrom([]string{" ", "", ", "}).Draw(t, "glue"))
		mentions := l.Find(text)
		if fault := checkMentions(text, mentions); fault != "" {
			t.Fatal(fault)
		}
		again := l.Find(text)
		for i, m := range mentions {
			if again[i] != m {
				t.Fatal("another mention the second time")
			}
			if fault := checkExpansions(l.Expand(m, mentions...)); fault != "" {
				t.Fatal(fault)
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	l := load(f)
	for _, seed := range []string{question, passage, "U.S. Украины 中国 P5+1", "St. . 's ’s", "\xff\xfeIran's"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = text[:min(len(text), 500)]
		mentions := l.Find(text)
		if fault := checkMentions(text, mentions); fault != "" {
			t.Error(fault)
		}
		for _, m := range mentions {
			if fault := checkExpansions(l.Expand(m, mentions...)); fault != "" {
				t.Error(fault)
			}
		}
		index.Words(text, func(start, end int) bool {
			word := text[start:end]
			if got, want := string(fold(nil, word)), index.Fold(word); got != want {
				t.Errorf("fold(%q) = %q, the index has %q", word, got, want)
			}
			for _, s := range Spellings(word) {
				if Skeleton(s) != Skeleton(word) {
					t.Errorf("%q is no spelling of %q", s, word)
				}
			}
			return true
		})
	})
}
