package discordtest

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// trouble is something that is going to happen to requests.
type trouble struct {
	match func(method, path string) bool
	left  int
	reply func() reply
	// lost does what the request asks for and loses the answer.
	lost bool
}

// RateLimit answers the next n requests that match a ServeMux pattern with
// 429 and asks them to come again after retryAfter, in the header in whole
// seconds and in the body exactly
// (https://discord.com/developers/docs/topics/rate-limits).
func (s *Server) RateLimit(pattern string, n int, retryAfter time.Duration) {
	s.disturb(pattern, n, false, func() reply { return rateLimited(retryAfter, false) })
}

// RateLimitGlobally is RateLimit for requests of any kind, as when the
// application as a whole has been too fast.
func (s *Server) RateLimitGlobally(n int, retryAfter time.Duration) {
	s.disturb("/", n, false, func() reply { return rateLimited(retryAfter, true) })
}

// Fail answers the next n requests that match with a server error, and does
// nothing of what they ask. From 502 on the body is a proxy's page, not JSON.
func (s *Server) Fail(pattern string, n, status int) {
	s.disturb(pattern, n, false, func() reply { return serverError(status) })
}

// LoseAnswer does what the next n requests that match ask for, and answers
// with a server error all the same: who tries again may do it twice.
func (s *Server) LoseAnswer(pattern string, n, status int) {
	s.disturb(pattern, n, true, func() reply { return serverError(status) })
}

// Refuse answers the next n requests that match with an error of Discord's,
// such as 403, 50013, "Missing Permissions".
func (s *Server) Refuse(pattern string, n, status, code int, message string) {
	s.disturb(pattern, n, false, func() reply { return refuse(status, code, message) })
}

func (s *Server) disturb(pattern string, n int, lost bool, make func() reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = append(s.troubles, &trouble{match: matcher(pattern), left: n, reply: make, lost: lost})
}

// trouble takes the first trouble that waits for such a request.
func (s *Server) trouble(r *http.Request) (answer *reply, lost bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.troubles, func(t *trouble) bool {
		return t.left > 0 && t.match(r.Method, r.URL.Path)
	})
	if i < 0 {
		return nil, false
	}
	s.troubles[i].left--
	made := s.troubles[i].reply()
	return &made, s.troubles[i].lost
}

func rateLimited(retryAfter time.Duration, global bool) reply {
	seconds := strconv.FormatFloat(retryAfter.Seconds(), 'f', 3, 64)
	reset := float64(time.Now().Add(retryAfter).UnixMilli()) / 1000
	header := http.Header{}
	// RFC 9110, section 10.2.3: whole seconds; rounded up, or the client would
	// come too early.
	header.Set("Retry-After", strconv.Itoa(int(math.Ceil(retryAfter.Seconds()))))
	header.Set("X-RateLimit-Limit", "5")
	header.Set("X-RateLimit-Remaining", "0")
	header.Set("X-RateLimit-Reset", strconv.FormatFloat(reset, 'f', 3, 64))
	header.Set("X-RateLimit-Reset-After", seconds)
	header.Set("X-RateLimit-Scope", "user")
	if global {
		header.Set("X-RateLimit-Global", "true")
		header.Set("X-RateLimit-Scope", "global")
	} else {
		header.Set("X-RateLimit-Bucket", "discordtest")
	}
	return reply{status: http.StatusTooManyRequests, header: header, body: map[string]any{
		"message":     "You are being rate limited.",
		"retry_after": retryAfter.Seconds(),
		"global":      global,
	}}
}

func serverError(status int) reply {
	text := strconv.Itoa(status) + ": " + http.StatusText(status)
	if status >= http.StatusBadGateway {
		return reply{status: status, body: "<html><head><title>" + text + "</title></head></html>"}
	}
	return refuse(status, 0, text)
}
