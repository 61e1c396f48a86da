// Package meaning finds passages that are near a question in what they mean,
// for whoever searches by words too. Its rules are:
//
//   - It never fails and never keeps anybody waiting for long: what cannot be
//     had in time is not there, and the words must do.
//   - A model server that fails is not asked again for a while, so that only
//     one question in that while waits for it.
//   - Why it finds nothing is logged once, as long as it is the same.
package meaning

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/sony/gobreaker/v2"

	"attache/news"
	"attache/vector"
)

// embedder is the model.
type embedder interface {
	// Embed gives a vector for each text, in their order.
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// vectors are those of the passages.
type vectors interface {
	// Search finds the allowed passages nearest to a vector.
	Search(ctx context.Context, query []float32, allowed func(passage int64) bool, limit int) ([]vector.Hit, error)
}

const (
	defaultWithin = 1500 * time.Millisecond
	defaultRest   = 30 * time.Second
)

// Options say how to ask.
type Options struct {
	// Model is the model's name, which decides the words around a question.
	Model string
	// Within bounds the whole of a search; 0 means 1.5 s.
	Within time.Duration
	// Rest is how long a server that failed is not asked; 0 means 30 s.
	Rest time.Duration
	// Logger is silent when nil. It sees no text of questions.
	Logger *slog.Logger
}

// Finder finds passages by meaning. It is safe for concurrent use.
type Finder struct {
	embedder embedder
	vectors  vectors
	options  Options
	breaker  *gobreaker.CircuitBreaker[[]float32]

	mu   sync.Mutex
	told string // why nothing was found the last time; empty while all is well
}

// New returns a Finder of what is in v, by the model e.
func New(e embedder, v vectors, o Options) *Finder {
	if o.Within <= 0 {
		o.Within = defaultWithin
	}
	if o.Rest <= 0 {
		o.Rest = defaultRest
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Finder{embedder: e, vectors: v, options: o, breaker: gobreaker.NewCircuitBreaker[[]float32](gobreaker.Settings{
		Timeout:     o.Rest,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures > 0 },
		// A reader who goes away says nothing of the server.
		IsExcluded: func(err error) bool { return errors.Is(err, context.Canceled) },
	})}
}

// Nearest finds the allowed passages nearest to a question, nearest first;
// none where that fails, for whatever reason. allowed is asked as
// vector.Vectors.Search says.
func (f *Finder) Nearest(ctx context.Context, question string, allowed func(passage int64) bool, limit int) []vector.Hit {
	bounded, cancel := context.WithTimeout(ctx, f.options.Within)
	defer cancel()
	hits, err := f.nearest(bounded, question, allowed, limit)
	if ctx.Err() == nil && !errors.Is(err, gobreaker.ErrOpenState) && !errors.Is(err, gobreaker.ErrTooManyRequests) {
		f.tell(err)
	}
	return hits
}

func (f *Finder) nearest(ctx context.Context, question string, allowed func(int64) bool, limit int) ([]vector.Hit, error) {
	query, err := f.breaker.Execute(func() ([]float32, error) {
		vectors, err := f.embedder.Embed(ctx, []string{vector.QuestionText(f.options.Model, question)})
		if err != nil {
			return nil, err
		}
		if len(vectors) != 1 {
			return nil, fmt.Errorf("%d vectors for 1 question", len(vectors))
		}
		return vectors[0], nil
	})
	if err != nil {
		return nil, err
	}
	return f.vectors.Search(ctx, query, allowed, limit)
}

// tell logs when things go wrong, go wrong in another way, or go well again.
func (f *Finder) tell(err error) {
	why := ""
	switch {
	case errors.Is(err, vector.ErrDimension):
		why = "The model gives vectors of another dimension than those kept; attache embed makes them anew, and so does attache bot."
	case err != nil:
		why = news.Explain(err, err.Error())
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if why == f.told {
		return
	}
	if f.told = why; why == "" {
		f.options.Logger.Info("passages are found by meaning again")
		return
	}
	f.options.Logger.Warn("passages are found by words alone", "why", why, "err", err)
}
