package asking_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/retrieval"
)

func TestUnderstandTellsTheKindOfQuestion(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     retrieval.Kind
	}{
		"a fact":                                    {"Which states signed the treaty?", retrieval.KindFact},
		"what somebody said":                        {"What exactly did Ana Brandt say in Halse?", retrieval.KindWhoSaid},
		"what nobody in particular said":            {"What did they demand?", retrieval.KindWhoSaid},
		"who said something":                        {"Who first called it a mistake?", retrieval.KindWhoSaid},
		"somebody's words":                          {"In Brandt's own words, why leave?", retrieval.KindWhoSaid},
		"a course of events":                        {"Give me a timeline of the dispute", retrieval.KindTimeline},
		"how something came to be":                  {"How has the dispute evolved?", retrieval.KindTimeline},
		"a comparison":                              {"How do the two reports differ?", retrieval.KindComparison},
		"one of before and after":                   {"Is the quota higher now than in 2030?", retrieval.KindComparison},
		"a number":                                  {"How many states voted?", retrieval.KindNumber},
		"a number that is compared with":            {"Which states sent more than 100 envoys?", retrieval.KindFact},
		"yes or no":                                 {"Did Vastria sign?", retrieval.KindYesNo},
		"yes or no after a statement":               {"The talks are over. Did Vastria sign?", retrieval.KindYesNo},
		"yes or no with not":                        {"Didn't Vastria sign?", retrieval.KindYesNo},
		"no yes or no that a month begins":          {"May talks: what came of them?", retrieval.KindFact},
		"a fact where saying is another sentence's": {"What is the canal? Did Brandt say so?", retrieval.KindYesNo},
		"nothing":                                   {"", retrieval.KindFact},
	} {
		t.Run(name, func(t *testing.T) {
			if got := understand(c.question).Kind; got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestUnderstandTellsWhatAnAnswerStates(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     retrieval.Wants
	}{
		"a number":                 {"How many left?", retrieval.WantsNumber},
		"a date":                   {"When did Vastria sign?", retrieval.WantsDate},
		"no date of a when":        {"Were they there when the vote began?", 0},
		"a person":                 {"Who signed?", retrieval.WantsPerson},
		"a place":                  {"Where was it signed?", retrieval.WantsPlace},
		"words":                    {"Did Brandt say so?", retrieval.WantsWords},
		"no name of a what":        {"What is it that they have?", 0},
		"no name of what happened": {"What happened in Halse?", 0},
		"a name of some kind":      {"Which treaty was signed?", retrieval.WantsName},
		"several":                  {"Who signed, and where?", retrieval.WantsPerson | retrieval.WantsPlace},
		"nothing in particular":    {"Did Vastria sign?", 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := understand(c.question).Wants; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestUnderstandTellsNegation(t *testing.T) {
	for question, want := range map[string]bool{
		"Who did not sign?":                         true,
		"Who didn't sign?":                          true,
		"Who never signed?":                         true,
		"Who refused to sign?":                      true,
		"Which states were excluded?":               true,
		"Who has yet to sign?":                      true,
		"Who left without a treaty?":                true,
		"Who signed?":                               false,
		"Who imposed sanctions against Vastria?":    false,
		"Who rejected the treaty?":                  false,
		"Did No. 10 sign?":                          false,
		"Is there a no-fly zone?":                   false,
		"Who signed not only the treaty?":           false,
		"Did they sign or not?":                     false,
		"Who notes the nothingness of Nottinghamia": false,
	} {
		if got := understand(question).Negated; got != want {
			t.Errorf("%q is negated: %v", question, got)
		}
	}
}

func TestUnderstandPartsSeveralQuestions(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"at and":                             {"How many envoys are there, and who said that they left?", []string{"How many envoys are there", "who said that they left?"}},
		"at and, without marks":              {"how many envoys are there and who sent them", []string{"how many envoys are there", "who sent them"}},
		"at their marks":                     {"Who signed? Where was the treaty kept?", []string{"Who signed?", "Where was the treaty kept?"}},
		"at a comma":                         {"Who signed the treaty, when did Oland vote?", []string{"Who signed the treaty", "when did Oland vote?"}},
		"at Arabic and full-width marks":     {"من وقع؟ who signed？ who left?", []string{"من وقع؟", "who signed？", "who left?"}},
		"with a wish behind":                 {"Who signed? Tell me about the canal.", []string{"Who signed?", "Tell me about the canal."}},
		"after yes or no":                    {"Did Vastria sign, and when does the treaty begin?", []string{"Did Vastria sign", "when does the treaty begin?"}},
		"four at most, the last the rest":    {"Who signed? Who left? Who stayed? Who voted? Who paid?", []string{"Who signed?", "Who left?", "Who stayed?", "Who voted? Who paid?"}},
		"not a statement before a question":  {"The talks are over. Who signed?", nil},
		"not a statement behind one":         {"Who signed? The talks are over.", nil},
		"not a question of no word":          {"What did Brandt promise, and when?", nil},
		"not a repeated mark":                {"Who signed???", nil},
		"not two names":                      {"Did Vastria and Oland sign?", nil},
		"not what a statement has after and": {"Brandt left and who signed?", nil},
		"not nothing":                        {"??", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, understand(c.question).Parts); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnderstandReadsPhrases(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"between straight marks":       {`Who said "a red line" and "a blue line"?`, []string{"a red line", "a blue line"}},
		"between curly marks":          {"Who said “a red line”?", []string{"a red line"}},
		"between single marks":         {"Who said ‘Oland’s red line’ or 'a blue line'?", []string{"Oland’s red line", "a blue line"}},
		"between German marks":         {"Wer sagte „rote Linie“?", []string{"rote Linie"}},
		"between guillemets":           {"Qui a dit « ligne rouge » ?", []string{"ligne rouge"}},
		"between corner brackets":      {"谁说「红线」？", []string{"红线"}},
		"of hyphenated words":          {`What is the "red-line" rule?`, []string{"red-line"}},
		"not single words":             {`Who said "redline"?`, nil},
		"not between apostrophes":      {"Are the ministers' plans the envoys' plans?", nil},
		"not signs":                    {`Is it "? !"`, nil},
		"not what nobody closes":       {`Who said "a red line?`, nil},
		"four at most":                 {`"a b" "c d" "e f" "g h" "i j"`, []string{"a b", "c d", "e f", "g h"}},
		"not what is longer than that": {`"` + long + `"`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, understand(c.question).Phrases); diff != "" {
				t.Error(diff)
			}
		})
	}
}
