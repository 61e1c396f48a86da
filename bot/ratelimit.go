package bot

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limits knows when calls may be made again. The zero value allows all
// (https://discord.com/developers/docs/topics/rate-limits).
type limits struct {
	mu sync.Mutex
	// until holds the buckets that are closed, and "" for the application's
	// global limit. Those that have opened again are forgotten.
	until map[string]time.Time
}

// global is the bucket of the limit on all calls that are not open.
const global = ""

// wait returns once a call may be made.
func (l *limits) wait(ctx context.Context, q request) error {
	for {
		pause := l.pause(q)
		if pause <= 0 {
			return nil
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// pause is how long a call is to wait from now.
func (l *limits) pause(q request) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := l.until[q.bucket]
	if !q.open && l.until[global].After(until) {
		until = l.until[global]
	}
	return time.Until(until)
}

// hold closes a call's bucket, or all, for a while.
func (l *limits) hold(q request, pause time.Duration, all bool) {
	bucket := q.bucket
	if all {
		bucket = global
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.until == nil {
		l.until = make(map[string]time.Time)
	}
	for name, until := range l.until {
		if until.Before(now) {
			delete(l.until, name)
		}
	}
	if until := now.Add(pause); until.After(l.until[bucket]) {
		l.until[bucket] = until
	}
}

// learn reads from an answer that its bucket is used up, before the next call
// would be refused.
func (l *limits) learn(q request, header http.Header) {
	if header.Get("X-RateLimit-Remaining") != "0" {
		return
	}
	if pause := headerSeconds(header, "X-RateLimit-Reset-After"); pause > 0 && pause <= maxRetryAfter {
		l.hold(q, pause, false)
	}
}

// headerSeconds reads a header that counts seconds; 0 where it does not.
func headerSeconds(header http.Header, name string) time.Duration {
	value, err := strconv.ParseFloat(header.Get(name), 64)
	if err != nil {
		return 0
	}
	return seconds(value)
}

// seconds turns foreign seconds into a duration between nothing and a day.
func seconds(value float64) time.Duration {
	const day = 24 * time.Hour
	if math.IsNaN(value) || value <= 0 {
		return 0
	}
	return time.Duration(min(value, day.Seconds()) * float64(time.Second))
}

// sleep returns after a pause, or with the cause when ctx ends before.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
