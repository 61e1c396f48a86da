package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// The two ways in which a site is too slow.
var (
	errLate = errors.New("the time for one fetch is over")
	errIdle = errors.New("nothing came for too long")
)

// slowError is an ErrSlow with what there was before it.
type slowError struct {
	cause error
	// began is set where the answer had begun.
	began bool
}

func (e *slowError) Error() string { return fmt.Sprintf("%v: %v", ErrSlow, e.cause) }

func (e *slowError) Unwrap() []error { return []error{ErrSlow, e.cause} }

// Timeout makes it a net.Error, as other failures of the network are.
func (e *slowError) Timeout() bool { return true }

// Temporary is what net.Error wants too.
func (e *slowError) Temporary() bool { return true }

// watchedBody is a body that ends its request when it pauses too long.
type watchedBody struct {
	io.ReadCloser
	idle  time.Duration
	timer *time.Timer
}

// watchBody starts to watch a body. Stop it.
func watchBody(body io.ReadCloser, idle time.Duration, cancel context.CancelCauseFunc) *watchedBody {
	timer := time.AfterFunc(idle, func() { cancel(errIdle) })
	return &watchedBody{ReadCloser: body, idle: idle, timer: timer}
}

func (w *watchedBody) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if n > 0 {
		w.timer.Reset(w.idle)
	}
	return n, err
}

// stop ends the watch and closes the body.
func (w *watchedBody) stop() {
	w.timer.Stop()
	_ = w.Close()
}
