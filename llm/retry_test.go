package llm_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"attache/internal/llmtest"
	"attache/llm"
)

func TestRetries(t *testing.T) {
	fail := func(status int) llmtest.Step { return llmtest.Fail(status, "", "no") }
	for _, tt := range []struct {
		name     string
		script   []llmtest.Step
		requests int
		ok       bool
	}{
		{"tries again after 429, 408, and 500", []llmtest.Step{fail(429), fail(408), llmtest.Say(answer)}, 3, true},
		{"tries again after 502 and 503", []llmtest.Step{fail(502), fail(503), llmtest.Say(answer)}, 3, true},
		{"gives up after the second retry", []llmtest.Step{fail(500), fail(500), fail(500), llmtest.Say(answer)}, 3, false},
		{"does not try again after 400", []llmtest.Step{fail(400), llmtest.Say(answer)}, 1, false},
		{"does not try again after 401", []llmtest.Step{fail(401), llmtest.Say(answer)}, 1, false},
		{"does not try again after 501", []llmtest.Step{fail(501), llmtest.Say(answer)}, 1, false},
		{"does not try again when the quota is used up", []llmtest.Step{llmtest.Fail(429, "insufficient_quota", "no"), llmtest.Say(answer)}, 1, false},
		{"does not try again what is malformed", []llmtest.Step{llmtest.Malformed(), llmtest.Say(answer)}, 1, false},
		{"tries again when the stream broke before its first text", []llmtest.Step{llmtest.Say(answer, llmtest.CutAfter(0)), llmtest.Say(answer)}, 2, true},
		{"does not try again when the stream broke after text", []llmtest.Step{llmtest.Say("The", llmtest.CutAfter(1)), llmtest.Say(answer)}, 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := llmtest.New(t, tt.script...)
				text, _, err := ask(t.Context(), inBubble(srv))
				if ok := err == nil && text == answer; ok != tt.ok {
					t.Errorf("got %q, %v", text, err)
				}
				if got := len(srv.Requests()); got != tt.requests {
					t.Errorf("%d requests, want %d", got, tt.requests)
				}
			})
		})
	}

}

func TestRetryWaits(t *testing.T) {
	t.Run("waits as long as the server asks", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			srv := llmtest.New(t, llmtest.RetryAfter(7), llmtest.Say(answer))
			if _, _, err := ask(t.Context(), inBubble(srv)); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took != 7*time.Second {
				t.Errorf("took %s", took)
			}
		})
	})

	t.Run("does not wait when the server asks for longer than there is", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			srv := llmtest.New(t, llmtest.RetryAfter(60), llmtest.Say(answer))
			_, _, err := ask(t.Context(), inBubble(srv))
			if got := sentence(t, err); !strings.Contains(got, "takes no more requests for now") {
				t.Error(got)
			}
			if took := time.Since(began); took != 0 {
				t.Errorf("took %s", took)
			}
		})
	})

	t.Run("tries again when the connection is refused or broken", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t, llmtest.Say(answer))
			flaky := &flakyTransport{next: srv.Transport(), errs: []error{refused, reset}}
			c := inBubble(srv, func(o *llm.Options) { o.HTTPClient = &http.Client{Transport: flaky} })
			if text, _, err := ask(t.Context(), c); err != nil || text != answer {
				t.Errorf("got %q, %v", text, err)
			}
		})
	})
}
