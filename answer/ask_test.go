package answer_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"attache/answer"
	"attache/internal/llmtest"
	"attache/news"
)

const question = "Who signed the Merle treaty?"

// ask asks with a model that answers by the script, and checks all that was
// shown on the way.
func (r *newsroom) ask(t *testing.T, steps ...llmtest.Step) news.Answer {
	t.Helper()
	var shown []news.Answer
	a, err := r.desk(t, llmtest.New(t, steps...).URL()).Ask(t.Context(), news.Question{Text: question},
		func(a news.Answer) { shown = append(shown, a) })
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range append(shown, a) {
		checkAnswer(t, s)
		if a.Mode == news.ModeLLM && !a.Refused && !strings.HasPrefix(a.Text, s.Text) {
			t.Errorf("what was shown as %d, %q, is not in the answer", i, s.Text)
		}
	}
	return a
}

var anyMark = regexp.MustCompile(`\[(\d+)\]`)

// checkAnswer holds an answer to what every answer promises.
func checkAnswer(t *testing.T, a news.Answer) {
	t.Helper()
	if a.Refused {
		if len(a.Sentences)+len(a.Citations) > 0 || a.Text == "" || anyMark.MatchString(a.Text) {
			t.Errorf("a refusal with sentences or sources: %+v", a)
		}
		return
	}
	if a.Text != answer.Text(a.Sentences) || len(a.Sentences) == 0 {
		t.Errorf("the text %q is not that of the sentences %v", a.Text, a.Sentences)
	}
	next := 1
	for _, s := range a.Sentences {
		if len(s.Citations) == 0 || anyMark.MatchString(s.Text) {
			t.Errorf("sentence %+v", s)
		}
		for _, n := range s.Citations {
			if n < 1 || n > len(a.Citations) || n > next {
				t.Errorf("[%d] in %q is out of order or of nothing", n, a.Text)
			} else if n == next {
				next++
			}
		}
	}
	for i, c := range a.Citations {
		if c.N != i+1 || c.Passage == "" || c.PassageID == 0 || i+1 >= next {
			t.Errorf("citation %d is %+v", i+1, c)
		}
	}
}

// cites puts the number that the prompt gives a passage for each {words of
// that passage} in a draft.
func cites(draft string) func(llmtest.Request) string {
	return func(r llmtest.Request) string {
		return regexp.MustCompile(`\{[^}]*\}`).ReplaceAllStringFunc(draft, func(words string) string {
			before, _, found := strings.Cut(r.User(), strings.Trim(words, "{}"))
			numbers := regexp.MustCompile(`<passage number="(\d+)"`).FindAllStringSubmatch(before, -1)
			if !found || len(numbers) == 0 {
				return "[0]"
			}
			return "[" + numbers[len(numbers)-1][1] + "]"
		})
	}
}

func TestOnlyVerifiedSentencesAreShown(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	for name, test := range map[string]struct{ draft, want string }{
		"numbers in the order of reading": {
			`Rell called it "a fair bargain" {fair bargain".}. Vastria and Oland signed it in Halse {30 percent}. It took 14 months of talks {14 months}.`,
			`Rell called it "a fair bargain" [1]. Vastria and Oland signed it in Halse [2]. It took 14 months of talks [1].`,
		},
		"marks after the stop": {
			"Vastria and Oland signed it. {30 percent} It took 14 months of talks.{14 months}",
			"Vastria and Oland signed it [1]. It took 14 months of talks [2].",
		},
		"two passages at once":     {"The Merle treaty was signed {30 percent}{14 months}.", "The Merle treaty was signed [1][2]."},
		"an invented citation":     {"Both signed {30 percent}. The moon fell [9].", "Both signed [1]."},
		"no citation":              {"Both signed {30 percent}. The moon fell.", "Both signed [1]."},
		"an invented quotation":    {`Both signed {30 percent}. Brandt called it "a disaster" {30 percent}.`, "Both signed [1]."},
		"a changed quotation":      {`Both signed {30 percent}. Brandt said it "ends fifty dry summers" {30 percent}.`, "Both signed [1]."},
		"a quotation from another": {`Both signed {30 percent}. Brandt called it "a fair bargain" {30 percent}.`, "Both signed [1]."},
		"a folded quotation":       {`Brandt said: "It ends forty dry summers" {30 percent}.`, `Brandt said: "It ends forty dry summers" [1].`},
		"an invented number":       {"Both signed {30 percent}. Oland gets 45 percent {30 percent}.", "Both signed [1]."},
		"a number of the outlet":   {"Both signed, Channel 9 reported {30 percent}.", "Both signed, Channel 9 reported [1]."},
		"the date of the article":  {"Both signed on 4 March 2031 {30 percent}.", "Both signed on 4 March 2031 [1]."},
		"a citation in a citation": {"Both signed {30 percent}. It rained [1[2]].", "Both signed [1]."},
		"a list in spite of orders": {
			"- Both signed {30 percent}.\n- It took 14 months {14 months}.", "Both signed [1]. It took 14 months [2].",
		},
		"a last word too late": {"Both signed {30 percent}.\n\nNO ANSWER", "Both signed [1]."},
	} {
		t.Run(name, func(t *testing.T) {
			a := r.ask(t, llmtest.Reply(cites(test.draft)))
			if a.Text != test.want || a.Mode != news.ModeLLM || a.Notice != "" || a.ID == 0 {
				t.Errorf("answer %d, %s, %q: %s", a.ID, a.Mode, a.Notice, a.Text)
			}
		})
	}
}

func TestADraftWithoutAnswerIsRefusedWithCoverage(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	for name, draft := range map[string]string{
		"it says so":           "NO ANSWER",
		"it says so with fuss": "**NO ANSWER.**",
		"all of it is dropped": `They met in 2019 {30 percent}. "Never," said Rell {14 months}. The moon fell [9].`,
		"it does not cite":     "Vastria and Oland signed the treaty.",
	} {
		t.Run(name, func(t *testing.T) {
			a := r.ask(t, llmtest.Reply(cites(draft)))
			want := "I hold 2 articles near this from "
			if !a.Refused || !strings.HasPrefix(a.Text, want) || !strings.HasSuffix(a.Text, ", 4 to 5 March 2031; none of them says what you ask.") {
				t.Errorf("refused %v: %s", a.Refused, a.Text)
			}
			if a.Coverage.Articles != 2 || len(a.Coverage.Nearest) != 2 {
				t.Errorf("coverage: %+v", a.Coverage)
			}
		})
	}
}

func TestASentenceAppearsBeforeTheModelHasFinished(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	gate, shown, done := make(chan struct{}), make(chan news.Answer, 10), make(chan error, 1)
	compose := cites("Both signed {30 percent}. It took 14 months of talks, and everybody was tired when they ended {14 months}.")
	length := make(chan int, 1)
	server := llmtest.New(t, llmtest.Reply(func(r llmtest.Request) string {
		text := compose(r)
		length <- len(llmtest.Deltas(text))
		return text
	}, llmtest.Gate(gate)))
	desk := r.desk(t, server.URL())
	go func() {
		_, err := desk.Ask(t.Context(), news.Question{Text: question}, func(a news.Answer) { shown <- a })
		done <- err
	}()
	// All but the last piece go through: the model cannot have finished.
	for range <-length - 1 {
		gate <- struct{}{}
	}
	select {
	case a := <-shown:
		checkAnswer(t, a)
		if a.Text != "Both signed [1]." {
			t.Errorf("shown: %s", a.Text)
		}
	case err := <-done:
		t.Errorf("it ended first: %v", err)
	}
	close(gate)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestAFailingModelCostsOnlyItsProse(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	unreachable := "http://" + closed.Addr().String() + "/v1"
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	draft := cites("Both signed {30 percent}. It took 14 months of talks {14 months}. And then")
	for name, test := range map[string]struct{ url, says string }{
		"before its first word": {llmtest.New(t, llmtest.Fail(http.StatusUnauthorized, "invalid_api_key", "no")).URL(), "OPENAI_API_KEY"},
		"in mid-stream":         {llmtest.New(t, llmtest.Reply(draft, llmtest.CutAfter(12))).URL(), "broke off"},
		"with a wrong answer":   {llmtest.New(t, llmtest.Malformed()).URL(), "OPENAI_BASE_URL"},
		"out of reach":          {unreachable, "OPENAI_BASE_URL"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var shown []news.Answer
			a, err := r.desk(t, test.url).Ask(t.Context(), news.Question{Text: question}, func(a news.Answer) { shown = append(shown, a) })
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range append(shown, a) {
				checkAnswer(t, s)
			}
			if a.Mode != news.ModeExtractive || !strings.Contains(a.Notice, test.says) || !strings.HasSuffix(a.Notice, "from the articles' own sentences.") {
				t.Errorf("mode %s, notice %q", a.Mode, a.Notice)
			}
			if !strings.HasPrefix(a.Text, "Vastria and Oland signed the Merle water treaty") {
				t.Errorf("answer: %s", a.Text)
			}
		})
	}
	t.Run("and a refusal does not speak of an answer", func(t *testing.T) {
		server := llmtest.New(t, llmtest.Fail(http.StatusUnauthorized, "invalid_api_key", "no"))
		a, err := r.desk(t, server.URL()).Ask(t.Context(), news.Question{Text: "How many treaties on Merle water did Vastria and Oland sign in Halse in 1999?"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Refused && strings.Contains(a.Notice, "put together") {
			t.Errorf("notice %q under %q", a.Notice, a.Text)
		}
	})
}

func TestACancelledQuestionGivesNoAnswer(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	t.Run("while the model writes", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		draft := cites("Both signed {30 percent}. It took 14 months of talks {14 months}.")
		server := llmtest.New(t, llmtest.Reply(draft, llmtest.StallAfter(9)))
		a, err := r.desk(t, server.URL()).Ask(ctx, news.Question{Text: question}, func(news.Answer) { cancel() })
		if !errors.Is(err, context.Canceled) || a.Text != "" {
			t.Errorf("error %v, answer %q", err, a.Text)
		}
	})
	t.Run("before it is begun", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := r.desk(t, "").Ask(ctx, news.Question{Text: question}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
}

func TestThePromptHoldsTheEvidenceAndNothingHidden(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	server := llmtest.New(t, llmtest.Say("NO ANSWER"))
	asOf, err := news.ParseMoment("2031-03-04")
	if err != nil {
		t.Fatal(err)
	}
	history := []news.Turn{{Text: "What happened in Halse?"}, {ByBot: true, Text: "A treaty was signed [1]."}}
	_, err = r.desk(t, server.URL()).Ask(t.Context(), news.Question{Text: question, AsOf: asOf, History: history}, nil)
	if err != nil {
		t.Fatal(err)
	}
	prompt := server.Requests()[0].User()
	for _, words := range []string{"30 percent", "4 March 2031", "What happened in Halse?", question} {
		if !strings.Contains(prompt, words) {
			t.Errorf("%q is not in the prompt", words)
		}
	}
	if strings.Contains(prompt, "14 months") {
		t.Error("the prompt holds what was published after the as-of")
	}
}
