package llm

import (
	"context"
	"errors"
	"time"
)

// limits are the deadlines of a call.
type limits struct{ firstToken, stall, total time.Duration }

// What a watch ends a call with.
var (
	errNoFirstToken = errors.New("no first token in time")
	errStalled      = errors.New("no further token in time")
	errTotal        = errors.New("no end in time")
)

// watch ends a call that waits too long for the server: for the first
// token, for the next one, or in all. The time in which the caller deals
// with a token counts only towards the total.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	free   context.CancelFunc // of the total
	stall  time.Duration
	first  *time.Timer
	next   *time.Timer
}

func newWatch(parent context.Context, l limits) *watch {
	ctx, free := context.WithTimeoutCause(parent, l.total, errTotal)
	w := &watch{free: free, stall: l.stall}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	w.first = time.AfterFunc(l.firstToken, func() { w.cancel(errNoFirstToken) })
	w.next = time.AfterFunc(l.stall, func() { w.cancel(errStalled) })
	w.next.Stop()
	return w
}

// token notes that the model is at work. From here on the wait for the
// next token counts, also across a retry.
func (w *watch) token() {
	w.first.Stop()
	w.next.Reset(w.stall)
}

// pause stops the clock while the caller deals with a token.
func (w *watch) pause() { w.next.Stop() }

// close ends the watch and what still runs under it.
func (w *watch) close() {
	w.first.Stop()
	w.next.Stop()
	w.cancel(nil)
	w.free()
}
