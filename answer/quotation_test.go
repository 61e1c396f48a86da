package answer

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestQuotationsAreFound(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		want   []string
		closed bool
	}{
		"none":                             {"He said no.", nil, true},
		"straight":                         {`He said "no" and "never".`, []string{"no", "never"}, true},
		"curly":                            {"He said “no”.", []string{"no"}, true},
		"low":                              {"Er sagte „nein“.", []string{"nein"}, true},
		"angular":                          {"Il a dit « non ».", []string{" non "}, true},
		"single":                           {"He called it ‘a sham’ and 'a farce'.", []string{"a sham", "a farce"}, true},
		"empty":                            {`He said "" and "no".`, []string{"", "no"}, true},
		"curly, closed by a straight mark": {`He said “no".`, []string{"no"}, true},
		"single inside double":             {"“He said ‘no’ to me,” she said.", []string{"He said ‘no’ to me,"}, true},
		"curly inside straight":            {`"He said “no” to me," she said.`, []string{"He said “no” to me,"}, true},
		"straight inside curly":            {`“He said "no" to me,” she said.`, []string{`He said "no" to me,`}, true},
		"angular inside angular":           {"«Il a dit «non».»", []string{"Il a dit «non»."}, true},
		"apostrophes":                      {"The ministers' plan wasn't Brandt’s, and ’tis so.", nil, true},
		"left open":                        {`He said "no.`, nil, false},
		"closed only":                      {"He said no”.", nil, false},
		"closed only, angular":             {"He said no».", nil, false},
		"one inside left open":             {`"He said “no" to me.`, nil, false},
		"straight inside straight":         {`"He said "no" to me," she said.`, nil, false},
		"with bytes that are no text":      {"He \xff“n\xe2o”\xff said.", []string{"n\xe2o"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if spans, closed := quotations(test.text); closed != test.closed || !slices.Equal(spans, test.want) {
				t.Errorf("%q: %q, closed %v", test.text, spans, closed)
			}
		})
	}
}

func TestAQuotationIsMadeOfWholeWords(t *testing.T) {
	evidence := evidenceOf("The party left office for the north, “no deal is a part of it”.")
	for quote, want := range map[string]bool{"art": false, "no": true, "off": false, "part of it": true, "no deal is a par": false, "deal": true, "": true} {
		if reasons := verify(claim{text: `She said "` + quote + `".`, evidence: []int{0}}, evidence); (len(reasons) == 0) != want {
			t.Errorf("%q: %q", quote, reasons)
		}
	}
}

func TestAnInventedQuotationIsFoundInsideAnother(t *testing.T) {
	evidence := evidenceOf("She said: “He told me “no” to my face,” and “it is over”.")
	for text, want := range map[string]bool{
		`She said: “He told me “no” to my face”.`:       true,
		`She said: “He told me "no" to my face”.`:       true,
		`She said: “He told me “yes” to my face”.`:      false,
		`She said: “He told me "yes" to my face”.`:      false,
		`She said: "He told me “yes” to my face".`:      false,
		`She said: "He told me "yes" to my face".`:      false,
		`She said it was ‘over’.`:                       true,
		`She said it was ‘done’.`:                       false,
		`She said it was 'done'.`:                       false,
		`It was the ministers' and Brandt's, she said.`: true,
	} {
		if reasons := verify(claim{text: text, evidence: []int{0}}, evidence); (len(reasons) == 0) != want {
			t.Errorf("%s: %q", text, reasons)
		}
	}
}

func TestWhatLooksLikeACitationIsNotShown(t *testing.T) {
	evidence := evidenceOf("The accord [7] was signed.")
	if reasons := verify(claim{text: "The accord [7] was signed.", evidence: []int{0}}, evidence); len(reasons) == 0 {
		t.Error("a mark in the words was let through")
	}
}

func TestASentenceOfAPassageVerifiesWhateverItsMarks(t *testing.T) {
	words := rapid.SampledFrom([]string{
		"he", "said", "“no”", `"no`, `no"`, "‘so", "so’", "'tis", "«non»", "„nein“", "1,000", "2.1bn", "٢٠", "twenty", "five", "twenty-first",
		"it’s", "Orr's", "ﬁne", "é", "-", "—", "(2031)", "U.N.", "”", "“", "»", "\u200b", "zero\u00adwidth",
	})
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) string {
			return strings.Join(rapid.SliceOfN(words, 1, 8).Draw(t, label), " ")
		}
		sentence := draw("sentence")
		passage := draw("before") + ". " + sentence + ". " + draw("after")
		if reasons := verify(claim{text: sentence + ".", evidence: []int{0}}, evidenceOf(passage)); len(reasons) > 0 {
			t.Fatalf("%q of %q: %q", sentence, passage, reasons)
		}
	})
}

func TestANumberThatIsNotHeldNeverPasses(t *testing.T) {
	figures := rapid.IntRange(32, 2030)
	rapid.Check(t, func(t *rapid.T) {
		held, stated := figures.Draw(t, "held"), figures.Draw(t, "stated")
		if held == stated || stated == 17 {
			t.Skip("the same")
		}
		c := claim{text: "It counts " + grouped(stated) + " ships.", evidence: []int{0}}
		if len(verify(c, evidenceOf("It counts "+grouped(held)+" ships."))) == 0 {
			t.Fatalf("%d passes where %d stands", stated, held)
		}
		if reasons := verify(c, evidenceOf("It counts "+grouped(stated)+" ships.")); len(reasons) > 0 {
			t.Fatal(reasons)
		}
	})
}

func FuzzQuotations(f *testing.F) {
	f.Add("“He said ‘no’ to «me»,” she said.")
	f.Add("\xff\"„“'\xe2")
	f.Fuzz(func(t *testing.T, text string) {
		spans, _ := quotations(text)
		at := 0
		for _, span := range spans {
			i := strings.Index(text[at:], span)
			if i < 0 {
				t.Fatalf("%q does not stand in %q in its order", span, text)
			}
			at += i + len(span)
		}
	})
}
