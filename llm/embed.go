package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"
)

const (
	// maxTexts and maxTextBytes bound one request.
	maxTexts     = 64
	maxTextBytes = 128 << 10
	// longestText is what is embedded of a text at most, in characters, and
	// shortestText what a server must take.
	longestText  = 8_000
	shortestText = 100
)

// Embedder gives texts their vectors by one model on one server. It may be
// used from many goroutines.
type Embedder struct {
	*endpoint
	// fits is how many characters of a text the server takes, as far as its
	// refusals have shown.
	fits atomic.Int64
}

// NewEmbedder gives an Embedder. Options.Model names a model for embeddings,
// and Total bounds the whole call; FirstToken and Stall play no part. Wrong
// options show when it is used, as a *news.Fault.
func NewEmbedder(o Options) *Embedder {
	e := &Embedder{endpoint: newEndpoint(o, embeddings)}
	e.fits.Store(longestText)
	return e
}

// Embed gives a vector for each text, in their order, all of one dimension.
// A text that is longer than the model takes is cut. A cancelled ctx gives
// its cause, wrapped; all else is a *news.Fault.
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if e.settings != nil {
		return nil, e.settings
	}
	ctx, cancel := context.WithTimeoutCause(ctx, e.limits.total, errTotal)
	defer cancel()
	vectors := make([][]float32, 0, len(texts))
	for len(vectors) < len(texts) {
		got, err := e.batch(ctx, batchOf(texts[len(vectors):]))
		if err != nil {
			return nil, e.fault(ctx, err)
		}
		vectors = append(vectors, got...)
	}
	if err := oneDimension(vectors); err != nil {
		return nil, e.fault(ctx, err)
	}
	return vectors, nil
}

// batchOf gives as many of the first texts as go into one request.
func batchOf(texts []string) []string {
	size := 0
	for i, text := range texts {
		size += min(len(text), utf8.UTFMax*longestText)
		if i == maxTexts || i > 0 && size > maxTextBytes {
			return texts[:i]
		}
	}
	return texts
}

// batch makes one request, or several where the server finds it too large:
// the halves of several texts, or the first half of one.
func (e *Embedder) batch(ctx context.Context, texts []string) ([][]float32, error) {
	limit := e.fits.Load()
	vectors, err := e.request(ctx, texts, int(limit))
	if err == nil {
		return vectors, nil
	}
	s, ok := errors.AsType[*serverError](err)
	switch {
	case !ok || !tooLarge(s):
		return nil, err
	case len(texts) > 1:
		first, err := e.batch(ctx, texts[:len(texts)/2])
		if err != nil {
			return nil, err
		}
		second, err := e.batch(ctx, texts[len(texts)/2:])
		return append(first, second...), err
	}
	length := min(int64(utf8.RuneCountInString(texts[0])), limit)
	if length <= shortestText {
		return nil, err
	}
	e.fits.Store(length / 2)
	e.log.Info("the model takes shorter texts only", "model", e.model, "characters", length/2)
	return e.batch(ctx, texts)
}

// request embeds texts in one exchange, tried again as a chat is.
func (e *Embedder) request(ctx context.Context, texts []string, limit int) ([][]float32, error) {
	input := make([]string, len(texts))
	for i, text := range texts {
		input[i] = head(text, limit)
	}
	began := time.Now()
	response, err := retrying(ctx, e.endpoint, e.limits.total,
		func() (openai.EmbeddingResponse, error) { return e.exchange(ctx, input) },
		func(err error) bool {
			s, ok := errors.AsType[*serverError](err)
			return retryable(err) && !(ok && tooLarge(s))
		})
	if err != nil {
		return nil, err
	}
	vectors, err := inOrder(response.Data, len(texts))
	if err != nil {
		return nil, err
	}
	e.log.Debug("model embedded", "model", e.model, "host", e.base.Host, "texts", len(texts),
		"tokens", response.Usage.PromptTokens, "took", time.Since(began).Round(time.Millisecond))
	return vectors, nil
}

func (e *Embedder) exchange(ctx context.Context, input []string) (openai.EmbeddingResponse, error) {
	x := &exchange{client: e.http, query: e.query}
	response, err := e.through(x).CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: input, Model: openai.EmbeddingModel(e.model), EncodingFormat: openai.EmbeddingEncodingFormatFloat,
	})
	switch {
	case err == nil:
		return response, nil
	case reported(err) != nil:
		return response, openingError(err, x.retryAfter)
	case isSyntax(err), errors.Is(err, errBodyTooLong):
		return response, fmt.Errorf("%w: %w", errMalformed, err)
	case x.body != nil && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)):
		return response, fmt.Errorf("%w: %w", errCut, err)
	}
	return response, openingError(err, x.retryAfter)
}

// tooMuch is how servers say that a request holds too much, beside what they
// say of a context: llama.cpp "input is too large to process", text-embeddings
// -inference "must have less than 512 tokens" and "maximum allowed batch
// size", Ollama "input length exceeds".
var tooMuch = regexp.MustCompile(`(?i)too (large|long)|(less|fewer|more) than \d+ tokens|batch size|input length|tokens per request`)

func tooLarge(e *serverError) bool {
	return contextTooLong(e) || e.status == http.StatusRequestEntityTooLarge ||
		e.status >= http.StatusBadRequest && tooMuch.MatchString(e.message)
}

// head is the beginning of a text, at most limit characters.
func head(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for i := range text {
		if limit--; limit < 0 {
			return text[:i]
		}
	}
	return text
}
