package advice

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"attache/internal/llmtest"
	"attache/news"
)

var conversation = []news.Turn{
	{Text: "Who signed the Merle treaty?"},
	{ByBot: true, Text: "Vastria's foreign minister Ana Brandt signed the treaty with Oland on 4 March 2031 in Halse [1]. It gives Oland 2.5 percent more."},
}

const followUp = "What did she say about it in 2031?"

func TestRewrite(t *testing.T) {
	t.Run("puts in what the conversation speaks of", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			const whole = "What did Ana Brandt say about the Merle treaty in 2031?"
			a, srv, log := adviser(t, llmtest.Say(whole+"\n"))
			got, err := a.Rewrite(t.Context(), followUp, conversation)
			if err != nil || got != whole || log.Len() > 0 {
				t.Errorf("%q, %v: %s", got, err, log)
			}
			if r := srv.Requests(); len(r) != 1 || !strings.Contains(r[0].User(), followUp) || !strings.Contains(r[0].User(), "Ana Brandt") {
				t.Errorf("%+v", r)
			}
		})
	})

	t.Run("asks nobody where there is no conversation, or no model", func(t *testing.T) {
		a, srv, _ := adviser(t)
		for _, a := range []*Adviser{a, New(Options{})} {
			if got, err := a.Rewrite(t.Context(), followUp, nil); err != nil || got != followUp {
				t.Errorf("%q, %v", got, err)
			}
		}
		if got, err := New(Options{}).Rewrite(t.Context(), followUp, conversation); err != nil || got != followUp || len(srv.Requests()) != 0 {
			t.Errorf("%q, %v", got, err)
		}
	})

	for name, step := range map[string]llmtest.Step{
		"a server that fails":        llmtest.Fail(401, "", "no"),
		"a server that says nothing": llmtest.Stall(),
		"a server that stalls":       llmtest.Say("What did Ana", llmtest.StallAfter(2)),
		"an empty answer":            llmtest.Say(" "),
		"an endless answer":          llmtest.Say(strings.Repeat("What did Ana Brandt say in 2031? ", 100)),
		"a foreign name":             llmtest.Say("What did Karl Mosse say about it in 2031?"),
		"an answer instead":          llmtest.Say("She called it useful.\nIt was in 2031."),
	} {
		t.Run("lets the question stand with "+name+", within its time, and logs why", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, _, log := adviser(t, step)
				began := time.Now()
				got, err := a.Rewrite(t.Context(), followUp, conversation)
				if err != nil || got != followUp || !strings.Contains(log.String(), "rewritten question is not used") {
					t.Errorf("%q, %v: %s", got, err, log)
				}
				if took := time.Since(began); took > defaultRewriteWithin {
					t.Errorf("took %s", took)
				}
			})
		})
	}

	t.Run("ends with the caller", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			a, _, _ := adviser(t, llmtest.Stall())
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if got, err := a.Rewrite(ctx, followUp, conversation); !errors.Is(err, context.DeadlineExceeded) || got != followUp {
				t.Errorf("%q, %v", got, err)
			}
		})
	})
}

func TestFaithful(t *testing.T) {
	for name, tt := range map[string]struct {
		written string
		want    error
	}{
		"names of the conversation may be put in":               {"What did Ana Brandt say about the Merle treaty in 2031?", nil},
		"also in another form of the same word":                 {"What did BRANDT say about Oland’s treaty in 2031?", nil},
		"quotation marks around the whole are taken off":        {"“What did Ana Brandt say in 2031?”", nil},
		"a decimal of the conversation is a number":             {"What did she say of the 2.5 percent in 2031?", nil},
		"a new name is not taken":                               {"What did Ana Mosse say about the treaty in 2031?", errNewClaim},
		"nor one that begins the line":                          {"Mosse said what about it in 2031?", errNewClaim},
		"nor a new number":                                      {"What did she say on 5 March 2031?", errNewClaim},
		"nor one put together from digits of others":            {"What did she say of the 4.2 percent in 2031?", errNewClaim},
		"nor one in words":                                      {"What did she say about twelve treaties in 2031?", errNewClaim},
		"nor a negation":                                        {"What did she not say about it in 2031?", errNewClaim},
		"nor a name in a script without capitals":               {"What did 王毅 say about it in 2031?", errNewClaim},
		"nor digits of another script":                          {"What did she say about it in 2031 and ٢٠٣٢?", errNewClaim},
		"a number of the question may not be lost":              {"What did Ana Brandt say about the treaty?", errLostClaim},
		"more than one line is not taken":                       {"What did Ana Brandt say\nabout it in 2031?", errNotALine},
		"nor is a line with characters that nobody sees":        {"What did Ana Brandt say in 2031?\u202e", errNotALine},
		"nor is nothing":                                        {" \n", errNoQuestion},
		"a question that stands by itself may stay as it is":    {followUp, nil},
		"a quotation within the line is left where it is":       {`"Merle" and "Oland" in 2031?`, nil},
		"new words that name nothing are the reader's language": {"What exactly did she declare about this treaty during 2031?", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := faithful(tt.written, followUp, conversation)
			if !errors.Is(err, tt.want) || err == nil && got != unquote(tt.written) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}

	t.Run("a name of the question may not be lost", func(t *testing.T) {
		if got, err := faithful("What about the treaty?", "And what about Halse?", conversation); !errors.Is(err, errLostClaim) {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// FuzzFaithful holds what the model writes against the rule, told otherwise:
// no character that can make a name or a number comes from the model alone.
func FuzzFaithful(f *testing.F) {
	f.Add("What did Ana Brandt say in 2031?", followUp, "Ana Brandt spoke.")
	f.Add("\"x\"", "X", "1.2.3")
	f.Fuzz(func(t *testing.T, written, question, turn string) {
		got, err := faithful(written, question, []news.Turn{{Text: turn}})
		if err != nil {
			return
		}
		if strings.ContainsAny(got, "\n\r\x00") || got == "" {
			t.Errorf("took %q", got)
		}
		told := strings.ToLower(question + " " + turn)
		for _, w := range words(got) {
			if w.number() && !strings.Contains(told, w.folded()) {
				t.Errorf("the number %q is new in %q", w.text, got)
			}
		}
	})
}

func TestWordsAreRunsOfLettersAndWholeNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		rest := text
		for i, w := range words(text) {
			at := strings.Index(rest, w.text)
			if at < 0 || w.text == "" || w.first != (i == 0) {
				t.Fatalf("word %d of %q is %+v", i, text, w)
			}
			rest = rest[at+len(w.text):]
		}
	})
}

func TestARewritingDoesNotTurnAQuestionRound(t *testing.T) {
	history := []news.Turn{{Text: "Which countries signed the canal treaty?"}}
	for question, written := range map[string]string{
		"Which of them did not sign it?": "Which countries did sign the canal treaty?",
		"Which of them didn't sign it?":  "Which countries did sign the canal treaty?",
		"which of them signed it?":       "Which countries didn't sign the canal treaty?",
		"Which of them signed it first?": "Which countries cannot sign the canal treaty first?",
	} {
		if got, err := faithful(written, question, history); err == nil {
			t.Errorf("%q became %q", question, got)
		}
	}
	if _, err := faithful("Which countries didn’t sign the canal treaty?", "Which of them did not sign it?", history); err != nil {
		t.Errorf("a contraction is another negation: %v", err)
	}
}
