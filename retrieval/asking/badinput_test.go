package asking_test

import (
	"strings"
	"testing"
	"time"
)

// badQuestions are questions that nobody means, and what is looked for.
var badQuestions = map[string]struct {
	question string
	words    string // the first ones
}{
	"nothing":                   {"", ""},
	"one stop word":             {"the", "the"},
	"one mark":                  {"?", ""},
	"5,000 words":               {long[:len(long)/2] + long, "canal treaty"},
	"5,000 names":               {strings.Repeat("Ana Brandt's Oland, ", 5_000), "Ana Brandt's Oland"},
	"5,000 cues":                {strings.Repeat("what did ", 5_000) + "say", "what did"},
	"5,000 sayings":             {strings.Repeat("did Brandt say according to Oland and ", 500), "Brandt say Oland"},
	"quotes without an end":     {strings.Repeat(`"canal '`, 5_000), "canal"},
	"right-to-left text":        {"ماذا قال لافروف في جنيف؟", "ماذا قال لافروف في جنيف"},
	"text between directions":   {"\u202eGeneva\u202c \u2067talks\u2069", "Geneva talks"},
	"a script without spaces":   {"谁签署了条约", "谁 签 署 了 条 约"},
	"Cyrillic":                  {"Кто подписал договор?", "Кто подписал договор"},
	"SQL":                       {"'; DROP TABLE articles; --", "DROP TABLE articles"},
	"zero-width characters":     {"Gen\u200beva\ufeff ta\u2060lks\u00ad", "Geneva talks"},
	"joiners in Latin letters":  {"Gen\u200ceva ta\u200dlks", "Geneva talks"},
	"joiners where they belong": {"می\u200cشود", "می شود"},
	"NUL bytes":                 {"Geneva\x00talks", "Geneva talks"},
	"no UTF-8":                  {"\xff\xfeGeneva\xc3 talks", "Geneva talks"},
	"emoji":                     {"🙂🙂 👩‍👩‍👧", ""},
}

func TestUnderstandTakesBadQuestions(t *testing.T) {
	for name, c := range badQuestions {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			a := withLexicon(t, c.question)
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
			words := a.Words()
			if want := strings.Fields(c.words); strings.Join(words[:min(len(words), len(want))], " ") != c.words || c.words == "" && len(words) > 0 {
				t.Errorf("looks for %q, want %q", words, c.words)
			}
			for _, fault := range faults(a) {
				t.Error(fault)
			}
		})
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, c := range badQuestions {
		f.Add(c.question[:min(len(c.question), 500)])
	}
	f.Add("What did the US secretary of state tell the Halse Courier in March, and who said “a red line”?")
	f.Fuzz(func(t *testing.T, question string) {
		for _, fault := range faults(withLexicon(t, question)) {
			t.Errorf("%q: %s", question, fault)
		}
	})
}

func BenchmarkUnderstand(b *testing.B) {
	for name, question := range map[string]string{
		"a question": "What did the US secretary of state tell the Halse Courier in March about Oland's treaty?",
		"16 KiB":     strings.Repeat("what did Ana Brandt say in March about Oland's treaty ", 300),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				withLexicon(b, question)
			}
		})
	}
}
