package retrieval

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"attache/index"
)

func TestUnderstand(t *testing.T) {
	for question, want := range map[string]string{
		"What did the minister say about the treaty?": "minister say treaty",
		"How many ships did the US count?":            "ships US count",
		"What did the WHO ask of us?":                 "WHO ask",
		"Who?":                                        "Who",
		"":                                            "",
		"🎉🔥":                                          "",
		"TREATY OF THE US":                            "TREATY",
		"treaty, treaties and the Treaty":             "treaty",
		"\u200bسؤال\u200b 外交":                         "سؤال 外 交",
	} {
		if got := strings.Join(Understand(question).Words(), " "); got != want {
			t.Errorf("%q is about %q, want %q", question, got, want)
		}
	}
}

func TestNamesAndFrameWordsAreTold(t *testing.T) {
	asked := Understand("Who said what Brandt told Oland? Talks failed.")
	for _, term := range asked.Terms {
		if name := slices.Contains([]string{"Brandt", "Oland"}, term.Word); term.Name != name {
			t.Errorf("%s is a name: %v", term.Word, term.Name)
		}
		if frame := slices.Contains([]string{"said", "told", "Talks"}, term.Word); term.Frame != frame {
			t.Errorf("%s is a frame word: %v", term.Word, term.Frame)
		}
	}
	for _, term := range Understand("WHAT DID BRANDT SAY").Terms {
		if term.Name {
			t.Errorf("%s is a name in a text of capitals", term.Word)
		}
	}
}

func TestALongQuestionIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString(string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)) + "q ")
	}
	if n := len(Understand(b.String()).Terms); n != index.MaxTerms {
		t.Errorf("%d terms", n)
	}
	if cut := firstBytes("aé", 2); cut != "a" {
		t.Errorf("cut to %q", cut)
	}
}

func FuzzUnderstand(f *testing.F) {
	f.Add("What did the U.S. say?")
	f.Add("\xff\x00'; DROP TABLE")
	f.Fuzz(func(t *testing.T, question string) {
		asked := Understand(question)
		if len(asked.Terms) > index.MaxTerms {
			t.Errorf("%d terms", len(asked.Terms))
		}
		for _, term := range asked.Terms {
			if term.Term == "" || !utf8.ValidString(term.Term) && utf8.ValidString(question) {
				t.Errorf("term %q", term.Term)
			}
		}
	})
}
