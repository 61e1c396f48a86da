package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	// typingInterval renews the typing indicator, which lasts ten seconds.
	typingInterval = 8 * time.Second
	// showTimeout bounds one edit while an answer grows. It is not cut short
	// when the answer is complete, or the last edit could be overtaken.
	showTimeout = 5 * time.Second
)

// stream shows a growing text in its place, at most once in an interval; what
// comes faster is left out, but for the latest.
type stream struct {
	place    place
	interval time.Duration
	logger   *slog.Logger

	mu     sync.Mutex
	latest string
	// wake holds a token while latest has not been shown.
	wake chan struct{}
	stop context.CancelFunc
	task sync.WaitGroup
}

// newStream starts a stream that runs until it is ended.
func newStream(ctx context.Context, where place, interval time.Duration, logger *slog.Logger) *stream {
	s := &stream{place: where, interval: interval, logger: logger, wake: make(chan struct{}, 1)}
	ctx, s.stop = context.WithCancel(ctx)
	s.task.Go(func() { s.run(ctx) })
	return s
}

// grow hands over what is to be shown next. It does not block.
func (s *stream) grow(text string) {
	s.mu.Lock()
	s.latest = text
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default: // it is still to be looked at
	}
}

// end returns when nothing more will be shown.
func (s *stream) end() {
	s.stop()
	s.task.Wait()
}

func (s *stream) run(ctx context.Context) {
	if !s.think(ctx) {
		return
	}
	for {
		s.mu.Lock()
		text := s.latest
		s.mu.Unlock()
		if err := s.show(ctx, text); err != nil {
			s.logger.Debug("a growing answer could not be shown", "err", err)
			if isRefusal(err) {
				return
			}
		}
		if sleep(ctx, s.interval) != nil {
			return
		}
		select {
		case <-s.wake:
		case <-ctx.Done():
			return
		}
	}
}

// think says that an answer is coming until there is something to show, or
// reports false when there will not be.
func (s *stream) think(ctx context.Context) bool {
	ticker := time.NewTicker(typingInterval)
	defer ticker.Stop()
	for {
		s.place.thinking(ctx)
		select {
		case <-s.wake:
			return true
		case <-ticker.C:
		case <-ctx.Done():
			return false
		}
	}
}

func (s *stream) show(ctx context.Context, text string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), showTimeout)
	defer cancel()
	return s.place.show(ctx, text)
}
