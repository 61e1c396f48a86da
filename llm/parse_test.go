package llm

import (
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"attache/internal/llmtest"
)

var noon = time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC)

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"":                              0,
		"soon":                          0,
		"-3":                            0,
		"NaN":                           0,
		"7":                             7 * time.Second,
		" 0.5 ":                         500 * time.Millisecond,
		"1e300":                         time.Hour,
		"Fri, 06 Mar 2026 12:00:30 GMT": 30 * time.Second,
		"Fri, 06 Mar 2026 11:00:00 GMT": 0,
		"Fri, 06 Mar 2037 11:00:00 GMT": time.Hour,
	} {
		if got := retryAfter(value, noon); got != want {
			t.Errorf("%q: got %s, want %s", value, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("7")
	f.Add("Fri, 06 Mar 2026 12:00:30 GMT")
	f.Add("inf")
	f.Fuzz(func(t *testing.T, value string) {
		if got := retryAfter(value, noon); got < 0 || got > maxRetryAfter {
			t.Errorf("%q gave %s", value, got)
		}
	})
}

func TestAnswerText(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"  \n Text [1].":              "Text [1].",
		"<think>a < b</think> Text":   "Text",
		"\n<think></think>\n\nText":   "Text",
		"<think>never closed":         "",
		"<thin":                       "<thin",
		"<thinker> is a word":         "<thinker> is a word",
		"Text <think>stays</think>":   "Text <think>stays</think>",
		"<think>a</think>b</think> c": "b</think> c",
	} {
		for size := 1; size <= len(in)+1; size++ {
			if got := inPieces(in, size); got != want {
				t.Errorf("%q in pieces of %d: got %q, want %q", in, size, got, want)
			}
		}
	}
}

func inPieces(text string, size int) string {
	var a answerText
	var out strings.Builder
	for len(text) > 0 {
		n := min(size, len(text))
		out.WriteString(a.next(text[:n]))
		text = text[n:]
	}
	out.WriteString(a.rest())
	return out.String()
}

func FuzzAnswerText(f *testing.F) {
	f.Add(" <think>a</think> b", 3)
	f.Add("<thi", 1)
	f.Fuzz(func(t *testing.T, text string, size int) {
		size = max(1, size)
		if whole, cut := inPieces(text, math.MaxInt), inPieces(text, size); whole != cut {
			t.Errorf("%q whole, %q in pieces of %d", whole, cut, size)
		}
	})
}

func TestClip(t *testing.T) {
	got := clip("a\n\x00 \xff" + strings.Repeat("é", maxMessage))
	if len(got) > maxMessage || !utf8.ValidString(got) || strings.Contains(got, "\n") {
		t.Errorf("%d bytes: %q", len(got), got)
	}
}

// FuzzStream feeds a client whatever a server might send.
func FuzzStream(f *testing.F) {
	f.Add(200, "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	f.Add(200, "text/event-stream", "data: {\"error\":{\"message\":[\"a\"],\"code\":500}}\n\n")
	f.Add(200, "", "data: null\n\n: comment\ndata:[DONE]")
	f.Add(400, "application/json", "{\"error\":{\"message\":\"temperature\",\"param\":null,\"code\":1}}")
	f.Add(404, "application/json", "{\"error\":\"text\"}")
	f.Fuzz(func(t *testing.T, status int, kind, body string) {
		if status < 200 || status > 599 || strings.ContainsAny(kind, "\r\n") {
			t.Skip("no sound header")
		}
		synctest.Test(t, func(t *testing.T) {
			srv := llmtest.New(t, llmtest.Raw(status, kind, body))
			c := New(Options{BaseURL: "http://model.test/v1", Model: llmtest.Model, HTTPClient: &http.Client{Transport: srv.Transport()}})
			passed := 0
			_, err := c.Chat(t.Context(), "s", "u", func(text string) error { passed += len(text); return nil })
			if err == nil && passed == 0 || passed > maxText {
				t.Errorf("%d bytes passed on, error %v", passed, err)
			}
		})
	})
}
