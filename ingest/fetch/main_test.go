package fetch

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"attache/internal/webtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fetcherFor returns a Fetcher that may read the site.
func fetcherFor(t testing.TB, site *webtest.Site, opts Options) *Fetcher {
	t.Helper()
	return hookedFetcher(t, site, opts, hooks{})
}

func hookedFetcher(t testing.TB, site *webtest.Site, opts Options, h hooks) *Fetcher {
	t.Helper()
	opts.AllowPrivate = append(opts.AllowPrivate, site.Prefix())
	f := newFetcher(opts, h)
	t.Cleanup(f.Close)
	return f
}

// clock passes time at once, and remembers for how long it was waited.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	waited []time.Duration
}

func newClock() *clock { return &clock{now: readAt} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func (c *clock) wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.now = c.now.Add(d)
		c.waited = append(c.waited, d)
	}
	return ctx.Err()
}

// waits are the waits since the last call.
func (c *clock) waits() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	waited := slices.Clone(c.waited)
	c.waited = nil
	return waited
}
