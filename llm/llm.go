// Package llm asks a language model, over the chat API that OpenAI
// defined and that Ollama, llama.cpp, vLLM and many others serve.
//
// The rules are:
//   - An answer is streamed. It is whole only when the server said so: a
//     stream that just ends is an error.
//   - A call is tried again only before its first text, and only for what
//     passes by itself; retryable decides.
//   - Whatever the server does, a call ends in time and in bounded memory.
//   - An error the model's server caused is a *news.Fault whose sentence
//     says what to do. No key, from the settings or from the base URL,
//     gets into an error or a log.
package llm

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"attache/news"
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
	model    string
	key      string
	base     url.URL
	query    string // of the base URL
	limits   limits
	http     *http.Client
	log      *slog.Logger
	secrets  *strings.Replacer
	settings error // what is wrong with the Options, if anything

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
	c := &Client{
		model: strings.TrimSpace(o.Model),
		key:   strings.TrimSpace(o.APIKey),
		limits: limits{
			firstToken: positive(o.FirstToken, defaultFirstToken),
			stall:      positive(o.Stall, defaultStall),
			total:      positive(o.Total, defaultTotal),
		},
		http: o.HTTPClient,
		log:  o.Logger,
	}
	if c.http == nil {
		c.http = &http.Client{Transport: newTransport()}
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	c.settings = c.setBase(o.BaseURL)
	if c.settings == nil && c.model == "" {
		c.settings = &news.Fault{Sentence: "No model is named; set ATTACHE_MODEL to one that the model server offers."}
	}
	return c
}

// Close ends the connections that wait for the next call.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// setBase reads the base URL and notes what in it must never be shown.
func (c *Client) setBase(raw string) error {
	if raw = strings.TrimSpace(raw); raw == "" {
		raw = defaultBaseURL
	}
	base, err := url.Parse(raw)
	if err == nil && (base.Scheme != "http" && base.Scheme != "https" || base.Host == "") {
		err = errors.New("no http or https scheme, or no host")
	}
	if err != nil {
		// The cause of url.Parse quotes the URL, which may hold a key.
		c.secrets = redactor(c.key)
		return &news.Fault{Sentence: "OPENAI_BASE_URL is not a web address; write it like http://localhost:11434/v1."}
	}
	password, _ := base.User.Password()
	secrets := []string{c.key, base.User.Username(), password}
	for _, values := range base.Query() {
		secrets = append(secrets, values...)
	}
	c.secrets = redactor(secrets...)
	c.query, base.RawQuery, base.Fragment = base.RawQuery, "", ""
	c.base = *base
	return nil
}

// redactor replaces the secrets, as they are and as a URL writes them.
func redactor(secrets ...string) *strings.Replacer {
	var pairs []string
	for _, secret := range secrets {
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			if form != "" {
				pairs = append(pairs, form, "[hidden]")
			}
		}
	}
	return strings.NewReplacer(pairs...)
}

func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 4,
		IdleConnTimeout:     90 * time.Second,
	}
}

func positive(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}
