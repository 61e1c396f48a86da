package llmtest

import (
	"encoding/json"
	"io"
	"net/http"
	"unicode"
	"unicode/utf8"
)

// created is the creation time all answers carry, in Unix seconds, so that
// a recorded answer is the same every time.
const created = 1_767_225_600

// Deltas cuts a text as the server streams it: words with the space before
// them, long ones in pieces, runes always whole.
func Deltas(text string) []string {
	const longest = 6 // runes
	var deltas []string
	start, runes := 0, 0
	for i, r := range text {
		if i > start && (runes == longest || unicode.IsSpace(r)) {
			deltas = append(deltas, text[start:i])
			start, runes = i, 0
		}
		runes++
	}
	if start < len(text) {
		deltas = append(deltas, text[start:])
	}
	return deltas
}

// chunk is one event of a streamed answer
// (https://platform.openai.com/docs/api-reference/chat-streaming).
type chunk struct {
	ID      string   `json:"id"`
	Object  string   `json:"object"`
	Created int64    `json:"created"`
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   *usage   `json:"usage,omitempty"`
}

type choice struct {
	Index   int     `json:"index"`
	Delta   *delta  `json:"delta,omitempty"`
	Message *delta  `json:"message,omitempty"`
	Finish  *string `json:"finish_reason"`
}

type delta struct {
	Role      string `json:"role,omitempty"`
	Content   string `json:"content,omitempty"`
	Reasoning string `json:"reasoning_content,omitempty"`
}

type usage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
}

// stream sends the role first, then the deltas, then the finish reason,
// the usage where it was asked for, and [DONE].
func (e *exchange) stream(d delivery) {
	e.w.Header().Set("Content-Type", "text/event-stream")
	e.w.WriteHeader(http.StatusOK)
	e.send(delta{Role: "assistant"})
	for _, text := range Deltas(d.reasoning) {
		e.send(delta{Reasoning: text})
	}
	if !e.sendText(d) {
		return
	}
	if d.finish != "" {
		e.event(newChunk(choice{Delta: &delta{}, Finish: &d.finish}))
	}
	if e.request.StreamOptions != nil && e.request.StreamOptions.IncludeUsage {
		last := newChunk()
		last.Usage = e.count(d)
		e.event(last)
	}
	e.write("data: [DONE]\n\n")
}

// sendText sends the deltas of text and tells whether the stream goes on.
func (e *exchange) sendText(d delivery) bool {
	deltas := Deltas(d.text)
	for i := 0; ; i++ {
		switch i {
		case d.cutAfter:
			// The documented way to break a connection in net/http.
			panic(http.ErrAbortHandler)
		case d.stallAfter:
			e.gone()
			return false
		case len(deltas):
			return true
		}
		if d.gate != nil {
			select {
			case <-d.gate:
			case <-e.ctx.Done():
				return false
			case <-e.closing:
				return false
			}
		}
		e.send(delta{Content: deltas[i]})
	}
}

// whole answers a request that asked for no stream.
func (e *exchange) whole(d delivery) {
	answer := newChunk(choice{
		Message: &delta{Role: "assistant", Content: d.text, Reasoning: d.reasoning}, Finish: &d.finish,
	})
	answer.Object = "chat.completion"
	answer.Usage = e.count(d)
	writeJSON(e.w, http.StatusOK, answer)
}

func newChunk(choices ...choice) chunk {
	if choices == nil {
		choices = []choice{}
	}
	return chunk{ID: "chatcmpl-scripted", Object: "chat.completion.chunk", Created: created, Model: Model, Choices: choices}
}

// count gives a delta for a token, and a token for four runes of prompt.
func (e *exchange) count(d delivery) *usage {
	prompt := 0
	for _, m := range e.request.Messages {
		prompt += (utf8.RuneCountInString(m.Content) + 3) / 4
	}
	completion := len(Deltas(d.reasoning)) + len(Deltas(d.text))
	return &usage{Prompt: prompt, Completion: completion, Total: prompt + completion}
}

func (e *exchange) send(d delta) { e.event(newChunk(choice{Delta: &d})) }

func (e *exchange) event(c chunk) {
	// A chunk holds only strings and numbers: it always encodes.
	data, _ := json.Marshal(c)
	e.write("data: " + string(data) + "\n\n")
}

// write ignores a failing write, as writeJSON does.
func (e *exchange) write(text string) {
	_, _ = io.WriteString(e.w, text)
	_ = http.NewResponseController(e.w).Flush()
}
