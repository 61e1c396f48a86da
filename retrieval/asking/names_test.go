package asking_test

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/index"
	"attache/retrieval"
)

// nameLines are the names of a question in short: "India IN" for a proper
// one that the lexicon knows, in brackets where it names nobody in
// particular.
func nameLines(a retrieval.Asked) (lines []string) {
	for _, n := range a.Names {
		line := strings.TrimSpace(n.Text + " " + n.ID)
		if !n.Proper {
			line = "(" + line + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestUnderstandFindsNames(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"of countries in small letters":          {"did pakistan vote", []string{"pakistan PK"}},
		"of countries in a shout":                {"DID PAKISTAN VOTE WITH INDIA?", []string{"PAKISTAN PK", "INDIA IN"}},
		"of owners":                              {"who is india's prime minister", []string{"india IN", "(prime minister prime-minister)"}},
		"of institutions":                        {"Did the Kremlin write to the Security Council?", []string{"Kremlin kremlin", "Security Council UNSC"}},
		"of people by their capitals":            {"Did Ana Brandt meet Jon Tallis?", []string{"Ana Brandt", "Jon Tallis"}},
		"of owners and what is theirs apart":     {"Did Vastria's Ana Brandt go?", []string{"Vastria", "Ana Brandt"}},
		"of people beside their offices":         {"Did Foreign Minister Ana Brandt go?", []string{"(Foreign Minister foreign-minister)", "Ana Brandt"}},
		"of one person whose surname is known":   {"Did Sergei Lavrov go?", []string{"Sergei Lavrov lavrov", "(Sergei)"}},
		"of people spelled in several ways":      {"Who is Mohammed Qadir?", []string{"Mohammed Qadir", "(Mohammed)", "(Qadir)"}},
		"after abbreviations":                    {"Did Mr. Brandt meet the U.S. Congress?", []string{"Brandt", "U.S. Congress us-congress"}},
		"not by Title Case":                      {"Which Ministers Did Not Agree With The Others In Halse?", nil},
		"in Title Case by the lexicon":           {"What Did The Ministers Agree On In India?", []string{"India IN"}},
		"not of words that are countries, too":   {"who ate turkey on the day", nil},
		"not where a sentence begins":            {"Ministers met. Envoys left?", []string{"(Envoys ambassador)"}},
		"not of months and days":                 {"Did Brandt go on Friday, 6 March 2025, or before the April vote?", []string{"Brandt"}},
		"of people who are called like months":   {"Did Ana May go?", []string{"Ana May"}},
		"in Cyrillic letters":                    {"что сказал Лавров", []string{"Лавров lavrov"}},
		"through zero-width characters":          {"did pak\u200bistan vote", []string{"pakistan PK"}},
		"of an outlet as none that has to stand": {"What did the Halse Post report on Oland?", []string{"(Halse Post)", "Oland"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, nameLines(withLexicon(t, c.question))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnderstandMarksTheWordsOfNames(t *testing.T) {
	for _, question := range []string{"did pakistan vote", "DID PAKISTAN VOTE?", "Did Pakistan's envoy vote?"} {
		a := withLexicon(t, question)
		if n := a.Names[0]; n.Terms != 1 || !a.Terms[0].Name {
			t.Errorf("%q: %+v of %+v", question, n, a.Terms)
		}
	}
	if a := withLexicon(t, "which prime minister left"); a.Terms[0].Name {
		t.Errorf("an office that is nobody's: %+v", a.Terms)
	}
}

// othersOf are what the name with a text is called, too.
func othersOf(a retrieval.Asked, text string) (others []string) {
	for _, n := range a.Names {
		if n.Text == text {
			for _, o := range n.Others {
				others = append(others, o.String())
			}
		}
	}
	return others
}

func TestUnderstandSpellsNamesInOtherWays(t *testing.T) {
	for name, c := range map[string]struct{ question, text, want string }{
		"what the lexicon knows":               {"What did the Kremlin say?", "Kremlin", "moscow"},
		"a single word by rule":                {"Who is Qadir?", "Qadir", "kadir"},
		"each word of a person's name by rule": {"Who is Osama Qadir?", "Qadir", "kadir"},
		"first names by the lexicon":           {"Who is Mohammed Tallis?", "Mohammed", "muhammad"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := othersOf(withLexicon(t, c.question), c.text); !slices.Contains(got, c.want) {
				t.Errorf("%q is not among %q", c.want, got)
			}
		})
	}
	for name, c := range map[string]struct{ question, text string }{
		"not a name of several words as a whole": {"Who is Mohammed Qadir?", "Mohammed Qadir"},
		"not the words of a long title":          {"Who wrote The Osama Qadir Sheikh Mahmoud Memorial Address of 1990?", "Qadir"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := othersOf(withLexicon(t, c.question), c.text); len(got) > 0 {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestWhatUnderstandSaysOfNamesHolds asks questions made of names and other
// words.
func TestWhatUnderstandSaysOfNamesHolds(t *testing.T) {
	words := []string{
		"did", "say", "the", "of", "and", "India's", "Volodymyr", "Zelenskyy", "prime minister", "Brandt", "Mohammed", "kremlin",
		"treaty", "\"", ", ", "?", "according to", "The Halse Courier", "US", "Лавров", "北京", "جنيف", "\u200b", "vote", "Qadir", "report",
	}
	rapid.Check(t, func(rt *rapid.T) {
		question := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 80).Draw(rt, "words"), " ")
		for _, fault := range faults(withLexicon(t, question)) {
			rt.Errorf("%q: %s", question, fault)
		}
	})
}

// faults are what an understood question must not say.
func faults(a retrieval.Asked) (all []string) {
	say := func(format string, values ...any) { all = append(all, fmt.Sprintf(format, values...)) }
	if len(a.Terms) > index.MaxTerms || len(a.Names) > 24 || len(a.Parts) > 4 || len(a.Parts) == 1 ||
		len(a.Phrases) > 4 || len(a.Outlets) > 4 || len(a.Speakers) > 4 || len(a.Times) > 8 {
		say("too much: %+v", a)
	}
	seen := make(map[string]bool)
	for _, term := range a.Terms {
		if term.Term == "" || seen[term.Term] || !strings.Contains(a.Text, term.Word) {
			say("term %+v", term)
		}
		seen[term.Term] = true
	}
	for _, n := range a.Names {
		if n.Terms == 0 || bits.Len64(n.Terms) > len(a.Terms) || !strings.Contains(a.Text, n.Text) || n.Text == "" {
			say("name %+v", n)
		}
		for _, o := range n.Others {
			if len(o.Terms) == 0 || o.Weight <= 0 || o.Weight >= 1 {
				say("name %q is also %+v", n.Text, o)
			}
		}
	}
	for _, text := range slices.Concat(a.Outlets, a.Speakers, a.Phrases) {
		if text == "" || !strings.Contains(a.Text, text) {
			say("%q is not in it", text)
		}
	}
	for _, time := range a.Times {
		if !strings.Contains(a.Text, time.Text) || !time.From.IsZero() && !time.To.IsZero() && time.From.After(time.To) {
			say("time %+v", time)
		}
	}
	return all
}
