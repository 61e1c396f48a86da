package llm_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"attache/internal/llmtest"
	"attache/internal/newstest"
	"attache/llm"
)

var (
	refused = &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	reset   = &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
)

// flakyTransport fails with its errors, one a request, before it works.
type flakyTransport struct {
	next http.RoundTripper
	errs []error
}

func (f *flakyTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if len(f.errs) > 0 {
		err := f.errs[0]
		f.errs = f.errs[1:]
		return nil, err
	}
	return f.next.RoundTrip(r)
}

func TestFaults(t *testing.T) {
	stream := func(body string) llmtest.Step { return llmtest.Raw(200, "text/event-stream", body) }
	for _, tt := range []struct {
		name string
		step llmtest.Step
		want string
	}{
		{"a wrong key", llmtest.Fail(401, "invalid_api_key", "Incorrect API key."), "The model server at model.test does not accept the key; check OPENAI_API_KEY."},
		{"a key without rights", llmtest.Fail(403, "", "Country not supported."), "does not allow this; check OPENAI_API_KEY"},
		{"an unknown model of OpenAI", llmtest.Fail(404, "model_not_found", "no"), `The model "scripted-1" is not known to the server at model.test; check ATTACHE_MODEL.`},
		{"an unknown model of Ollama", llmtest.Fail(404, "", `model "scripted-1" not found, try pulling it first`), "check ATTACHE_MODEL"},
		{"an unknown model of OpenRouter", llmtest.Fail(400, "", "x is not a valid model ID"), "is not known to the server"},
		{"a wrong path", llmtest.Raw(404, "text/plain", "404 page not found"), "has no chat at this address; check OPENAI_BASE_URL"},
		{"too many requests", llmtest.Fail(429, "", "slow down"), "takes no more requests for now; try again in a minute."},
		{"no quota left", llmtest.Fail(429, "insufficient_quota", "pay"), "no quota left; check its plan and billing"},
		{"trouble at the server", llmtest.Raw(502, "text/html", "<h1>Bad gateway</h1>"), "reports trouble of its own; try again in a minute."},
		{"a server's time-out", llmtest.Fail(504, "", "late"), "ran out of time"},
		{"a prompt too long", llmtest.Fail(400, "context_length_exceeded", "no"), "too long for the model"},
		{"a prompt too long for llama.cpp", llmtest.Fail(400, "", "the request exceeds the available context size"), "too long for the model"},
		{"a refusal without a known reason", llmtest.Fail(418, "", "teapot"), "refused the request with status 418"},
		{"a web page", llmtest.Raw(200, "text/html; charset=utf-8", "<h1>Welcome</h1>"), "does not answer like a model server; check OPENAI_BASE_URL"},
		{"a malformed stream", llmtest.Malformed(), "does not answer like a model server"},
		{"an endless run of comments", stream(strings.Repeat(": still here\n\n", 400)), "does not answer like a model server"},
		{"a broken connection", llmtest.Say(answer, llmtest.CutAfter(3)), "The model server at model.test broke off in the middle of its answer; try again."},
		{"a stream that ends without its mark", stream("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"), "broke off in the middle"},
		{"an empty stream", stream(""), "broke off in the middle"},
		{"an error within the stream", stream("data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n"), "reports trouble of its own"},
		{"an answer cut at its length", llmtest.Say(answer, llmtest.Finish("length")), "ask a narrower question"},
		{"a filtered answer", llmtest.Say("", llmtest.Finish("content_filter")), "withheld the answer"},
		{"an empty answer", llmtest.Say(""), "answered without a word"},
		{"a thought without an answer", llmtest.Say("<think>Hm"), "answered without a word"},
		{"a stream without end", stream("data: " + strings.Repeat("x", 17<<20)), "wrote more than an answer may hold"},
	} {
		t.Run("explains "+tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, _, err := ask(t.Context(), inBubble(llmtest.New(t, tt.step)))
				if got := sentence(t, err); !strings.Contains(got, tt.want) {
					t.Errorf("got %q\n(%v)", got, err)
				}
			})
		})
	}

}

func TestFaultsWithoutAServer(t *testing.T) {
	t.Run("explains a server that cannot be reached", func(t *testing.T) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		host := listener.Addr().String()
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		// So short that no retry fits in.
		c := llm.New(llm.Options{BaseURL: "http://" + host + "/v1", Model: llmtest.Model, FirstToken: 150 * time.Millisecond})
		defer c.Close()
		_, _, err = ask(t.Context(), c)
		want := "The model server at " + host + " cannot be reached; check OPENAI_BASE_URL and that the server runs."
		if got := sentence(t, err); got != want || !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("got %q (%v)", got, err)
		}
	})

	t.Run("explains settings that cannot work", func(t *testing.T) {
		for url, want := range map[string]string{
			"localhost:11434/v1": "write it like http://localhost:11434/v1",
			"http://[::1":        "write it like http://localhost:11434/v1",
			"":                   "set ATTACHE_MODEL",
		} {
			_, _, err := ask(t.Context(), llm.New(llm.Options{BaseURL: url}))
			if got := sentence(t, err); !strings.Contains(got, want) {
				t.Errorf("%q: got %q", url, got)
			}
		}
	})
}

func TestKeysStayHidden(t *testing.T) {
	const user, password, token = "user-name-66", "pass-word-77", "query-token-88"
	echo := "You sent " + strings.Join([]string{key, user, password, token}, " and ")
	steps := map[string][]llmtest.Step{
		"in a server's message": {llmtest.Fail(401, "", echo)},
		"in a page":             {llmtest.Raw(500, "text/html", echo)},
		"in a code":             {llmtest.Fail(400, key, "no")},
		"in a stream":           {llmtest.Raw(200, "text/event-stream", "data: {\"error\":{\"message\":\""+echo+"\"}}\n\n")},
		"in what is declined":   {llmtest.Fail(400, "", "temperature "+echo), llmtest.Say(answer)},
	}
	check := func(t *testing.T, c *llm.Client, log *newstest.Log) {
		t.Helper()
		_, _, err := ask(t.Context(), c)
		shown := log.String()
		if err != nil {
			shown += err.Error()
		}
		for _, secret := range []string{key, user, password, token} {
			if strings.Contains(shown, secret) {
				t.Errorf("%q is in %s", secret, shown)
			}
		}
	}
	const base = "http://" + user + ":" + password + "@model.test/v1?token=" + token
	for name, script := range steps {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log newstest.Log
				check(t, inBubble(llmtest.New(t, script...), logTo(&log), func(o *llm.Options) { o.APIKey, o.BaseURL = key, base }), &log)
			})
		})
	}
	t.Run("in an error of the connection", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var log newstest.Log
			down := &flakyTransport{errs: []error{refused, errors.New(echo), io.EOF}}
			check(t, inBubble(llmtest.New(t), logTo(&log), func(o *llm.Options) {
				o.APIKey, o.BaseURL, o.HTTPClient = key, base, &http.Client{Transport: down}
			}), &log)
		})
	})
	t.Run("in a base URL that cannot be read", func(t *testing.T) {
		var log newstest.Log
		check(t, llm.New(llm.Options{APIKey: key, Model: "m", BaseURL: "http://" + user + ":" + password + "@[host/?token=" + token}), &log)
	})
}
