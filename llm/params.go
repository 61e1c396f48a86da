package llm

import (
	"errors"
	"net/http"
	"strings"

	"github.com/sashabaranov/go-openai"
)

const (
	// temperature is as good as none, and is sent because go-openai leaves
	// a zero out. Much smaller values overflow when a server divides by
	// them; vLLM raises all below 0.01 to 0.01.
	temperature = 0.01
	// maxTokens bounds an answer with the reasoning that precedes it.
	maxTokens = 8192
)

// param is a set of request parameters that not every server takes.
type param uint32

const (
	paramTemperature param = 1 << iota // reasoning models refuse it
	paramMaxTokens                     // too many for a small context, or unknown
	paramUsage                         // stream_options, unknown to older servers
)

// paramWords are how servers name the parameters when they refuse them.
var paramWords = []struct {
	param param
	words []string
}{
	{paramTemperature, []string{"temperature"}},
	{paramMaxTokens, []string{"max_tokens", "max_completion_tokens"}},
	{paramUsage, []string{"stream_options", "include_usage"}},
}

// declinedBy gives those of the sent parameters that the server's refusal
// names, so that the request can be made again without them.
func declinedBy(err error, sent param) param {
	if errors.Is(err, openai.ErrReasoningModelLimitationsOther) || errors.Is(err, openai.ErrReasoningSamplingUnsupported) {
		return sent & paramTemperature
	}
	e, ok := errors.AsType[*serverError](err)
	if !ok || e.status != http.StatusBadRequest && e.status != http.StatusUnprocessableEntity {
		return 0
	}
	named := param(0)
	for _, p := range paramWords {
		for _, word := range p.words {
			if strings.Contains(e.message, word) || e.param == word {
				named |= p.param
			}
		}
	}
	return sent & named
}

// params are the optional parameters this server has not refused so far.
func (c *Client) params() param {
	return (paramTemperature | paramMaxTokens | paramUsage) &^ param(c.declined.Load())
}

func (c *Client) request(system, user string, with param) openai.ChatCompletionRequest {
	request := openai.ChatCompletionRequest{
		Model: c.model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: system},
			{Role: openai.ChatMessageRoleUser, Content: user},
		},
	}
	if with&paramTemperature != 0 {
		request.Temperature = temperature
	}
	if with&paramMaxTokens != 0 {
		request.MaxCompletionTokens = maxTokens
	}
	if with&paramUsage != 0 {
		request.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	return request
}
