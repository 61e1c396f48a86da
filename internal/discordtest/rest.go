package discordtest

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// endpoint is one route of the REST API.
type endpoint struct {
	// pattern is a ServeMux pattern whose path is written as in openapi.json,
	// so that the one leads to the other.
	pattern string
	// open needs no token in the header: the path carries one, or none is
	// needed.
	open bool
	// check tells what is wrong with a body; nil where none is read.
	check func(body) []problem
	serve func(*Server, *call) reply
}

// call is a request that is known, allowed and well-formed.
type call struct {
	*http.Request
	body body
	at   time.Time
}

// decode reads a body that was checked before.
func decode[T any](c *call) (T, error) {
	var value T
	err := json.Unmarshal(c.body.raw, &value)
	return value, err
}

// newRoutes ties the API's versions and the gateway together.
func (s *Server) newRoutes() *http.ServeMux {
	api := http.NewServeMux()
	for _, e := range endpoints() {
		api.HandleFunc(e.pattern, func(w http.ResponseWriter, r *http.Request) { s.handle(e, w, r) })
	}
	api.HandleFunc("/", s.unknownRoute)
	routes := http.NewServeMux()
	routes.Handle("/api/v10/", http.StripPrefix("/api/v10", api))
	routes.Handle("/api/v9/", http.StripPrefix("/api/v9", api))
	routes.HandleFunc("GET "+gatewayPath, s.serveGateway)
	routes.HandleFunc("/", s.unknownRoute)
	return routes
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) { s.routes.ServeHTTP(w, r) }

// unknownRoute answers what the real API may know, but this one does not: a
// test must not pass by luck.
func (s *Server) unknownRoute(w http.ResponseWriter, r *http.Request) {
	n := s.log(r)
	s.violate(r, problem{rule: RuleRoute, message: "discordtest has no such route"})
	s.finish(w, n, refuse(http.StatusNotFound, 0, "404: Not Found"))
}

func (s *Server) handle(e endpoint, w http.ResponseWriter, r *http.Request) {
	n := s.log(r)
	trouble, lost := s.trouble(r)
	if trouble != nil && !lost {
		s.finish(w, n, *trouble)
		return
	}
	answer := s.answer(e, w, r, n)
	if lost {
		answer = *trouble
	}
	s.finish(w, n, answer)
}

func (s *Server) answer(e endpoint, w http.ResponseWriter, r *http.Request, n int) reply {
	if !s.pause(r.Context()) {
		return refuse(http.StatusServiceUnavailable, 0, "503: Service Unavailable")
	}
	if !e.open && r.Header.Get("Authorization") != "Bot "+s.options.Token {
		return refuse(http.StatusUnauthorized, 0, "401: Unauthorized")
	}
	c := &call{Request: r, at: time.Now()}
	if e.check != nil {
		body, problems := readBody(w, r)
		if len(problems) > 0 {
			s.violate(r, problems...)
			return rejection(problems...)
		}
		s.logBody(n, body.raw)
		c.body = body
		problems = s.check(e, body)
		s.violate(r, problems...)
		if anyRefusing(problems) {
			return rejection(problems...)
		}
	}
	return e.serve(s, c)
}

// pause lasts Options.Latency; it reports false when the client or the test
// has ended meanwhile.
func (s *Server) pause(ctx context.Context) bool {
	if s.options.Latency <= 0 {
		return true
	}
	timer := time.NewTimer(s.options.Latency)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-s.closing:
	}
	return false
}

// reply is an answer of the REST API.
type reply struct {
	status int
	body   any // nil for none
	header http.Header
}

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

func noContent() reply { return reply{status: http.StatusNoContent} }

// refuse is an error in Discord's shape
// (https://discord.com/developers/docs/reference#error-messages).
func refuse(status, code int, message string) reply {
	return reply{status: status, body: map[string]any{"message": message, "code": code}}
}

// Refusals that several routes share
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
func unknownChannel() reply { return refuse(http.StatusNotFound, 10003, "Unknown Channel") }
func unknownGuild() reply   { return refuse(http.StatusNotFound, 10004, "Unknown Guild") }
func unknownMember() reply  { return refuse(http.StatusNotFound, 10007, "Unknown Member") }
func unknownMessage() reply { return refuse(http.StatusNotFound, 10008, "Unknown Message") }
func unknownWebhook() reply { return refuse(http.StatusNotFound, 10015, "Unknown Webhook") }
func missingAccess() reply  { return refuse(http.StatusForbidden, 50001, "Missing Access") }

func (a reply) write(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	if html, ok := a.body.(string); ok {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(a.status)
		_, _ = w.Write([]byte(html)) // the client may have gone
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body) // the client may have gone
}
