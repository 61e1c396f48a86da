package bot

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// restAgainst is a rest whose calls are answered by a function of their number,
// from 1.
func restAgainst(t *testing.T, answer func(n int64, w http.ResponseWriter, r *http.Request)) (*rest, *atomic.Int64) {
	t.Helper()
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer(calls.Add(1), w, r)
	}))
	t.Cleanup(server.Close)
	return &rest{
		client: server.Client(), base: server.URL, token: "bot-token", logger: Options{}.withDefaults().Logger,
	}, &calls
}

var interaction = &discordgo.Interaction{ID: "1", AppID: "2", Token: "interaction-token"}

func TestRest(t *testing.T) {
	t.Parallel()
	t.Run("never puts a token into an error", func(t *testing.T) {
		t.Parallel()
		r, _ := restAgainst(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
		})
		_, refused := r.editOriginal(t.Context(), interaction, say("x"))
		r.base = "http://127.0.0.1:1"
		_, lost := r.editOriginal(t.Context(), interaction, say("x"))
		r.base = "http://[broken"
		_, malformed := r.editOriginal(t.Context(), interaction, say("x"))
		for _, err := range []error{refused, lost, malformed} {
			if err == nil || strings.Contains(err.Error(), "token") {
				t.Errorf("the error is %v", err)
			}
		}
	})
	t.Run("sends the bot's token where the path has none, and nowhere else", func(t *testing.T) {
		t.Parallel()
		seen := make(chan string, 2)
		r, _ := restAgainst(t, func(_ int64, w http.ResponseWriter, r *http.Request) {
			seen <- r.Header.Get("Authorization")
			_, _ = w.Write([]byte(`{"id":"3"}`))
		})
		if _, err := r.editOriginal(t.Context(), interaction, say("x")); err != nil {
			t.Error(err)
		}
		if _, err := r.post(t.Context(), "4", say("x")); err != nil {
			t.Error(err)
		}
		if a, b := <-seen, <-seen; a != "" || b != "Bot bot-token" {
			t.Errorf("it sent %q and %q", a, b)
		}
	})
}

func TestRestPatience(t *testing.T) {
	t.Parallel()
	t.Run("does not repeat a followup that may have come through", func(t *testing.T) {
		t.Parallel()
		r, calls := restAgainst(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadGateway)
		})
		if _, err := r.followUp(t.Context(), interaction, say("x")); !hasStatus(err, http.StatusBadGateway) {
			t.Errorf("the error is %v", err)
		}
		if n := calls.Load(); n != 1 {
			t.Errorf("it was sent %d times", n)
		}
	})
	t.Run("gives up on a limit without end", func(t *testing.T) {
		t.Parallel()
		r, calls := restAgainst(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = w.Write([]byte(`{"message":"slow down","retry_after":0.001}`))
		})
		if _, err := r.editOriginal(t.Context(), interaction, say("x")); !hasStatus(err, http.StatusTooManyRequests) {
			t.Errorf("the error is %v", err)
		}
		if n := calls.Load(); n != maxLimited+1 {
			t.Errorf("it was sent %d times", n)
		}
	})
	t.Run("does not wait an hour", func(t *testing.T) {
		t.Parallel()
		r, calls := restAgainst(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		if err := r.typing(t.Context(), "4"); err == nil || calls.Load() != 1 {
			t.Errorf("after %d calls the error is %v", calls.Load(), err)
		}
	})
	t.Run("waits no longer than its context", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancelCause(t.Context())
		r, _ := restAgainst(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = w.Write([]byte(`{"message":"slow down","retry_after":20}`))
			cancel(errTooSlow)
		})
		if err := r.typing(ctx, "4"); err == nil {
			t.Error("it went on")
		}
	})
	t.Run("takes an answer that is no JSON for an error", func(t *testing.T) {
		t.Parallel()
		r, _ := restAgainst(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html>"))
		})
		if _, err := r.message(t.Context(), "4", "5"); err == nil {
			t.Error("it was taken for a message")
		}
	})
}

func TestLimits(t *testing.T) {
	t.Parallel()
	edits, others := request{bucket: "edit 1"}, request{bucket: "edit 2"}
	response := request{bucket: "response", open: true}
	t.Run("close one bucket without the others", func(t *testing.T) {
		t.Parallel()
		var l limits
		l.hold(edits, time.Minute, false)
		if l.pause(edits) < 50*time.Second || l.pause(others) > 0 || l.pause(response) > 0 {
			t.Error("the wrong bucket is closed")
		}
	})
	t.Run("close all but responses to commands", func(t *testing.T) {
		t.Parallel()
		var l limits
		l.hold(edits, time.Minute, true)
		if l.pause(edits) < 50*time.Second || l.pause(others) < 50*time.Second || l.pause(response) > 0 {
			t.Error("the wrong buckets are closed")
		}
	})
	t.Run("learn from an answer that the bucket is used up", func(t *testing.T) {
		t.Parallel()
		var l limits
		l.learn(edits, http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset-After": {"20.5"}})
		l.learn(others, http.Header{"X-Ratelimit-Remaining": {"1"}, "X-Ratelimit-Reset-After": {"20.5"}})
		if l.pause(edits) < 20*time.Second || l.pause(others) > 0 {
			t.Error("it did not")
		}
	})
	t.Run("forget buckets that have opened again", func(t *testing.T) {
		t.Parallel()
		var l limits
		l.hold(edits, time.Nanosecond, false)
		if err := l.wait(t.Context(), edits); err != nil {
			t.Fatal(err)
		}
		l.hold(others, time.Minute, false)
		if _, kept := l.until[edits.bucket]; kept {
			t.Error("it is kept")
		}
	})
	t.Run("end a wait with the reason that ended its context", func(t *testing.T) {
		t.Parallel()
		var l limits
		l.hold(edits, time.Hour, false)
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(errRestarting)
		if err := l.wait(ctx, edits); !errors.Is(err, errRestarting) {
			t.Errorf("the error is %v", err)
		}
	})
}

func FuzzAPIError(f *testing.F) {
	f.Add(429, `{"message":"x","retry_after":1e300,"global":true}`, "1e309")
	f.Add(502, "<html>", "-1")
	f.Fuzz(func(t *testing.T, status int, body, retryAfter string) {
		err := newAPIError(&http.Response{StatusCode: status, Header: http.Header{"Retry-After": {retryAfter}}}, []byte(body))
		refused, ok := errors.AsType[*apiError](err)
		if !ok || refused.retryAfter < 0 || refused.retryAfter > 24*time.Hour || len(refused.message) > 2000 {
			t.Errorf("%d %q became %+v", status, body, refused)
		}
	})
}
