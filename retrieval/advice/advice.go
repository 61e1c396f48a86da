// Package advice asks a language model for two small favours around a
// search: to make a follow-up question whole, and to put the passages found
// in order. Its rules are:
//
//   - The model is not trusted. What it writes is checked without it: a
//     question that brings a name or a number of its own is not used, and of
//     an order only the numbers of passages count. The worst that a hostile
//     passage can reach is another order of the same passages.
//   - Each favour is one call with a deadline.
//   - Without it everything goes on: on any failure the question stands as
//     it was asked, the passages as they were found, and the cause is logged.
//
// Whether a favour is worth asking for is for the caller to decide.
package advice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"attache/prompts"
)

// model is a language model.
type model interface {
	// Draft has the model write, and passes on each piece as it comes.
	Draft(ctx context.Context, system, user string, delta func(string) error) error
}

// The default deadlines.
const (
	defaultRewriteWithin = 4 * time.Second
	defaultRerankWithin  = 6 * time.Second
)

// Options say whom to ask, and for how long.
type Options struct {
	Model model
	// RewriteWithin and RerankWithin bound the two calls; 0 means 4 s and 6 s.
	RewriteWithin, RerankWithin time.Duration
	// Budget bounds the passages of a rerank together, in characters; 0
	// means prompts.DefaultBudget.
	Budget int
	// Logger is silent when nil. It sees no text of questions or passages.
	Logger *slog.Logger
}

// Adviser asks one model. It is safe for concurrent use.
type Adviser struct{ options Options }

// New returns an Adviser.
func New(o Options) *Adviser {
	if o.RewriteWithin <= 0 {
		o.RewriteWithin = defaultRewriteWithin
	}
	if o.RerankWithin <= 0 {
		o.RerankWithin = defaultRerankWithin
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Adviser{options: o}
}

var (
	errLate    = errors.New("no answer in time")
	errTooLong = errors.New("the model wrote more than was asked for")
)

// ask has the model write at most limit bytes within a time.
func (a *Adviser) ask(ctx context.Context, prompt prompts.Prompt, within time.Duration, limit int) (string, error) {
	bounded, cancel := context.WithTimeoutCause(ctx, within, errLate)
	defer cancel()
	var written strings.Builder
	err := a.options.Model.Draft(bounded, prompt.System, prompt.User, func(text string) error {
		if written.Len()+len(text) > limit {
			return errTooLong
		}
		written.WriteString(text)
		return nil
	})
	if err != nil && bounded.Err() != nil {
		err = fmt.Errorf("%w: %w", context.Cause(bounded), err)
	}
	return written.String(), err
}

// given explains in the log why advice was not taken. An error is returned
// only where the caller's own context has ended.
func (a *Adviser) given(ctx context.Context, what string, began time.Time, err error) error {
	took := time.Since(began).Round(time.Millisecond)
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("asking the model for %s: %w", what, context.Cause(ctx))
	case err != nil:
		a.options.Logger.Warn("the model's "+what+" is not used", "took", took, "err", err)
	default:
		a.options.Logger.Debug("the model gave "+what, "took", took)
	}
	return nil
}
