package asking_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnderstandFindsSpeakers(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"between did and say":                  {"What did Brandt say about the treaty?", []string{"Brandt"}},
		"with all their names":                 {"What exactly did Foreign Minister Ana Brandt tell the council?", []string{"Foreign Minister Ana Brandt"}},
		"in small letters, an office":          {"what did india's prime minister say", []string{"india's prime minister"}},
		"in small letters, by their place":     {"what did brandt say about oland", []string{"brandt"}},
		"in capitals":                          {"WHAT DID INDIA SAY ABOUT OLAND?", []string{"INDIA"}},
		"in small letters before said":         {"is what pakistan said true", []string{"pakistan"}},
		"of an office of somebody's":           {"What did Vastria's king say?", []string{"Vastria's king"}},
		"of several, each":                     {"What did Ana Brandt, the Foreign Secretary, and Jon Tallis say?", []string{"Ana Brandt", "the Foreign Secretary", "Jon Tallis"}},
		"behind a description":                 {"What did the party's leader Ana Brandt demand?", []string{"Ana Brandt"}},
		"before an afterthought":               {"Did Brandt really deny it?", []string{"Brandt"}},
		"before said":                          {"Compare what Brandt said with what Tallis promised.", []string{"Brandt", "Tallis"}},
		"before their own words":               {"In Brandt's own words, why?", []string{"Brandt"}},
		"after words of":                       {"What were the exact words of Jon Tallis?", []string{"Jon Tallis"}},
		"according to them":                    {"How many left, according to Ana Brandt?", []string{"Ana Brandt"}},
		"not those who are told":               {"Who told Brandt?", nil},
		"not pronouns":                         {"What did he say about Oland?", nil},
		"not places where somebody said":       {"What did officials in Halse say?", nil},
		"not across sentences":                 {"Did Brandt go? Say it.", nil},
		"not the words of a question that ask": {"what did they say, and who said it", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, withLexicon(t, c.question).Speakers); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnderstandFindsOutlets(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"according to them":              {"How many left, according to Reuters?", []string{"Reuters"}},
		"according to them, in small":    {"according to the halse courier, who left", []string{"the halse courier"}},
		"as they are called for short":   {"What did the FT report?", []string{"the FT"}},
		"with a place in their name":     {"What did The Kyiv Courier write about it?", []string{"The Kyiv Courier"}},
		"by what they say":               {"What does the Halse Courier say about it?", []string{"the Halse Courier"}},
		"by their reports":               {"Is the Courier's report right?", []string{"the Courier"}},
		"by reports in them":             {"Is the story in the Halse Courier right?", []string{"the Halse Courier"}},
		"before reported":                {"Is what the Courier reported right?", []string{"the Courier"}},
		"several":                        {"Who left, according to the Halse Courier and Reuters?", []string{"the Halse Courier", "Reuters"}},
		"not offices that say something": {"Has the UN Secretary-General Ana Brandt ever said so?", nil},
		"not countries":                  {"What did Pakistan report, according to India?", nil},
		"not what reports are about":     {"Are there reports of Oland on it?", nil},
		"not people who say something":   {"What did Ana Brandt say?", nil},
		"not a report from a land":       {"What do reports from India tell?", nil},
		"nobody where nobody is called":  {"according to whom did they report", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, withLexicon(t, c.question).Outlets); diff != "" {
				t.Error(diff)
			}
		})
	}
}
