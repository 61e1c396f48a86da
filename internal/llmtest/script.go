package llmtest

import (
	"context"
	"net/http"
	"strconv"
)

// Step answers one request. Say, Reply and Malformed are for chat, Embed is
// for embeddings, the others are for both.
type Step func(*exchange)

// Manner changes how an answer is delivered; those that speak of deltas
// have no effect on an answer that is not streamed.
type Manner func(*delivery)

// exchange is one request with the ways to answer it.
type exchange struct {
	w       http.ResponseWriter
	ctx     context.Context
	closing <-chan struct{}
	request Request
	// embedding is the request where it is one for embeddings.
	embedding EmbeddingRequest
}

// gone waits until the client or the test has ended.
func (e *exchange) gone() {
	select {
	case <-e.ctx.Done():
	case <-e.closing:
	}
}

// Say answers with the text, streamed in small deltas where the request
// asks for a stream.
func Say(text string, manners ...Manner) Step {
	return Reply(func(Request) string { return text }, manners...)
}

// Reply answers with a text made from the request.
func Reply(compose func(Request) string, manners ...Manner) Step {
	return func(e *exchange) {
		d := delivery{text: compose(e.request), finish: "stop", cutAfter: never, stallAfter: never}
		for _, manner := range manners {
			manner(&d)
		}
		if e.request.Stream {
			e.stream(d)
		} else {
			e.whole(d)
		}
	}
}

// Fail answers with an error in OpenAI's form.
func Fail(status int, code, message string) Step {
	return func(e *exchange) { failure{status, code, message}.write(e.w) }
}

// RetryAfter answers 429 and asks the client to wait that many seconds
// (RFC 9110, section 10.2.3).
func RetryAfter(seconds int) Step {
	return func(e *exchange) {
		e.w.Header().Set("Retry-After", strconv.Itoa(seconds))
		failure{http.StatusTooManyRequests, "rate_limit_exceeded", "Rate limit reached."}.write(e.w)
	}
}

// Stall takes the request and says nothing until the client goes.
func Stall() Step { return (*exchange).gone }

// Malformed opens a stream whose first chunk is not JSON.
func Malformed() Step {
	return Raw(http.StatusOK, "text/event-stream", "data: {\"choices\": [oops\n\n")
}

// Raw answers with exactly these bytes.
func Raw(status int, contentType, body string) Step {
	return func(e *exchange) {
		e.w.Header().Set("Content-Type", contentType)
		e.w.WriteHeader(status)
		e.write(body)
	}
}

// never is the count of deltas after which nothing happens.
const never = -1

// delivery is an answer and how it is delivered.
type delivery struct {
	text, reasoning, finish string
	gate                    <-chan struct{}
	cutAfter, stallAfter    int
}

// Gate makes each delta of text wait for a receive, so that a test sees
// the stream move step by step; a closed gate lets all through.
func Gate(gate <-chan struct{}) Manner { return func(d *delivery) { d.gate = gate } }

// CutAfter breaks the connection after n deltas of text.
func CutAfter(n int) Manner { return func(d *delivery) { d.cutAfter = n } }

// StallAfter says nothing more after n deltas of text, until the client goes.
func StallAfter(n int) Manner { return func(d *delivery) { d.stallAfter = n } }

// Finish ends the answer with another finish_reason than "stop", such as
// "length" or "content_filter"; an empty one is left out.
func Finish(reason string) Manner { return func(d *delivery) { d.finish = reason } }

// Reasoning sends the text as reasoning_content before the answer, as
// servers of open reasoning models do.
func Reasoning(text string) Manner { return func(d *delivery) { d.reasoning = text } }
