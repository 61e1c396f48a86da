package llm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"attache/internal/llmtest"
	"attache/llm"
)

const answer = "Łukasz Müller met 王毅 in Geneva on 6 March [1]."

func TestChat(t *testing.T) {
	t.Run("passes the answer on and counts its tokens", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say(answer))
		text, usage, err := ask(t.Context(), client(t, srv))
		if err != nil || text != answer {
			t.Fatalf("got %q, %v", text, err)
		}
		if usage.PromptTokens == 0 || usage.CompletionTokens != len(llmtest.Deltas(answer)) {
			t.Errorf("usage %+v", usage)
		}
	})

	t.Run("passes each piece on before the next one is sent", func(t *testing.T) {
		gate := make(chan struct{})
		srv := llmtest.New(t, llmtest.Say("one two three", llmtest.Gate(gate)))
		got := make(chan string)
		c := client(t, srv)
		done := make(chan error, 1)
		go func() {
			_, err := c.Chat(t.Context(), "s", "u", func(delta string) error { got <- delta; return nil })
			done <- err
		}()
		for _, want := range llmtest.Deltas("one two three") {
			gate <- struct{}{}
			if delta := <-got; delta != want {
				t.Errorf("got %q, want %q", delta, want)
			}
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	})

	t.Run("sends both messages, the key and the parameters", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say(answer))
		if _, _, err := ask(t.Context(), client(t, srv)); err != nil {
			t.Fatal(err)
		}
		r := srv.Requests()[0]
		if r.System() != "Be brief." || r.User() != "Who met whom?" || !r.HasKey || !r.Stream {
			t.Errorf("request %+v", r)
		}
		if r.Temperature == nil || *r.Temperature > 0.011 || r.MaxCompletionTokens == nil || r.MaxTokens != nil {
			t.Errorf("parameters %+v", r)
		}
	})

	t.Run("works with a server that asks for no key, and with a slash after the base URL", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say(answer))
		c := client(t, srv, func(o *llm.Options) { o.APIKey = ""; o.BaseURL += "/" })
		if text, _, err := ask(t.Context(), c); err != nil || text != answer {
			t.Fatalf("got %q, %v", text, err)
		}
		if srv.Requests()[0].HasKey {
			t.Error("a key was sent")
		}
	})

}

func TestChatTexts(t *testing.T) {
	t.Run("passes no reasoning on, in whichever form it comes", func(t *testing.T) {
		srv := llmtest.New(t,
			llmtest.Say(answer, llmtest.Reasoning("They asked who met whom.")),
			llmtest.Say("\n<think>They asked [1].\n</think>\n\n"+answer))
		c := client(t, srv)
		for range 2 {
			if text, _, err := ask(t.Context(), c); err != nil || text != answer {
				t.Errorf("got %q, %v", text, err)
			}
		}
	})

	t.Run("serves many callers at once", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Reply(func(r llmtest.Request) string { return "You said " + r.User() }))
		c := client(t, srv)
		done := make(chan error)
		for range 20 {
			go func() {
				text, _, err := ask(t.Context(), c)
				if err == nil && text != "You said Who met whom?" {
					err = errors.New(text)
				}
				done <- err
			}()
		}
		for range 20 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	})
}

func TestChatEnds(t *testing.T) {
	t.Run("with the caller's error when the caller stops it", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say(answer, llmtest.StallAfter(2)))
		enough := errors.New("enough")
		pieces := 0
		_, err := client(t, srv).Chat(t.Context(), "s", "u", func(string) error {
			if pieces++; pieces == 2 {
				return enough
			}
			return nil
		})
		if err != enough || pieces != 2 || len(srv.Requests()) != 1 {
			t.Errorf("got %v after %d pieces and %d requests", err, pieces, len(srv.Requests()))
		}
	})

	t.Run("with the context, and says so", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say(answer, llmtest.StallAfter(1)))
		ctx, cancel := context.WithCancel(t.Context())
		_, err := client(t, srv).Chat(ctx, "s", "u", func(string) error { cancel(); return nil })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})

	t.Run("when its text is longer than an answer may be", func(t *testing.T) {
		piece := "data: {\"choices\":[{\"delta\":{\"content\":\"" + strings.Repeat("loud ", 200) + "\"}}]}\n\n"
		srv := llmtest.New(t, llmtest.Raw(200, "text/event-stream", strings.Repeat(piece, 100)))
		text, _, err := ask(t.Context(), client(t, srv))
		if got := sentence(t, err); !strings.Contains(got, "narrower question") {
			t.Error(got)
		}
		if len(text) > 64<<10 || len(text) < 60<<10 {
			t.Errorf("%d bytes were passed on", len(text))
		}
	})

	t.Run("well without a finish reason where the mark stands at the end", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say(answer, llmtest.Finish("")))
		if text, _, err := ask(t.Context(), client(t, srv)); err != nil || text != answer {
			t.Errorf("got %q, %v", text, err)
		}
	})
}

func TestDeclinedParameters(t *testing.T) {
	t.Run("asks again without the parameter a model refuses, and does not send it any more", func(t *testing.T) {
		srv := llmtest.New(t,
			llmtest.Fail(400, "unsupported_value", "Unsupported value: 'temperature' does not support 0.01 with this model."),
			llmtest.Fail(422, "", "max_completion_tokens: extra fields not permitted; stream_options: extra fields not permitted"),
			llmtest.Say(answer))
		c := client(t, srv)
		for range 2 {
			if text, _, err := ask(t.Context(), c); err != nil || text != answer {
				t.Fatalf("got %q, %v", text, err)
			}
		}
		requests := srv.Requests()
		if len(requests) != 4 {
			t.Fatalf("%d requests", len(requests))
		}
		if r := requests[1]; r.Temperature != nil || r.MaxCompletionTokens == nil || r.StreamOptions == nil {
			t.Errorf("second request %+v", r)
		}
		for _, r := range requests[2:] {
			if r.Temperature != nil || r.MaxCompletionTokens != nil || r.StreamOptions != nil {
				t.Errorf("later request %+v", r)
			}
		}
	})

	t.Run("gives up when the refusal goes on", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Fail(400, "unsupported_value", "'temperature' is not for this model"))
		_, _, err := ask(t.Context(), client(t, srv))
		if got := sentence(t, err); !strings.Contains(got, "status 400") || len(srv.Requests()) != 2 {
			t.Errorf("%s (%d requests)", got, len(srv.Requests()))
		}
	})

	t.Run("sends no temperature to a model that go-openai knows to refuse it", func(t *testing.T) {
		srv := llmtest.New(t)
		_, _, err := ask(t.Context(), client(t, srv, func(o *llm.Options) { o.Model = "o3-mini" }))
		if got := sentence(t, err); !strings.Contains(got, `"o3-mini" is not known to the server`) {
			t.Error(got) // the request went out, and the scripted server does not have the model
		}
	})
}
