package discordtest

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRateLimit(t *testing.T) {
	t.Parallel()
	hello := `{"content":"hello",` + quiet + `}`
	t.Run("answers the next requests with 429 and the time to come back", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		srv.RateLimit("POST /channels/{channel}/messages", 2, 1250*time.Millisecond)
		bot.do("GET", "/users/@me", "").succeeded(t, http.StatusOK)
		for range 2 {
			got := bot.do("POST", messagesPath, hello).succeeded(t, http.StatusTooManyRequests)
			for name, want := range map[string]string{
				"Retry-After": "2", "X-Ratelimit-Reset-After": "1.250", "X-Ratelimit-Remaining": "0",
				"X-Ratelimit-Scope": "user", "X-Ratelimit-Global": "",
			} {
				if got.header.Get(name) != want {
					t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
				}
			}
			if !strings.Contains(string(got.raw), `"retry_after":1.25`) || got.get("global") != "false" {
				t.Errorf("the body is %s", got.raw)
			}
		}
		bot.do("POST", messagesPath, hello).succeeded(t, http.StatusOK)
		if got := len(srv.Messages(ChannelID)); got != 1 {
			t.Errorf("the channel holds %d messages", got)
		}
	})
	t.Run("holds for everything when it is global", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		srv.RateLimitGlobally(1, time.Second)
		got := bot.do("GET", "/users/@me", "").succeeded(t, http.StatusTooManyRequests)
		if got.header.Get("X-RateLimit-Global") != "true" || got.get("global") != "true" {
			t.Errorf("got %v %s", got.header, got.raw)
		}
		bot.do("GET", "/users/@me", "").succeeded(t, http.StatusOK)
	})
	t.Run("tells @original from other messages", func(t *testing.T) {
		srv := New(t, Options{})
		bot := newClient(t, srv)
		bot.register(askCommand)
		i := undelivered(t, srv, ask())
		bot.callback(i, `{"type":5}`)
		srv.RateLimit("PATCH /webhooks/{app}/{token}/messages/@original", 1, time.Second)
		id := bot.webhook("GET", i, "/messages/@original", "").get("id")
		bot.webhook("PATCH", i, "/messages/"+id, hello).succeeded(t, http.StatusOK)
		bot.webhook("PATCH", i, "/messages/@original", hello).succeeded(t, http.StatusTooManyRequests)
	})
}

func TestFailures(t *testing.T) {
	t.Parallel()
	srv := New(t, Options{})
	bot := newClient(t, srv)
	path := "GET /users/@me"
	t.Run("come as JSON from Discord", func(t *testing.T) {
		srv.Fail(path, 1, http.StatusInternalServerError)
		bot.do("GET", "/users/@me", "").refused(t, http.StatusInternalServerError, 0)
	})
	t.Run("come as a page from the proxy before it", func(t *testing.T) {
		srv.Fail(path, 1, http.StatusBadGateway)
		got := bot.do("GET", "/users/@me", "").succeeded(t, http.StatusBadGateway)
		if !strings.HasPrefix(string(got.raw), "<html>") {
			t.Errorf("the body is %s", got.raw)
		}
	})
	t.Run("come with a code where one is given", func(t *testing.T) {
		srv.Refuse(path, 1, http.StatusForbidden, 50013, "Missing Permissions")
		bot.do("GET", "/users/@me", "").refused(t, http.StatusForbidden, 50013)
		bot.do("GET", "/users/@me", "").succeeded(t, http.StatusOK)
	})
}
