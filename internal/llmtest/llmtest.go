// Package llmtest is a model server for tests: the OpenAI wire format,
// answered by a script.
//
// The rules are:
//   - One step of the script answers one chat request, in order; the last
//     step answers all that follow. Requests for embeddings have a script of
//     their own; without one they get vectors of Dimension numbers.
//   - A request that OpenAI would refuse is refused in its way, and uses up
//     no step: unknown model 404, wrong shape 400.
//   - Nothing sleeps. A wait ends with its gate, its client or the test.
//   - The test's cleanup waits for every request to end.
//   - The server listens on loopback only once URL is asked for; Transport
//     serves in process, so that a testing/synctest bubble can hold it.
package llmtest

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// Model is the one model the server knows.
const Model = "scripted-1"

// Server answers requests by its scripts and records them.
type Server struct {
	t       testing.TB
	script  []Step
	handler http.Handler
	closing chan struct{}
	// inProcess counts the requests of Transport that still run.
	inProcess sync.WaitGroup

	mu         sync.Mutex
	listener   *httptest.Server
	requests   []Request
	next       int
	embeddings embeddings
}

// New gives a server that lives as long as the test. Without a script any
// chat request fails the test.
func New(t testing.TB, script ...Step) *Server {
	t.Helper()
	s := &Server{t: t, script: script, closing: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", s.chat)
	mux.HandleFunc("POST /v1/embeddings", s.embed)
	mux.HandleFunc("GET /v1/models", models)
	s.handler = mux
	t.Cleanup(s.close)
	return s
}

// URL is the base URL of the API on loopback; it ends in /v1.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		s.listener = httptest.NewServer(s.handler)
	}
	return s.listener.URL + "/v1"
}

// Requests gives the well-formed chat requests so far, oldest first,
// those that a step answered with a failure among them.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

func (s *Server) close() {
	close(s.closing)
	s.mu.Lock()
	listener := s.listener
	s.mu.Unlock()
	if listener != nil {
		listener.Close()
	}
	s.inProcess.Wait()
}

// chat is POST /v1/chat/completions
// (https://platform.openai.com/docs/api-reference/chat/create).
func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	request, refusal := readRequest(w, r)
	if refusal != nil {
		refusal.write(w)
		return
	}
	step, ok := s.record(request)
	if !ok {
		s.t.Errorf("llmtest: a chat request came, but the script is empty")
		failure{http.StatusInternalServerError, "no_script", "the script is empty"}.write(w)
		return
	}
	step(&exchange{w: w, ctx: r.Context(), closing: s.closing, request: request})
}

// record keeps the request and gives the step that answers it.
func (s *Server) record(request Request) (Step, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, request)
	if len(s.script) == 0 {
		return nil, false
	}
	step := s.script[min(s.next, len(s.script)-1)]
	s.next++
	return step, true
}

// models is GET /v1/models
// (https://platform.openai.com/docs/api-reference/models/list).
func models(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{
		"object": "list",
		"data":   []map[string]any{{"id": Model, "object": "model", "created": created, "owned_by": "llmtest"}},
	})
}
