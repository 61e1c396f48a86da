package answer

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/index"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
)

// fixed finds the same for every question.
type fixed retrieval.Findings

func (f fixed) Retrieve(context.Context, retrieval.Request) (retrieval.Findings, error) {
	return retrieval.Findings(f), nil
}

// script is a model that says its lines, and then fails or not.
type script struct {
	lines []string
	err   error
	// said hears each line once its sentence has been taken up.
	said func(line string)
}

func (s script) Draft(_ context.Context, _, _ string, delta func(string) error) error {
	for _, line := range s.lines {
		if err := delta(line); err != nil {
			return err
		}
		if s.said != nil {
			s.said(line)
		}
	}
	return s.err
}

// treaty are findings that answer "Who signed the treaty?".
func treaty(t *testing.T) fixed {
	t.Helper()
	s := splitter(t)
	asked := asking.New(nil).Understand(index.NewAnalyser(), "Who signed the treaty?", time.Time{})
	f := fixed{Asked: asked, Weights: make([]float64, len(asked.Terms)), Enough: true}
	for i := range f.Weights {
		f.Weights[i] = 1
	}
	f.Found = evidenceOf(
		"GENEVA, March 4 (EWA) - Vastria and Oland signed the treaty in Halse. It rained.",
		"The treaty was signed in Halse by both ministers. Oland gets 30 percent.",
		"GENEVA, March 4 (EWA) - Vastria and Oland signed the treaty in Halse. It was late.",
	)
	for i := range f.Found {
		f.Found[i].Score = float64(10 - i)
		f.Found[i].Matched = 1<<len(asked.Terms) - 1
		f.Found[i].Passage.Sentences = s.Split(f.Found[i].Passage.Text)
	}
	f.Coverage = news.Coverage{Articles: 3, Outlets: []string{"Wire"}, Nearest: []string{"Treaty signed"}}
	return f
}

func ask(t *testing.T, f fixed, m model, show Show) news.Answer {
	t.Helper()
	desk := New(Options{Retriever: f, Model: m, Sentences: newSplitter})
	a, err := desk.Ask(t.Context(), news.Question{Text: "Who signed the treaty?"}, show)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnExtractiveAnswerLeadsWithTheAnswerAndMergesReprints(t *testing.T) {
	a := ask(t, treaty(t), nil, nil)
	if a.Mode != news.ModeExtractive || !strings.HasPrefix(a.Text, "Vastria and Oland signed the treaty in Halse [1][2].") {
		t.Errorf("%s: %s", a.Mode, a.Text)
	}
	if strings.Count(a.Text, "Vastria and Oland signed") != 1 || strings.Contains(a.Text, "EWA") {
		t.Errorf("a reprint is repeated, or a dateline kept: %s", a.Text)
	}
}

func TestADraftIsShownOnlyAsFarAsItIsVerified(t *testing.T) {
	var shown []string
	at := make(map[string]int) // how much was shown when a line had been said
	m := script{
		lines: []string{
			"Vastria and Oland signed ", "the treaty [1]. ", `They called it "a triumph" [1]. `,
			"Oland gets 40 percent [2]. ", "Oland gets 30 percent [2]. ", "The moon fell [7]. ", "It rained [1].",
		},
	}
	m.said = func(line string) { at[line] = len(shown) }
	a := ask(t, treaty(t), m, func(a news.Answer) { shown = append(shown, a.Text) })
	want := "Vastria and Oland signed the treaty [1]. Oland gets 30 percent [2]. It rained [1]."
	if a.Text != want || a.Mode != news.ModeLLM {
		t.Errorf("answer: %s", a.Text)
	}
	if diff := cmp.Diff([]string{
		"Vastria and Oland signed the treaty [1].",
		"Vastria and Oland signed the treaty [1]. Oland gets 30 percent [2].", want,
	}, shown); diff != "" {
		t.Error(diff)
	}
	if at[m.lines[2]] != 1 {
		t.Errorf("the first sentence was not shown while the model was still writing: %v", at)
	}
}

func TestCitationsAreNumberedInTheOrderOfReading(t *testing.T) {
	a := ask(t, treaty(t), script{lines: []string{"Oland gets 30 percent [2]. It rained [1]. Both signed in Halse [2][1]."}}, nil)
	if a.Text != "Oland gets 30 percent [1]. It rained [2]. Both signed in Halse [1][2]." {
		t.Errorf("answer: %s", a.Text)
	}
	for i, c := range a.Citations {
		if c.N != i+1 {
			t.Errorf("citation %d is [%d]", i, c.N)
		}
	}
}

func TestWhatTheModelCannotAnswerIsRefused(t *testing.T) {
	for name, lines := range map[string][]string{
		"it says so":           {"NO ANSWER"},
		"nothing is left":      {"The moon fell [7]. It was a triumph."},
		"it says nothing":      nil,
		"it only cites":        {"[1][2]"},
		"it quotes inventions": {`"A triumph for the ages," they said [1].`},
	} {
		t.Run(name, func(t *testing.T) {
			a := ask(t, treaty(t), script{lines: lines}, nil)
			if !a.Refused || len(a.Sentences) != 0 || len(a.Citations) != 0 || a.Coverage.Articles != 3 {
				t.Errorf("%+v", a)
			}
		})
	}
}

func TestAFailingModelLeavesAnExtractiveAnswerThatSaysSo(t *testing.T) {
	fault := &news.Fault{Sentence: "The model server cannot be reached; check OPENAI_BASE_URL."}
	for name, m := range map[string]script{
		"before the first word": {err: fault},
		"in mid-sentence":       {lines: []string{"Oland gets 30 percent [2]. Then the"}, err: fault},
	} {
		t.Run(name, func(t *testing.T) {
			a := ask(t, treaty(t), m, nil)
			if a.Mode != news.ModeExtractive || !strings.Contains(a.Notice, "OPENAI_BASE_URL") || !strings.HasPrefix(a.Text, "Vastria and Oland") {
				t.Errorf("%s, %q: %s", a.Mode, a.Notice, a.Text)
			}
		})
	}
}

func TestACancelledQuestionEndsWithAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := script{lines: []string{"One. ", "Two."}, said: func(string) { cancel() }, err: context.Canceled}
	desk := New(Options{Retriever: treaty(t), Model: m, Sentences: newSplitter})
	if _, err := desk.Ask(ctx, news.Question{Text: "Who signed the treaty?"}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestRefusalsSayWhatIsHeld(t *testing.T) {
	day := func(s string) news.Moment {
		m, err := news.ParseMoment(s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	asked := asking.New(nil).Understand(index.NewAnalyser(), "Who signed the treaty?", time.Time{})
	for want, f := range map[string]retrieval.Findings{
		"I need a question in words to look for an answer.":                                                                       {},
		"I hold no article that comes near this, so I cannot answer.":                                                             {Asked: asked},
		"I hold 1 article near this from Wire, 4 March 2031; it does not say what you ask.":                                       {Asked: asked, Coverage: news.Coverage{Articles: 1, Outlets: []string{"Wire"}, From: day("2031-03-04"), To: day("2031-03-04")}},
		"I hold 14 articles near this from Wire, Post and Gazette, 2 to 19 November 2031; none of them mentions “Kazan” or “Um”.": {Asked: asked, Missing: []string{"Kazan", "Um"}, Coverage: news.Coverage{Articles: 14, Outlets: []string{"Wire", "Post", "Gazette"}, From: day("2031-11-02"), To: day("2031-11-19")}},
		"I hold 9 articles near this from 5 outlets, 30 December 2030 to 2 January 2031; none of them says what you ask.":         {Asked: asked, Coverage: news.Coverage{Articles: 9, Outlets: []string{"A", "B", "C", "D", "E"}, From: day("2030-12-30"), To: day("2031-01-02")}},
	} {
		if got := refusal("", f); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestMarksStandBeforeAFullStopOnly(t *testing.T) {
	for text, want := range map[string]string{
		"It rained.": "It rained [1][2].", `He said "no."`: `He said "no." [1][2]`, "Why?": "Why? [1][2]", "And so on...": "And so on... [1][2]",
	} {
		if got := Marked(news.Sentence{Text: text, Citations: []int{1, 2}}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestADatelineIsTrimmed(t *testing.T) {
	for sentence, want := range map[string]string{
		"GENEVA (Reuters) - Talks began.":       "Talks began.",
		"ANKARA, March 31 (MPA) - Talks began.": "Talks began.",
		"CNN — Talks began.":                    "Talks began.",
		"NEW YORK, 4 March (AP) — Talks began.": "Talks began.",
		"NATO - which met today - agreed.":      "NATO - which met today - agreed.",
		"NATO — which met today — agreed.":      "NATO — which met today — agreed.",
		"The talks (the third) - began.":        "The talks (the third) - began.",
		"Talks began.":                          "Talks began.",
	} {
		if got := trim(sentence); got != want {
			t.Errorf("%q became %q", sentence, got)
		}
	}
}

func TestTheClockIsAskedForAQuestionWithoutAsOf(t *testing.T) {
	now := time.Date(2031, 3, 5, 12, 0, 0, 0, time.UTC)
	desk := New(Options{Retriever: treaty(t), Now: func() time.Time { return now }})
	a, err := desk.Ask(t.Context(), news.Question{Text: "Who signed the treaty?"}, nil)
	if err != nil || !a.AsOf.Time.Equal(now) {
		t.Errorf("as of %s: %v", a.AsOf, err)
	}
}
