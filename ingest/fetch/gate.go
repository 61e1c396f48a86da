package fetch

import (
	"context"
	"fmt"
	"time"

	"attache/news"
)

const (
	// publicPause is the least pause between two requests to a site.
	publicPause = time.Second
	// openedPause is that of sites in the ranges that the operator opened.
	openedPause = 5 * time.Millisecond
	// maxPace bounds the pause that a slow site is given.
	maxPace = 10 * time.Second
	// maxCrawlDelay bounds the pause that a robots.txt can ask for. Longer
	// ones would keep a site with several sources from ever being read.
	maxCrawlDelay = 60 * time.Second
	// maxClosed bounds how long a site can ask to be left alone.
	maxClosed = 24 * time.Hour
)

// closure is a site's wish to be left alone.
type closure struct {
	until time.Time
	// code is the status it came with.
	code int
}

// pause is how long the site is left in peace after a visit: the longer it
// took to answer, the longer.
func (v visit) pause() time.Duration {
	if v.opened {
		return openedPause
	}
	return max(publicPause, min(2*v.took, maxPace))
}

// enter waits until it is our turn at a site; leave ends the turn. A site
// that asked to be left alone is not waited for: the fault says until when,
// and is a *StatusError with the time that is left.
func (s *sites) enter(ctx context.Context, site *site, host string) error {
	if err := s.refusal(site, host); err != nil {
		return err
	}
	waiting, cancel := ctx, context.CancelFunc(func() {})
	if s.maxWait > 0 {
		waiting, cancel = context.WithTimeout(ctx, s.maxWait)
	}
	defer cancel()
	select {
	case site.turn <- struct{}{}:
	case <-waiting.Done():
		return gaveUp(ctx, host)
	}
	// The one before may have been sent away.
	err := s.refusal(site, host)
	if err == nil && s.wait(waiting, s.untilReady(site)) != nil {
		err = gaveUp(ctx, host)
	}
	if err != nil {
		<-site.turn
	}
	return err
}

// leave ends the turn.
func (s *sites) leave(site *site, v visit) {
	s.mu.Lock()
	now := s.now()
	if !v.refused {
		site.left, site.pause = now, v.pause()
	}
	if v.closedFor > 0 {
		site.closed = closure{until: now.Add(min(v.closedFor, maxClosed)), code: v.code}
	}
	s.mu.Unlock()
	<-site.turn
}

// untilReady is how long the pause after the last visit still lasts.
func (s *sites) untilReady(site *site) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if site.left.IsZero() {
		return 0
	}
	pause := max(site.pause, min(site.robots.rules.Delay, maxCrawlDelay))
	return site.left.Add(pause).Sub(s.now())
}

// refusal is the fault of asking a site that wants to be left alone.
func (s *sites) refusal(site *site, host string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	left := site.closed.until.Sub(s.now())
	if site.closed.code == 0 || left <= 0 {
		return nil
	}
	return &news.Fault{
		Sentence: fmt.Sprintf("%s asks to be left alone until %s UTC; try again after that.", host, site.closed.until.UTC().Format("15:04 on 2 January")),
		Cause:    &StatusError{Code: site.closed.code, RetryAfter: left, Unasked: true},
	}
}

// gaveUp is why the waiting for a turn ended.
func gaveUp(ctx context.Context, host string) error {
	if ctx.Err() != nil {
		return fmt.Errorf("wait for a turn at %s: %w", host, context.Cause(ctx))
	}
	return &news.Fault{
		Sentence: fmt.Sprintf("Many requests to %s wait for their turn; try again in a few minutes.", host),
		Cause:    ErrBusy,
	}
}

// wait passes d, or fails when ctx ends before.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
