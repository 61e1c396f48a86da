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
func (p *endpoint) fault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		cause := context.Cause(ctx)
		for _, late := range []error{errNoFirstToken, errStalled, errTotal, context.DeadlineExceeded} {
			if errors.Is(cause, late) {
				return &news.Fault{Sentence: p.lateSentence(cause), Cause: cause}
			}
		}
		return fmt.Errorf("asking the model: %w", cause)
	}
	sentence := p.ownSentence(err)
	if e, ok := errors.AsType[*serverError](err); ok {
		sentence = p.serverSentence(e)
	}
	return &news.Fault{Sentence: sentence, Cause: p.redact(err)}
}

// lateSentence speaks of the deadline that passed; one of the caller's own
// reads like the total.
func (p *endpoint) lateSentence(cause error) string {
	switch {
	case errors.Is(cause, errNoFirstToken):
		return fmt.Sprintf("The model %q did not begin to answer within %s; "+
			"try again, or choose a faster one with %s.", p.model, p.limits.firstToken, p.setting)
	case errors.Is(cause, errStalled):
		return fmt.Sprintf("The model server at %s fell silent in the middle of its answer; "+
			"try again, and check the server if it happens often.", p.base.Host)
	default:
		return fmt.Sprintf("The model %q took too long to answer; try again, or choose a faster one with %s.", p.model, p.setting)
	}
}

// ownSentence speaks of what the server did without saying so.
func (p *endpoint) ownSentence(err error) string {
	host := p.base.Host
	if e, ok := errors.AsType[*vectorError](err); ok {
		return fmt.Sprintf("The model %q at %s gave %s; choose another with %s.", p.model, host, e.what, p.setting)
	}
	switch {
	case errors.Is(err, errUnreachable):
		return fmt.Sprintf("The model server at %s cannot be reached; check OPENAI_BASE_URL and that the server runs.", host)
	case errors.Is(err, errCut):
		return fmt.Sprintf("The model server at %s broke off in the middle of its answer; try again.", host)
	case errors.Is(err, errMalformed):
		return fmt.Sprintf("The server at %s does not answer like a model server; check OPENAI_BASE_URL, which usually ends in /v1.", host)
	case errors.Is(err, errTooLong):
		return fmt.Sprintf("The model %q wrote more than an answer may hold; ask a narrower question.", p.model)
	case errors.Is(err, errWithheld):
		return fmt.Sprintf("The content filter of the model server at %s withheld the answer; ask in other words.", host)
	case errors.Is(err, errSilent):
		return fmt.Sprintf("The model %q answered without a word; try again, or choose another with %s.", p.model, p.setting)
	case errors.Is(err, errCannotChat):
		return fmt.Sprintf("The model %q is not made for chat; choose another with %s.", p.model, p.setting)
	default:
		return fmt.Sprintf("The model %q could not be asked; try again, and look in the log if it happens often.", p.model)
	}
}

// serverSentence speaks of what the server said.
func (p *endpoint) serverSentence(e *serverError) string {
	host := p.base.Host
	switch {
	case modelUnknown(e):
		return fmt.Sprintf("The model %q is not known to the server at %s; check %s.", p.model, host, p.setting)
	case e.status == http.StatusNotFound:
		return fmt.Sprintf("The server at %s has no %s at this address; check OPENAI_BASE_URL, "+
			"which usually ends in /v1, and %s.", host, p.name, p.setting)
	case contextTooLong(e):
		return fmt.Sprintf("The question with its passages is too long for the model %q; "+
			"choose one that takes longer texts with %s.", p.model, p.setting)
	case e.status == http.StatusNotImplemented:
		return fmt.Sprintf("The model server at %s offers no %s; start it with a model that does, or check OPENAI_BASE_URL.", host, p.name)
	case e.code == codeNoQuota:
		return fmt.Sprintf("The account at %s has no quota left; check its plan and billing, or OPENAI_API_KEY.", host)
	}
	switch {
	case e.status == http.StatusUnauthorized:
		return fmt.Sprintf("The model server at %s does not accept the key; check OPENAI_API_KEY.", host)
	case e.status == http.StatusForbidden:
		return fmt.Sprintf("The model server at %s does not allow this; check OPENAI_API_KEY and that it may use the model %q.", host, p.model)
	case e.status == http.StatusTooManyRequests:
		return fmt.Sprintf("The model server at %s takes no more requests for now; try again in a minute.", host)
	case e.status == http.StatusRequestTimeout, e.status == http.StatusGatewayTimeout:
		return fmt.Sprintf("The model server at %s ran out of time; try again, or choose a faster model with %s.", host, p.setting)
	case e.status >= http.StatusInternalServerError, e.status == 0:
		return fmt.Sprintf("The model server at %s reports trouble of its own; try again in a minute.", host)
	default:
		return fmt.Sprintf("The model server at %s refused the request with status %d; "+
			"check %s, and look in the log for its reason.", host, e.status, p.setting)
	}
}

// unknownModel is how servers that answer 400 or 404 without a code say
// that they do not have a model (Ollama, vLLM, OpenRouter, LiteLLM).
var unknownModel = regexp.MustCompile(`(?i)model\b.*\b(not found|not exist|unknown)|(invalid|unknown|no such|not a valid) model`)

func modelUnknown(e *serverError) bool {
	return e.code == codeNoModel ||
		(e.status == http.StatusNotFound || e.status == http.StatusBadRequest) && unknownModel.MatchString(e.message)
}

// longContext is how servers say that a prompt exceeds what a model takes
// (OpenAI and vLLM "maximum context length", llama.cpp "context size").
var longContext = regexp.MustCompile(`(?i)context (length|size|window)`)

func contextTooLong(e *serverError) bool {
	return e.code == codeLongContext || e.status >= http.StatusBadRequest && longContext.MatchString(e.message)
}
