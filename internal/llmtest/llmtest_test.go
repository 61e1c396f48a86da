package llmtest_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"unicode/utf8"

	"go.uber.org/goleak"

	"attache/internal/llmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	streamed = `{"model":"scripted-1","stream":true,"messages":[{"role":"user","content":"Hello"}]}`
	whole    = `{"model":"scripted-1","messages":[{"role":"user","content":"Hello"}]}`
)

// request makes a chat request that the test's end closes.
func request(ctx context.Context, t *testing.T, client *http.Client, url, body string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/chat/completions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer k")
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func loopback(t *testing.T) *http.Client {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// events gives the data of a stream's events.
func events(t *testing.T, body io.Reader) (data []string, err error) {
	t.Helper()
	lines := bufio.NewScanner(body)
	for lines.Scan() {
		if event, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			data = append(data, event)
		}
	}
	return data, lines.Err()
}

func TestServer(t *testing.T) {
	t.Run("streams the role, the text, the finish reason and the mark", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say("Grüezi 世界!", llmtest.Reasoning("Hm.")))
		data, err := events(t, request(t.Context(), t, loopback(t), srv.URL(), streamed).Body)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(data, "\n")
		for _, part := range []string{`"delta":{"role":"assistant"}`, `"reasoning_content":"Hm."`, `"content":"Grüezi"`, `"content":" 世界!"`, `"finish_reason":"stop"`, "[DONE]"} {
			at := strings.Index(got, part)
			if at < 0 {
				t.Fatalf("%s is missing or out of order in %s", part, strings.Join(data, "\n"))
			}
			got = got[at+len(part):]
		}
	})

	t.Run("answers in one piece when no stream is asked for", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Reply(func(r llmtest.Request) string { return r.User() + " you" }))
		var answer struct {
			Object  string
			Choices []struct{ Message llmtest.Message }
			Usage   struct {
				Total int `json:"total_tokens"`
			}
		}
		if err := json.NewDecoder(request(t.Context(), t, loopback(t), srv.URL(), whole).Body).Decode(&answer); err != nil {
			t.Fatal(err)
		}
		if answer.Object != "chat.completion" || answer.Choices[0].Message.Content != "Hello you" || answer.Usage.Total != 4 {
			t.Errorf("%+v", answer)
		}
	})

}

func TestScript(t *testing.T) {
	t.Run("keeps to the script, and to its last step from then on", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Fail(503, "", "loading"), llmtest.RetryAfter(2), llmtest.Say("ready"))
		client := loopback(t)
		var statuses []int
		for range 4 {
			response := request(t.Context(), t, client, srv.URL(), whole)
			statuses = append(statuses, response.StatusCode)
			if after := response.Header.Get("Retry-After"); (after == "2") != (response.StatusCode == 429) {
				t.Errorf("status %d with Retry-After %q", response.StatusCode, after)
			}
		}
		if !slices.Equal(statuses, []int{503, 429, 200, 200}) || len(srv.Requests()) != 4 || !srv.Requests()[0].HasKey {
			t.Errorf("statuses %v", statuses)
		}
	})

	t.Run("refuses what OpenAI would, without using up a step", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say("ready"))
		client := loopback(t)
		for body, status := range map[string]int{
			`{"model":"gpt-9","messages":[{"role":"user","content":"x"}]}`:                                       404,
			`{"messages":[{"role":"user","content":"x"}]}`:                                                       400,
			`{"model":"scripted-1","messages":[]}`:                                                               400,
			`{"model":"scripted-1","messages":[{"role":"robot","content":"x"}]}`:                                 400,
			`{"model":"scripted-1","messages":[{"role":"user","content":"x"}],"temperature":3}`:                  400,
			`{"model":"scripted-1","messages":[{"role":"user","content":"x"}],"max_tokens":0}`:                   400,
			`{"model":"scripted-1","messages":[{"role":"user","content":"x"}],"stream_options":{}}`:              400,
			`{"model":"scripted-1","messages":[{"role":"user","content":"x"}],"unheard_of":1}`:                   400,
			`{"model":"scripted-1","messages":[{"role":"user","content":"x"}]}{"model":"scripted-1"}`:            400,
			`{"model":"scripted-1","messages":[{"role":"user","content":"` + strings.Repeat("x", 4<<20) + `"}]}`: 400,
			`{`: 400,
		} {
			if got := request(t.Context(), t, client, srv.URL(), body).StatusCode; got != status {
				t.Errorf("%.120s: status %d, want %d", body, got, status)
			}
		}
		if got := request(t.Context(), t, client, srv.URL(), whole).StatusCode; got != 200 || len(srv.Requests()) != 1 {
			t.Errorf("status %d after %d requests", got, len(srv.Requests()))
		}
	})

	t.Run("lists its model", func(t *testing.T) {
		srv := llmtest.New(t)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL()+"/models", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := loopback(t).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || !strings.Contains(string(body), llmtest.Model) {
			t.Errorf("%s, %v", body, err)
		}
	})

	t.Run("lets a stall and a gate end with the test", func(t *testing.T) {
		srv := llmtest.New(t, llmtest.Say("one two", llmtest.Gate(make(chan struct{}))), llmtest.Say("one", llmtest.StallAfter(1)))
		client := loopback(t)
		for range 2 {
			if got := request(t.Context(), t, client, srv.URL(), streamed).StatusCode; got != 200 {
				t.Errorf("status %d", got)
			}
		}
	})
}

func TestTransport(t *testing.T) {
	t.Run("streams in process within a bubble", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			gate := make(chan struct{})
			srv := llmtest.New(t, llmtest.Say("one two three", llmtest.Gate(gate)))
			response := request(t.Context(), t, &http.Client{Transport: srv.Transport()}, "http://model.test/v1", streamed)
			close(gate)
			data, err := events(t, response.Body)
			if err != nil || data[len(data)-1] != "[DONE]" {
				t.Errorf("%q, %v", data, err)
			}
		})
	})

	t.Run("breaks the connection where the script does", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t, llmtest.Say("one two three", llmtest.CutAfter(2)))
			data, err := events(t, request(t.Context(), t, &http.Client{Transport: srv.Transport()}, "http://model.test/v1", streamed).Body)
			if err != io.ErrUnexpectedEOF || len(data) != 3 {
				t.Errorf("%q, %v", data, err)
			}
		})
	})
}

func TestDeltas(t *testing.T) {
	const text = "  Die Völkerrechtlerin sprach:\n「世界は一つ」 e\u0301 🇨🇭!"
	deltas := llmtest.Deltas(text)
	if strings.Join(deltas, "") != text || len(deltas) < 8 {
		t.Errorf("%q", deltas)
	}
	for _, delta := range deltas {
		if !utf8.ValidString(delta) || delta == "" {
			t.Errorf("%q", delta)
		}
	}
}
