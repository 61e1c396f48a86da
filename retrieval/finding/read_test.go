package finding

import (
	"strings"
	"sync"
	"testing"
	"time"

	"attache/index"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/lexicon"
)

// loaded is the lexicon.
var loaded = sync.OnceValue(func() *lexicon.Lexicon {
	l, err := lexicon.Load()
	if err != nil {
		panic(err)
	}
	return l
})

// reading reads a passage, of sentences parted by a bar, for a question whose
// terms all weigh the same.
func readFor(question, title, text string) (reading, retrieval.Asked) {
	analyser := index.NewAnalyser()
	asked := asking.New(loaded).Understand(analyser, question, time.Time{})
	weights := make([]float64, len(asked.Terms))
	for i := range weights {
		weights[i] = 1
	}
	e := news.Evidence{Article: news.Article{Title: title}}
	for part := range strings.SplitSeq(text, "|") {
		from := len(e.Passage.Text)
		e.Passage.Text += part
		e.Passage.Sentences = append(e.Passage.Sentences, news.Span{Start: from, End: len(e.Passage.Text)})
	}
	return newReader(analyser, asked, weights).read(e), asked
}

func TestAReaderSeesWhatAPassageHolds(t *testing.T) {
	const question = "canal treaty tolls envoys"
	for name, test := range map[string]struct {
		title, text string
		signal      retrieval.Signal
		want        float64
	}{
		"the share that it holds":         {"", "The canal. |Its tolls.", retrieval.SignalShare, .5},
		"in whatever form":                {"", "An envoy on treaties. |A toll.", retrieval.SignalShare, .75},
		"with what the headline holds":    {"The envoys", "The canal.", retrieval.SignalShare, .5},
		"the share of the headline alone": {"The envoys", "The canal.", retrieval.SignalTitle, .25},
		"nothing of other words":          {"Weather", "It rains.", retrieval.SignalShare, 0},
		"the best of its sentences":       {"The envoys", "The canal. |A treaty on tolls.", retrieval.SignalSentence, .5},
	} {
		t.Run(name, func(t *testing.T) {
			read, _ := readFor(question, test.title, test.text)
			if got := read.signals[test.signal]; got < test.want-1e-9 || got > test.want+1e-9 {
				t.Errorf("%s is %v, want %v", test.signal, got, test.want)
			}
		})
	}
	t.Run("how often, the headline for more", func(t *testing.T) {
		read, _ := readFor(question, "Canal", "The canal. |A canal and a treaty.")
		if want := titleCount + 2; read.counts[0] != float64(want) || read.counts[1] != 1 || read.counts[2] != 0 {
			t.Errorf("counts %v", read.counts)
		}
		if read.matched != 0b0011 {
			t.Errorf("matched %04b", read.matched)
		}
	})
}

func TestAReaderSeesQuotedPhrases(t *testing.T) {
	const question = `Who called it "a tax on rain" or “the grey zone”?`
	for text, want := range map[string]float64{
		"It is a tax on rain, he said.":          1,
		"It is A TAX ON RAIN.":                   1,
		"He said it. |A tax, on rain.":           1,
		"This grey area. |The grey zone begins.": 1,
		"It is a tax on heavy rain.":             0,
		"It is rain on a tax.":                   0,
		"It is a tax. |On rain it falls.":        0,
		"Rain.":                                  0,
	} {
		if read, _ := readFor(question, "", text); read.signals[retrieval.SignalPhrase] != want {
			t.Errorf("%q: %v, want %v", text, read.signals[retrieval.SignalPhrase], want)
		}
	}
	t.Run("in the text, not in the headline", func(t *testing.T) {
		if read, _ := readFor(question, "A tax on rain", "Rain fell."); read.signals[retrieval.SignalPhrase] != 0 {
			t.Error("the headline counts")
		}
	})
}

func TestAReaderSeesOtherNames(t *testing.T) {
	for name, test := range map[string]struct {
		question, text string
		names          bool // whether all words of names are matched
	}{
		"of several words for one":        {"What did Britain offer?", "The United Kingdom offered a loan.", true},
		"not a part of them":              {"What did Britain offer?", "A united front offered a loan.", false},
		"not in another order":            {"What did Britain offer?", "A kingdom united offered a loan.", false},
		"of one word for several":         {"What did the United Kingdom offer?", "Britain offered a loan.", true},
		"of one letter more":              {"Where is Zelenskiy?", "Zelenskyy is in Halse.", true},
		"an abbreviation":                 {"What does the North Atlantic Treaty Organization want?", "NATO wants more.", true},
		"what an abbreviation stands for": {"What does NATO want?", "The North Atlantic Treaty Organization wants more.", true},
		"not somebody else":               {"Where is Zelenskiy?", "Tomas Rell is in Halse.", false},
	} {
		t.Run(name, func(t *testing.T) {
			read, asked := readFor(test.question, "", test.text)
			names := properNames(asked)
			if names == 0 {
				t.Fatal("the question names nobody")
			}
			if got := read.matched&names == names; got != test.names {
				t.Errorf("matched %b of the names %b: %v", read.matched, names, asked.Words())
			}
		})
	}
}

func TestAReaderSeesWhatASentenceStates(t *testing.T) {
	for name, test := range map[string]struct {
		question, text string
		want           float64 // of the question's share that the sentence holds
	}{
		"a number in figures":               {"How many barges?", "There were 30 barges.", 1},
		"a number in words":                 {"How many barges?", "There were thirty-four barges.", 1},
		"no number":                         {"How many barges?", "There were barges.", 0},
		"a number in another sentence":      {"How many barges?", "There were barges. |Only 30.", 0},
		"a weekday for a date":              {"When did the barges leave?", "The barges left on Friday.", 1},
		"a month":                           {"When did the barges leave?", "The barges left in August.", 1},
		"a year":                            {"When did the barges leave?", "The barges left in 2030.", 1},
		"no date":                           {"When did the barges leave?", "The barges left.", 0},
		"somebody":                          {"Who met the barges?", "The barges were met by Mira Holt.", 1},
		"nobody but a sentence's beginning": {"Who met the barges?", "Nobody met the barges.", 0},
		"nothing where nothing is wanted":   {"Barges left", "The 30 barges left on Friday.", 0},
	} {
		t.Run(name, func(t *testing.T) {
			read, asked := readFor(test.question, "", test.text)
			s := read.signals
			want := test.want * s[retrieval.SignalSentence]
			if got := s[retrieval.SignalWanted]; got < want-1e-9 || got > want+1e-9 || s[retrieval.SignalSentence] == 0 {
				t.Errorf("wanted (%s) is %v of %v, want %v", asked.Wants, got, s[retrieval.SignalSentence], want)
			}
		})
	}
}
