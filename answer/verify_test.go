package answer

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attache/news"
	"attache/retrieval"
)

// evidenceOf makes evidence of texts, published on 4 March 2031.
func evidenceOf(texts ...string) []retrieval.Found {
	published, _ := news.ParseMoment("2031-03-04")
	var found []retrieval.Found
	for i, text := range texts {
		found = append(found, retrieval.Found{Evidence: news.Evidence{
			Passage: news.Passage{ID: int64(i + 1), Article: int64(i + 1), Text: text},
			Article: news.Article{ID: int64(i + 1), Title: "Deal of 17 states", Published: published},
		}})
	}
	return found
}

func TestVerify(t *testing.T) {
	evidence := evidenceOf(
		`Brandt said the treaty “ends forty years of dry summers” and gives Oland 1,500 units, or 2.1bn euros. Twelve engineers met.`,
		`Nothing is said here.`,
	)
	for name, test := range map[string]struct {
		text  string
		cites []int
		ok    bool
	}{
		"a plain sentence passes":                    {"Brandt spoke of the treaty.", []int{0}, true},
		"no citation is dropped":                     {"Brandt spoke of the treaty.", nil, false},
		"a citation out of range is dropped":         {"Brandt spoke of the treaty.", []int{8}, false},
		"a citation below the range is dropped":      {"Brandt spoke of the treaty.", []int{-1}, false},
		"one bad citation beside a good one is too":  {"Brandt spoke of the treaty.", []int{0, 2}, false},
		"a verbatim quotation passes":                {`She said it "ends forty years of dry summers".`, []int{0}, true},
		"typography does not matter":                 {`She said it «ends  forty years of dry summers».`, []int{0}, true},
		"punctuation inside the marks is let pass":   {`"Ends forty years of dry summers," she said.`, []int{0}, true},
		"one changed word is dropped":                {`She said it "ends fifty years of dry summers".`, []int{0}, false},
		"a quotation from another passage is too":    {`She said it "ends forty years of dry summers".`, []int{1}, false},
		"an invented quotation is dropped":           {`She praised "the wisdom of kings".`, []int{0}, false},
		"one bad quotation beside a good one is too": {`She said "dry summers" and "wet winters".`, []int{0}, false},
		"a quotation left open is dropped":           {`She said "it is over.`, []int{0}, false},
		"a lone closing mark is dropped":             {`She said it is over”.`, []int{0}, false},
		"a number of the passage passes":             {"Oland gets 1500 units.", []int{0}, true},
		"another number is dropped":                  {"Oland gets 1,600 units.", []int{0}, false},
		"a decimal is one number":                    {"It is worth 2.1bn euros.", []int{0}, true},
		"a part of a decimal is not":                 {"It is worth 21bn euros.", []int{0}, false},
		"a number word is a number":                  {"There were 12 engineers.", []int{0}, true},
		"a number of the headline passes":            {"There are 17 states.", []int{1}, true},
		"the day it was published passes":            {"On 4 March 2031 nothing was said.", []int{1}, true},
		"an empty sentence is dropped":               {"  ", []int{0}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if reasons := verify(claim{text: test.text, evidence: test.cites}, evidence); (len(reasons) == 0) != test.ok {
				t.Errorf("%q: %q", test.text, reasons)
			}
		})
	}
}

func TestASentenceOfAPassageAlwaysVerifiesAgainstIt(t *testing.T) {
	piece := rapid.StringOf(rapid.RuneFrom([]rune(`ab Z19.,"“”«»'-%é`)))
	rapid.Check(t, func(t *rapid.T) {
		sentence := strings.TrimSpace(piece.Draw(t, "sentence"))
		if sentence == "" {
			t.Skip("nothing to say")
		}
		// Sentences stand apart in a passage, as a stop and a space part them.
		passage := piece.Draw(t, "before") + " " + sentence + " " + piece.Draw(t, "after")
		_, closed := quotations(sentence)
		if reasons := verify(claim{text: sentence, evidence: []int{0}}, evidenceOf(passage)); closed && len(reasons) > 0 {
			t.Fatalf("%q of %q: %q", sentence, passage, reasons)
		}
	})
}

func FuzzVerify(f *testing.F) {
	f.Add(`She said "no" 1,2.3.`, `“No”, she said.`)
	f.Add("\xff“", "")
	f.Fuzz(func(t *testing.T, sentence, passage string) {
		for _, quote := range verifyQuotes(sentence, passage) {
			if !strings.Contains(fold(passage), trimQuote(fold(quote))) {
				t.Errorf("%q was let through", quote)
			}
		}
	})
}

// verifyQuotes gives the quotations of a sentence that verify lets through.
func verifyQuotes(sentence, passage string) []string {
	if len(verify(claim{text: sentence, evidence: []int{0}}, evidenceOf(passage))) > 0 {
		return nil
	}
	quotes, closed := quotations(sentence)
	if !closed {
		return nil
	}
	return quotes
}
