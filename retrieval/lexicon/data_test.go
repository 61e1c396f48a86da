package lexicon

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"attache/index"
)

var loaded = sync.OnceValues(Load)

func load(t testing.TB) *Lexicon {
	t.Helper()
	l, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTheLexiconIsAsBroadAsAForeignDeskExpects(t *testing.T) {
	least := map[Kind]int{
		Country: 195, Territory: 15, Capital: 170, City: 100, Region: 100, Government: 50, Ministry: 40, Parliament: 30,
		Bank: 10, Agency: 30, Forces: 15, Organisation: 120, Group: 50, Treaty: 90, Format: 30, Office: 50, Person: 60, Given: 25,
	}
	count := make(map[Kind]int)
	for _, e := range load(t).Entries() {
		count[e.Kind]++
	}
	for kind, n := range least {
		if count[kind] < n {
			t.Errorf("%d of kind %s, want at least %d", count[kind], kind, n)
		}
	}
}

func TestEveryCountryHasADemonym(t *testing.T) {
	for _, e := range load(t).Entries() {
		people := func(n *name) bool { return n.people && n.offered }
		if e.Kind == Country && !slices.ContainsFunc(e.names, people) {
			t.Errorf("%s has no demonym", e.Name)
		}
	}
}

func TestEveryCountryHasACapital(t *testing.T) {
	// The capital has the country's name, or one that means too much else.
	without := strings.Fields("DJ LU MC MV NR SG SM VA")
	l := load(t)
	for _, e := range l.Entries() {
		capital := func(m *Entry) bool { return m.Kind == Capital }
		if e.Kind == Country && slices.Contains(without, e.ID) == slices.ContainsFunc(l.members[e.ID], capital) {
			t.Errorf("%s has no capital, or is on the list of those without", e.Name)
		}
	}
}

func TestEveryNameWeighsBetweenNothingAndTheReadersOwnWords(t *testing.T) {
	for _, e := range load(t).Entries() {
		for _, n := range e.names {
			if n.weight <= 0 || n.weight >= 1 {
				t.Errorf("%q of %s weighs %v", n.text, e.ID, n.weight)
			}
		}
	}
}

// What an entry offers is looked for in any case: an acronym that is a common
// word would find everything.
func TestNothingIsOfferedThatIsACommonWord(t *testing.T) {
	stop := strings.Fields("us who it is in on at be he an or no so to we me my by do go if of as am up male may can will said pm car ice raw diet mit pole male")
	for _, e := range load(t).Entries() {
		for _, n := range e.names {
			if words := n.words(); n.offered && len(words) == 1 && slices.Contains(stop, words[0]) {
				t.Errorf("%s offers %q", e.ID, n.text)
			}
		}
	}
}

func TestNamesAreFoundByThemselves(t *testing.T) {
	l := load(t)
	for _, e := range l.Entries() {
		for _, n := range e.names {
			if !n.sought {
				continue
			}
			found := l.Find(n.text)
			if len(found) != 1 || found[0].Entry != e {
				t.Errorf("%q does not find %s: %+v", n.text, e.ID, found)
			}
		}
	}
}

func TestEntriesMarkedRuleHaveOneSkeleton(t *testing.T) {
	marked := 0
	for _, e := range load(t).Entries() {
		if !e.byRule {
			continue
		}
		marked++
		for _, n := range e.names {
			if words := n.words(); n.offered && len(words) == 1 && Skeleton(words[0]) != Skeleton(e.Name) {
				t.Errorf("%s and %s: %q is not %q", e.Name, n.text, Skeleton(e.Name), Skeleton(words[0]))
			}
		}
	}
	if marked < 30 {
		t.Errorf("%d entries marked rule, want at least 30", marked)
	}
}

func TestFoldIsThatOfTheIndex(t *testing.T) {
	for _, e := range load(t).Entries() {
		for _, n := range e.names {
			index.Words(n.text, func(start, end int) bool {
				word := n.text[start:end]
				if got, want := string(fold(nil, word)), index.Fold(word); got != want {
					t.Errorf("fold(%q) = %q, the index has %q", word, got, want)
				}
				return true
			})
		}
	}
}

func TestALineThatBreaksTheFormatIsNamed(t *testing.T) {
	for why, c := range map[string]struct{ lines, want string }{
		"no names":             {"country XX", `lexicon test.txt:1: no colon and names after "country XX"`},
		"an unknown kind":      {"# heading\nplanet: Mars", `lexicon test.txt:2: unknown kind "planet"`},
		"an entry twice":       {"city: Oland\ncity: Oland", `lexicon test.txt:2: a second entry "oland"`},
		"a weight above 1":     {"city: Oland; Olanda .x", `lexicon test.txt:1: no weight between 0 and 1 in "Olanda .x"`},
		"names of no entry":    {"also XX: Vastria", `lexicon test.txt:1: no entry "XX"`},
		"a relation of none":   {"capital of=XX: Oland", `lexicon: oland is of "XX", which is no entry`},
		"a case of none":       {"ministry as=foreign: House", `lexicon: house is a case of "foreign", which is no entry`},
		"a name of two":        {"city a: Oland\ncity b: Öland", `lexicon: "Öland" is a name of a and of b`},
		"a name without words": {"city a: --", `lexicon: a has a name without words: "-"`},
	} {
		t.Run(why, func(t *testing.T) {
			var r reader
			err := r.file("test.txt", c.lines)
			if err == nil {
				_, err = r.lexicon()
			}
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestNoLineHasANameTwice(t *testing.T) {
	files, err := fs.Glob(data, "data/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := data.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for held := range strings.Lines(string(text)) {
			_, list, _ := strings.Cut(held, ": ")
			e := new(Entry)
			if held[0] == '#' || e.add(line{file: file}, list, namesake) != nil {
				continue
			}
			seen := make(map[string]string)
			for _, n := range e.names {
				words := strings.Join(n.words(), " ")
				if other, ok := seen[words]; ok {
					t.Errorf("%s: %q is %q in %s", file, n.text, other, held)
				}
				seen[words] = n.text
			}
		}
	}
}
