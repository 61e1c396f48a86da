package llmtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// maxRequest bounds the body of a request, in bytes.
const maxRequest = 4 << 20

// Message is one message of a request.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Request is a chat request as the server read it.
type Request struct {
	Model    string    `json:"model"`
	Messages []Message `json:"messages"`
	Stream   bool      `json:"stream"`
	// Temperature is nil where the request left it out.
	Temperature         *float64 `json:"temperature"`
	MaxTokens           *int     `json:"max_tokens"`
	MaxCompletionTokens *int     `json:"max_completion_tokens"`
	StreamOptions       *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	// HasKey tells that a bearer key came with it; the key is not kept.
	HasKey bool `json:"-"`
}

// System is the text of the system messages, parted by blank lines.
func (r Request) System() string { return r.text("system", "developer") }

// User is the text of the user messages, parted by blank lines.
func (r Request) User() string { return r.text("user") }

func (r Request) text(roles ...string) string {
	var parts []string
	for _, m := range r.Messages {
		for _, role := range roles {
			if m.Role == role {
				parts = append(parts, m.Content)
			}
		}
	}
	return strings.Join(parts, "\n\n")
}

// readRequest reads a chat request, strictly: a field it does not know is
// refused, so that a client cannot send what nobody looked at.
func readRequest(w http.ResponseWriter, r *http.Request) (Request, *failure) {
	var request Request
	if refusal := readBody(w, r, &request); refusal != nil {
		return request, refusal
	}
	request.HasKey = hasKey(r)
	return request, request.check()
}

func readBody(w http.ResponseWriter, r *http.Request, into any) *failure {
	if kind := r.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		return invalid("the content type must be application/json, not %q", kind)
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequest))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return invalid("we could not parse the JSON body of your request: %v", err)
	}
	// The server notices a client's going only after the body's end.
	if decoder.More() {
		return invalid("the body holds more than one JSON value")
	}
	return nil
}

func hasKey(r *http.Request) bool {
	key, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return bearer && key != ""
}

func (r Request) check() *failure {
	switch {
	case r.Model == "":
		return invalid("you must provide a model parameter")
	case r.Model != Model:
		return unknown(r.Model)
	case len(r.Messages) == 0:
		return invalid("missing required parameter: 'messages'")
	case r.Temperature != nil && (*r.Temperature < 0 || *r.Temperature > 2):
		return invalid("invalid 'temperature': must be between 0 and 2")
	case r.MaxTokens != nil && *r.MaxTokens < 1, r.MaxCompletionTokens != nil && *r.MaxCompletionTokens < 1:
		return invalid("invalid 'max_tokens': must be at least 1")
	case r.StreamOptions != nil && !r.Stream:
		return invalid("the 'stream_options' parameter is only allowed when 'stream' is enabled")
	}
	for i, m := range r.Messages {
		switch m.Role {
		case "system", "developer", "user", "assistant":
		default:
			return invalid("invalid value: %q: 'messages[%d].role'", m.Role, i)
		}
	}
	return nil
}

// failure is an error in OpenAI's form
// (https://platform.openai.com/docs/guides/error-codes).
type failure struct {
	status  int
	code    string
	message string
}

func unknown(model string) *failure {
	return &failure{http.StatusNotFound, "model_not_found",
		fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", model)}
}

func invalid(format string, args ...any) *failure {
	return &failure{http.StatusBadRequest, "invalid_request", fmt.Sprintf(format, args...)}
}

func (f failure) write(w http.ResponseWriter) {
	writeJSON(w, f.status, map[string]any{"error": map[string]any{
		"message": f.message, "type": "invalid_request_error", "param": nil, "code": f.code,
	}})
}

// writeJSON ignores a failing write: the client has gone, and nobody is
// left to tell.
func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}
