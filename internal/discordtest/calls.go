package discordtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Call is one REST request as it was made.
type Call struct {
	Method string
	// Path is without /api/v10 and without the query.
	Path  string
	Query url.Values
	// Body is the JSON of the request; with files, its payload_json.
	Body json.RawMessage
	At   time.Time
	// Status is the answer's; 0 while the request runs.
	Status int
}

// Calls gives the requests so far that match a pattern of http.ServeMux,
// such as "POST /channels/{channel}/messages" or "/", in order of arrival.
func (s *Server) Calls(pattern string) []Call {
	s.mu.Lock()
	calls := slices.Clone(s.calls)
	s.mu.Unlock()
	match := matcher(pattern)
	return slices.DeleteFunc(calls, func(c Call) bool { return !match(c.Method, c.Path) })
}

// matcher reports whether a request is meant by a ServeMux pattern.
func matcher(pattern string) func(method, path string) bool {
	mux := http.NewServeMux()
	mux.Handle(pattern, http.NotFoundHandler())
	return func(method, path string) bool {
		_, found := mux.Handler(&http.Request{Method: method, URL: &url.URL{Path: path}})
		return found != ""
	}
}

// log records a request and gives its number.
func (s *Server) log(r *http.Request) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(), At: time.Now()})
	s.touch()
	return len(s.calls) - 1
}

func (s *Server) logBody(n int, body json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[n].Body = body
}

// finish records the answer before it is sent, so that who has the answer
// also finds it recorded.
func (s *Server) finish(w http.ResponseWriter, n int, answer reply) {
	s.mu.Lock()
	s.calls[n].Status = answer.status
	s.touch()
	s.mu.Unlock()
	answer.write(w)
}
