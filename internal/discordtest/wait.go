package discordtest

import (
	"context"
	"errors"
	"fmt"
)

// errClosed ends a wait when the test is over.
var errClosed = errors.New("the test has ended")

// wait returns once done reports true; it is asked now and after every
// change, without mu. what names the thing awaited, for the error. A
// violation ends the wait, because what is awaited may then never come.
func (s *Server) wait(ctx context.Context, what string, done func() bool) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.options.Patience)
		defer cancel()
	}
	for {
		// The bell is taken before the look, so that no change falls between.
		s.mu.Lock()
		changed, violations := s.changed, s.violations
		s.mu.Unlock()
		if done() {
			return nil
		}
		if len(violations) > 0 && !s.options.KeepViolations {
			return fmt.Errorf("discordtest: waiting for %s: the bot broke a rule: %s", what, violations[0])
		}
		select {
		case <-changed:
		case <-ctx.Done():
			if done() { // both may have come at once
				return nil
			}
			return fmt.Errorf("discordtest: waiting for %s: %w", what, context.Cause(ctx))
		case <-s.closing:
			return fmt.Errorf("discordtest: waiting for %s: %w", what, errClosed)
		}
	}
}
