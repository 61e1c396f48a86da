package asking_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/asking"
)

// understand reads a question without a lexicon, at no time.
func understand(question string) retrieval.Asked {
	return asking.New(nil).Understand(index.NewAnalyser(), question, time.Time{})
}

func TestUnderstandKeepsTheContentWords(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"drops stop words":                                   {"What did the ministers of Ardland agree on?", []string{"ministers", "Ardland", "agree"}},
		"keeps each word once, whatever its form":            {"Did talks follow talk after talking?", []string{"talks", "follow"}},
		"keeps acronyms that look like stop words":           {"What does the US want from the WHO about IT?", []string{"US", "want", "WHO", "IT"}},
		"drops the same words in lower case":                 {"what does it tell us about who pays", []string{"pays"}},
		"takes no acronyms from a shout":                     {"WHAT DID WHO TELL US ABOUT ARDLAND?", []string{"ARDLAND"}},
		"drops contractions":                                 {"Who’s paying, and why didn't they?", []string{"paying"}},
		"keeps stop words when there is nothing else":        {"The Who?", []string{"The", "Who"}},
		"keeps each stop word once":                          {"To be, or not to be?", []string{"To", "be", "or", "not"}},
		"keeps an acronym after the stop word it looks like": {"Who is with us in what the US wants?", []string{"US", "wants"}},
		"keeps numbers":                                      {"Which 14 members voted in 2031?", []string{"14", "members", "voted", "2031"}},
		"finds no words in signs":                            {"?! … 🙂🙂 --", nil},
		"finds no words in nothing":                          {" \n\t", nil},
		"reads past signs":                                   {"🙂 Geneva 🇨🇭 talks 🙂", []string{"Geneva", "talks"}},
		"reads Cyrillic":                                     {"Лавров в Женеве", []string{"Лавров", "в", "Женеве"}},
		"reads right to left":                                {"محادثات جنيف", []string{"محادثات", "جنيف"}},
		"reads past directional marks":                       {"\u202bGeneva\u202c \u200ftalks\u200e", []string{"Geneva", "talks"}},
		"reads past zero-width characters":                   {"\ufeff\u200bGeneva\u200b \u200dtalks\u2060", []string{"Geneva", "talks"}},
		"reads invalid bytes as nothing":                     {"\xff\xfe Geneva \xc3", []string{"Geneva"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, understand(c.question).Words(), cmp.Comparer(slices.Equal[[]string])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnderstandTellsNames(t *testing.T) {
	names := func(question string) (names []string) {
		for _, term := range understand(question).Terms {
			if term.Name {
				names = append(names, term.Word)
			}
		}
		return names
	}
	for name, c := range map[string]struct {
		question string
		want     []string
	}{
		"by their capital":                 {"What did Mira Holt tell the BBC?", []string{"Mira", "Holt", "BBC"}},
		"not by a sentence's first letter": {"Ministers met. Envoys left! Leaders stayed? \"Nobody came\"", nil},
		"not by a line's first letter":     {"when\nTalks begin", nil},
		"after an opening quotation mark":  {"who is “Holt”", []string{"Holt"}},
		"not in a shout":                   {"WHAT DID MIRA HOLT SAY", nil},
		"not in scripts without capitals":  {"محادثات جنيف 北京", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := names(c.question); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestUnderstandTellsFrameWords(t *testing.T) {
	for _, term := range understand("What did she say, announce or comment on the canal dispute?").Terms {
		if want := !slices.Contains([]string{"canal", "dispute"}, term.Word); term.Frame != want {
			t.Errorf("%q is a frame word: %v", term.Word, term.Frame)
		}
	}
}

func TestUnderstandTakesWordsOfTheTimeOfAskingForFrameWords(t *testing.T) {
	for question, want := range map[string][]string{
		"Who signed the treaty last week?":           {"last", "week"},
		"Who signed yesterday?":                      {"yesterday"},
		"What is the latest on the treaty?":          {"latest"},
		"Who signed in March 2031?":                  {"March", "2031"},
		"Who signed the last treaty of a long week?": nil,
		"Who left before last week's vote?":          nil,
	} {
		var got []string
		for _, term := range understand(question).Terms {
			if term.Frame {
				got = append(got, term.Word)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
	}
}

func TestUnderstandBoundsAQuestion(t *testing.T) {
	for name, word := range map[string]string{"of many words": "canal%d ", "of one endless word": "canal", "of wide runes": "é"} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for i := range 5_000 {
				b.WriteString(strings.ReplaceAll(word, "%d", strings.Repeat("x", i%90)+string(rune('a'+i%26))))
			}
			asked := understand("x" + b.String())
			if len(asked.Terms) > index.MaxTerms || len(asked.Text) > 16<<10 || !utf8.ValidString(asked.Text) {
				t.Errorf("%d terms of %d bytes", len(asked.Terms), len(asked.Text))
			}
		})
	}
}
