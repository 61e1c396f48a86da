package building

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"attache/internal/llmtest"
)

func TestTheLoop(t *testing.T) {
	t.Run("embeds what comes while it runs", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := newHouse(t)
			stop := h.run("m")
			defer stop()
			h.writeMany(3)
			<-time.After(2 * idle)
			h.writeMany(2)
			<-time.After(2 * idle)
			if got := h.nearest("m", "Envoy", 9); len(got) != 5 {
				t.Errorf("embedded %v", got)
			}
			before := len(h.server.EmbeddingRequests())
			<-time.After(10 * idle)
			if after := len(h.server.EmbeddingRequests()); after != before {
				t.Errorf("%d requests with nothing to do", after-before)
			}
		})
	})

	t.Run("leaves a dead server alone for longer and longer, tells why once, and goes on when it lives again", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := newHouse(t)
			h.writeMany(10)
			h.server.ScriptEmbeddings(llmtest.Fail(401, "", "no"))
			stop := h.run("m")
			defer stop()
			<-time.After(24 * time.Hour)
			if n := len(h.server.EmbeddingRequests()); n < 20 || n > 32 {
				t.Errorf("%d requests in a day", n)
			}
			if n := strings.Count(h.log.String(), "not being embedded"); n != 1 {
				t.Errorf("told %d times: %s", n, h.log)
			}
			h.server.ScriptEmbeddings(llmtest.Embed(16))
			<-time.After(2 * longestPause)
			if got := h.nearest("m", "Envoy", 20); len(got) != 10 || !strings.Contains(h.log.String(), "embedded again") {
				t.Errorf("embedded %v: %s", got, h.log)
			}
		})
	})
}
