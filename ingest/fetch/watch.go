package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// shortBody is how long a body may be that nobody wants, and that is read
// for the sake of its connection.
const shortBody = 16 << 10

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
	length int64
	idle   time.Duration
	timer  *time.Timer
}

// watchBody starts to watch the body of an answer. Stop it.
func watchBody(answer *http.Response, idle time.Duration, cancel context.CancelCauseFunc) *watchedBody {
	timer := time.AfterFunc(idle, func() { cancel(errIdle) })
	return &watchedBody{ReadCloser: answer.Body, length: answer.ContentLength, idle: idle, timer: timer}
}

func (w *watchedBody) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if n > 0 {
		w.timer.Reset(w.idle)
	}
	return n, err
}

// stop ends the watch and closes the body. A short one is read to its end
// before, because the connection can then be used again.
func (w *watchedBody) stop() {
	if w.length >= 0 && w.length <= shortBody {
		_, _ = io.CopyN(io.Discard, w, shortBody)
	}
	w.timer.Stop()
	_ = w.Close()
}
