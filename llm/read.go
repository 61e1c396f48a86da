package llm

import (
	"cmp"
	"errors"
	"io"
	"time"

	"github.com/sashabaranov/go-openai"
)

// maxText bounds the text of an answer, in bytes.
const maxText = 64 << 10

// read passes the answer on until its end.
func (k *call) read(stream *openai.ChatCompletionStream, body *boundedBody) (Usage, error) {
	defer func() { _ = stream.Close() }()
	var (
		usage  Usage
		finish openai.FinishReason
		text   answerText
	)
	for {
		chunk, err := stream.Recv()
		if err != nil {
			whole := finish != "" || errors.Is(err, io.EOF) && body.done()
			if !whole {
				return usage, readingError(err)
			}
			break
		}
		if u := chunk.Usage; u != nil {
			usage = Usage{PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens}
		}
		for _, choice := range chunk.Choices {
			if choice.Delta.Content != "" || choice.Delta.ReasoningContent != "" {
				k.watch.token()
			}
			if err := k.deliver(text.next(choice.Delta.Content)); err != nil {
				return usage, err
			}
			if reason := choice.FinishReason; reason != openai.FinishReasonNull {
				finish = cmp.Or(reason, finish)
			}
		}
	}
	if err := k.deliver(text.rest()); err != nil {
		return usage, err
	}
	return usage, k.verdict(finish)
}

// verdict says whether an answer that the server ended is a whole one.
func (k *call) verdict(finish openai.FinishReason) error {
	switch {
	case finish == openai.FinishReasonLength:
		return errTooLong
	case finish == openai.FinishReasonContentFilter:
		return errWithheld
	case k.length == 0:
		return errSilent
	}
	return nil
}

// deliver passes a piece on, unless the answer has grown too long.
func (k *call) deliver(text string) error {
	if text == "" {
		return nil
	}
	if k.length == 0 {
		k.firstText = time.Since(k.began)
	}
	if k.length += len(text); k.length > maxText {
		return errTooLong
	}
	k.watch.pause()
	defer k.watch.token()
	k.stopped = k.onDelta(text)
	return k.stopped
}
