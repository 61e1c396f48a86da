package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"attache/news"
)

// fault gives an error of a call its sentence. The context comes first:
// once it has ended, whatever else went wrong is its consequence.
func (e *endpoint) fault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		cause := context.Cause(ctx)
		for _, late := range []error{errNoFirstToken, errStalled, errTotal, context.DeadlineExceeded} {
			if errors.Is(cause, late) {
				return &news.Fault{Sentence: e.lateSentence(cause), Cause: cause}
			}
		}
		return fmt.Errorf("asking the model: %w", cause)
	}
	sentence := e.ownSentence(err)
	if s, ok := errors.AsType[*serverError](err); ok {
		sentence = e.serverSentence(s)
	}
	return &news.Fault{Sentence: sentence, Cause: e.redact(err)}
}

// lateSentence speaks of the deadline that passed; one of the caller's own
// reads like the total.
func (e *endpoint) lateSentence(cause error) string {
	switch {
	case errors.Is(cause, errNoFirstToken):
		return fmt.Sprintf("The model %q did not begin to answer within %s; "+
			"try again, or choose a faster one with %s.", e.model, e.limits.firstToken, e.setting)
	case errors.Is(cause, errStalled):
		return fmt.Sprintf("The model server at %s fell silent in the middle of its answer; "+
			"try again, and check the server if it happens often.", e.base.Host)
	default:
		return fmt.Sprintf("The model %q took too long to answer; try again, or choose a faster one with %s.", e.model, e.setting)
	}
}

// ownSentence speaks of what the server did without saying so.
func (e *endpoint) ownSentence(err error) string {
	host := e.base.Host
	if v, ok := errors.AsType[*vectorError](err); ok {
		return fmt.Sprintf("The model %q at %s gave %s; choose another with %s.", e.model, host, v.what, e.setting)
	}
	switch {
	case errors.Is(err, errUnreachable):
		return fmt.Sprintf("The model server at %s cannot be reached; check OPENAI_BASE_URL and that the server runs.", host)
	case errors.Is(err, errCut):
		return fmt.Sprintf("The model server at %s broke off in the middle of its answer; try again.", host)
	case errors.Is(err, errMalformed):
		return fmt.Sprintf("The server at %s does not answer like a model server; check OPENAI_BASE_URL, which usually ends in /v1.", host)
	case errors.Is(err, errTooLong):
		return fmt.Sprintf("The model %q wrote more than an answer may hold; ask a narrower question.", e.model)
	case errors.Is(err, errWithheld):
		return fmt.Sprintf("The content filter of the model server at %s withheld the answer; ask in other words.", host)
	case errors.Is(err, errSilent):
		return fmt.Sprintf("The model %q answered without a word; try again, or choose another with %s.", e.model, e.setting)
	case errors.Is(err, errCannotChat):
		return fmt.Sprintf("The model %q is not made for chat; choose another with %s.", e.model, e.setting)
	default:
		return fmt.Sprintf("The model %q could not be asked; try again, and look in the log if it happens often.", e.model)
	}
}

// serverSentence speaks of what the server said.
func (e *endpoint) serverSentence(s *serverError) string {
	host := e.base.Host
	switch {
	case modelUnknown(s):
		return fmt.Sprintf("The model %q is not known to the server at %s; check %s.", e.model, host, e.setting)
	case s.status == http.StatusNotFound:
		return fmt.Sprintf("The server at %s has no %s at this address; check OPENAI_BASE_URL, "+
			"which usually ends in /v1, and %s.", host, e.name, e.setting)
	case contextTooLong(s):
		return fmt.Sprintf("The question with its passages is too long for the model %q; "+
			"choose one that takes longer texts with %s.", e.model, e.setting)
	case s.status == http.StatusNotImplemented:
		return fmt.Sprintf("The model server at %s offers no %s; start it with a model that does, or check OPENAI_BASE_URL.", host, e.name)
	case s.code == codeNoQuota:
		return fmt.Sprintf("The account at %s has no quota left; check its plan and billing, or OPENAI_API_KEY.", host)
	}
	switch {
	case s.status == http.StatusUnauthorized:
		return fmt.Sprintf("The model server at %s does not accept the key; check OPENAI_API_KEY.", host)
	case s.status == http.StatusForbidden:
		return fmt.Sprintf("The model server at %s does not allow this; check OPENAI_API_KEY and that it may use the model %q.", host, e.model)
	case s.status == http.StatusTooManyRequests:
		return fmt.Sprintf("The model server at %s takes no more requests for now; try again in a minute.", host)
	case s.status == http.StatusRequestTimeout, s.status == http.StatusGatewayTimeout:
		return fmt.Sprintf("The model server at %s ran out of time; try again, or choose a faster model with %s.", host, e.setting)
	case s.status >= http.StatusInternalServerError, s.status == 0:
		return fmt.Sprintf("The model server at %s reports trouble of its own; try again in a minute.", host)
	default:
		return fmt.Sprintf("The model server at %s refused the request with status %d; "+
			"check %s, and look in the log for its reason.", host, s.status, e.setting)
	}
}

// unknownModel is how servers that answer 400 or 404 without a code say
// that they do not have a model (Ollama, vLLM, OpenRouter, LiteLLM).
var unknownModel = regexp.MustCompile(`(?i)model\b.*\b(not found|not exist|unknown)|(invalid|unknown|no such|not a valid) model`)

func modelUnknown(s *serverError) bool {
	return s.code == codeNoModel ||
		(s.status == http.StatusNotFound || s.status == http.StatusBadRequest) && unknownModel.MatchString(s.message)
}

// longContext is how servers say that a prompt exceeds what a model takes
// (OpenAI and vLLM "maximum context length", llama.cpp "context size").
var longContext = regexp.MustCompile(`(?i)context (length|size|window)`)

func contextTooLong(s *serverError) bool {
	return s.code == codeLongContext || s.status >= http.StatusBadRequest && longContext.MatchString(s.message)
}
