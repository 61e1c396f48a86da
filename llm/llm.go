// Package llm asks a language model, over the chat and embeddings APIs that
// OpenAI defined and that Ollama, llama.cpp, vLLM and many others serve.
//
// The rules are:
//   - An answer is streamed. It is whole only when the server said so: a
//     stream that just ends is an error.
//   - Vectors are taken only where there is one for each text, all of one
//     dimension and of finite numbers.
//   - A call is tried again only before its first text, and only for what
//     passes by itself; retryable decides.
//   - Whatever the server does, a call ends in time and in bounded memory.
//   - An error the model's server caused is a *news.Fault whose sentence
//     says what to do. No key, from the settings or from the base URL,
//     gets into an error or a log.
package llm

import (
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"
)

// The default deadlines of a call.
const (
	defaultFirstToken = 20 * time.Second
	defaultTotal      = 90 * time.Second
	defaultStall      = 20 * time.Second
)

// defaultBaseURL is OpenAI's own server.
const defaultBaseURL = "https://api.openai.com/v1"

// Options says which model to ask, and how long to wait for it.
type Options struct {
	// BaseURL is the root of the API, usually ending in /v1; empty means
	// OpenAI's. Its query, if any, goes with every request.
	BaseURL string
	// APIKey may be empty: servers of one's own ask for none.
	APIKey string
	// Model is the name the server knows the model by.
	Model string
	// FirstToken bounds the wait for the model's first token, reasoning
	// included, over all attempts; 0 means 20 s.
	FirstToken time.Duration
	// Stall bounds the wait between two tokens; 0 means 20 s.
	Stall time.Duration
	// Total bounds the whole call; 0 means 90 s.
	Total time.Duration
	// HTTPClient replaces the client's own; its Timeout should be 0.
	HTTPClient *http.Client
	// Logger is silent when nil. It sees no text of questions or answers.
	Logger *slog.Logger
}

// Client asks one model on one server. It may be used from many goroutines.
type Client struct {
	*endpoint
	// declined holds the parameters that the server has refused.
	declined atomic.Uint32
}

// Usage is what a call cost, in tokens; zero where the server does not say.
type Usage struct {
	PromptTokens     int
	CompletionTokens int
}

// New gives a client. Wrong options show when it is used, as a *news.Fault,
// because a bot must run on without its model.
func New(o Options) *Client {
	return &Client{endpoint: newEndpoint(o, chat)}
}
