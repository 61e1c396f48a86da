package llm

import (
	"context"
	"time"

	"github.com/sashabaranov/go-openai"
)

// Chat asks the model and passes its answer on piece by piece, as it
// comes; the pieces are not empty, and reasoning is not among them. It
// returns nil only for a whole answer. An error from onDelta stops the
// stream and is returned as it is; a cancelled ctx gives its cause,
// wrapped; all else is a *news.Fault. The usage is what the server said
// up to then.
func (c *Client) Chat(ctx context.Context, system, user string, onDelta func(text string) error) (Usage, error) {
	if c.settings != nil {
		return Usage{}, c.settings
	}
	k := &call{Client: c, system: system, user: user, onDelta: onDelta, watch: newWatch(ctx, c.limits), began: time.Now()}
	defer k.watch.close()
	// A wait beyond the first token's deadline would be in vain.
	usage, err := retrying(k.watch.ctx, c.endpoint, c.limits.firstToken, k.attempt,
		func(err error) bool { return k.length == 0 && retryable(err) })
	switch {
	case k.stopped != nil:
		return usage, k.stopped
	case err != nil:
		return usage, c.fault(k.watch.ctx, err)
	}
	c.log.Debug("model answered", "model", c.model, "host", c.base.Host,
		"first_text", k.firstText.Round(time.Millisecond), "total", time.Since(k.began).Round(time.Millisecond),
		"prompt_tokens", usage.PromptTokens, "completion_tokens", usage.CompletionTokens)
	return usage, nil
}

// call is one use of Chat, over all its attempts.
type call struct {
	*Client
	system, user string
	onDelta      func(string) error
	watch        *watch
	began        time.Time
	firstText    time.Duration // from the start; 0 before any text
	length       int           // of the text passed on, in bytes
	stopped      error         // what onDelta returned
}

// attempt makes the request and reads the answer. A server that refuses an
// optional parameter is asked again without it, and not sent it any more;
// each round drops at least one, so the loop ends.
func (k *call) attempt() (Usage, error) {
	for {
		with := k.params()
		stream, body, err := k.open(with)
		if err == nil {
			return k.read(stream, body)
		}
		declined := declinedBy(err, with)
		if declined == 0 {
			return Usage{}, err
		}
		k.declined.Or(uint32(declined))
		k.log.Debug("model server declined a parameter", "model", k.model, "err", k.redact(err))
	}
}

// open makes the request. Its errors speak our language: a *serverError,
// or errUnreachable and others of fault.go.
func (k *call) open(with param) (*openai.ChatCompletionStream, *boundedBody, error) {
	x := &exchange{client: k.http, query: k.query, stream: true}
	stream, err := k.through(x).CreateChatCompletionStream(k.watch.ctx, k.request(k.system, k.user, with))
	if err != nil {
		return nil, nil, openingError(err, x.retryAfter)
	}
	return stream, x.body, nil
}
