package answer

import (
	"strings"
	"testing"
	"time"

	"attache/index"
	"attache/news"
	"attache/retrieval/asking"
)

// findings are those of a question for which everything in the texts, each
// an article of its own, was found in that order.
func findings(t *testing.T, question string, texts ...string) fixed {
	t.Helper()
	s := splitter(t)
	asked := asking.New(nil).Understand(index.NewAnalyser(), question, time.Time{})
	f := fixed{Asked: asked, Weights: make([]float64, len(asked.Terms)), Enough: true, Found: evidenceOf(texts...)}
	for i := range f.Weights {
		f.Weights[i] = 1
	}
	for i := range f.Found {
		f.Found[i].Score = float64(10 - i)
		f.Found[i].Passage.Sentences = s.Split(f.Found[i].Passage.Text)
	}
	f.Coverage = news.Coverage{Articles: len(texts), Outlets: []string{"Wire"}}
	return f
}

func extractFrom(t *testing.T, f fixed, question string) news.Answer {
	t.Helper()
	a, err := New(Options{Retriever: f}).Ask(t.Context(), news.Question{Text: question}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range a.Sentences {
		for _, n := range s.Citations {
			if !strings.Contains(a.Citations[n-1].Passage, s.Text) {
				t.Errorf("%q does not stand in [%d]", s.Text, n)
			}
		}
	}
	return a
}

func TestTheExtractiveWriter(t *testing.T) {
	for name, test := range map[string]struct {
		question string
		texts    []string
		leads    string
		without  string
	}{
		"leads with the sentence that answers": {
			"Who signed the Merle treaty?",
			[]string{"The weather in Halse was fine. The hall was full. Brandt and Rell signed the Merle treaty at noon."},
			"Brandt and Rell signed the Merle treaty at noon [1].", "weather",
		},
		"leads with a number where one is asked for": {
			"How many ships crossed the Merle?",
			[]string{"Many ships crossed the Merle, the port said.", "In all 14 ships crossed the Merle on Monday."},
			"In all 14 ships crossed the Merle on Monday [1].", "",
		},
		"leads with a date where one is asked for": {
			"When was the Merle treaty signed?",
			[]string{"The Merle treaty was signed in a tent. The Merle treaty was signed on 4 May by Brandt."},
			"The Merle treaty was signed on 4 May by Brandt [1].", "",
		},
		"does not take a heading for a sentence": {
			"What happens to the Merle dam?",
			[]string{"What happens to the Merle dam\n\nIt will be torn down in the spring, the ministry said. Nobody lives there."},
			"It will be torn down in the spring, the ministry said [1].", "What happens",
		},
		"does not take an announcement for news": {
			"What is the Merle treaty?",
			[]string{"Here is what to know about the Merle treaty. The Merle treaty shares out the water of a river."},
			"The Merle treaty shares out the water of a river [1].", "Here is",
		},
		"trims a dateline": {
			"Who signed the Merle treaty?",
			[]string{"HALSE, May 4 (EWA) - Brandt and Rell signed the Merle treaty at noon."},
			"Brandt and Rell signed the Merle treaty at noon [1].", "EWA",
		},
		"leaves out what looks like a citation": {
			"Who signed the Merle treaty?",
			[]string{"Brandt and Rell signed the Merle treaty [7] at noon. The Merle treaty was signed by Brandt in Halse."},
			"The Merle treaty was signed by Brandt in Halse [1].", "[7]",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := extractFrom(t, findings(t, test.question, test.texts...), test.question)
			if !strings.HasPrefix(a.Text, test.leads) || test.without != "" && strings.Contains(a.Text, test.without) {
				t.Errorf("answer: %s", a.Text)
			}
		})
	}
	t.Run("refuses where the number that is asked for stands nowhere", func(t *testing.T) {
		const question = "How many ships crossed the Merle?"
		a := extractFrom(t, findings(t, question, "Ships crossed the Merle all day, the port said."), question)
		if !a.Refused {
			t.Errorf("answer: %s", a.Text)
		}
	})
	t.Run("cites every reprint and repeats none", func(t *testing.T) {
		const question = "Who signed the Merle treaty?"
		text := "Brandt and Rell signed the Merle treaty at noon."
		a := extractFrom(t, findings(t, question, text, "GENEVA (EWA) - "+text, "Rell and Brandt signed the Merle treaty at noon."), question)
		if a.Text != "Brandt and Rell signed the Merle treaty at noon [1][2]." {
			t.Errorf("answer: %s", a.Text)
		}
	})
	t.Run("stays within three sentences and eighty words", func(t *testing.T) {
		const question = "Who signed the Merle treaty?"
		var texts []string
		for _, name := range []string{"Brandt", "Rell", "Orr", "Tallis", "Holt"} {
			texts = append(texts, name+" signed the Merle treaty "+strings.Repeat("and "+name+name+" ate ", 5)+".")
		}
		a := extractFrom(t, findings(t, question, texts...), question)
		if words := len(strings.Fields(a.Text)); len(a.Sentences) > 3 || words > 90 || len(a.Sentences) == 0 {
			t.Errorf("%d sentences, %d words: %s", len(a.Sentences), words, a.Text)
		}
	})
}
