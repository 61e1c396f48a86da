package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"
)

// Codes by which OpenAI tells errors of one status apart
// (https://platform.openai.com/docs/guides/error-codes).
const (
	codeNoQuota     = "insufficient_quota"
	codeNoModel     = "model_not_found"
	codeLongContext = "context_length_exceeded"
)

var (
	errUnreachable = errors.New("reaching the model server")
	errCut         = errors.New("the response ended before the answer did")
	errMalformed   = errors.New("the response is not in the OpenAI format")
	errTooLong     = errors.New("the answer is too long")
	errWithheld    = errors.New("the server's content filter withheld the answer")
	errSilent      = errors.New("the answer holds no text")
	errCannotChat  = errors.New("the model is not for chat")
)

// serverError is an error that the server reported, by its status or
// within a stream.
type serverError struct {
	status     int    // HTTP's; 0 where a stream gave none
	code       string // the server's own, often empty
	param      string // the request's parameter it complains of, often empty
	message    string // at most maxMessage bytes
	retryAfter time.Duration
}

// maxMessage bounds how much of a server's message is kept, in bytes.
const maxMessage = 1000

func (e *serverError) Error() string {
	parts := []string{"model server"}
	if e.status != 0 {
		parts = append(parts, fmt.Sprintf("status %d", e.status))
	}
	if e.code != "" {
		parts = append(parts, "code "+e.code)
	}
	return strings.Join(parts, ", ") + ": " + e.message
}

// openingError turns go-openai's errors before a stream into ours.
func openingError(err error, retryAfter time.Duration) error {
	if e := reported(err); e != nil {
		e.retryAfter = retryAfter
		return e
	}
	switch {
	case errors.Is(err, openai.ErrChatCompletionInvalidModel):
		return errCannotChat
	case errors.Is(err, errWrongKind):
		return fmt.Errorf("%w: %w", errMalformed, err)
	case errors.Is(err, openai.ErrReasoningModelLimitationsOther), errors.Is(err, openai.ErrReasoningSamplingUnsupported):
		return err
	}
	// A *url.Error quotes the address, and that may hold a key.
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return fmt.Errorf("%w: %w", errUnreachable, err)
}

// readingError turns go-openai's errors within a stream into ours.
func readingError(err error) error {
	if e := reported(err); e != nil {
		return e
	}
	switch {
	case errors.Is(err, errBodyTooLong):
		return fmt.Errorf("%w: %w", errTooLong, err)
	case errors.Is(err, openai.ErrTooManyEmptyStreamMessages), isSyntax(err):
		return fmt.Errorf("%w: %w", errMalformed, err)
	}
	return fmt.Errorf("%w: %w", errCut, err)
}

// reported gives what the server said of an error, or nil where the error
// is not the server's word.
func reported(err error) *serverError {
	if e, ok := errors.AsType[*openai.APIError](err); ok {
		reported := &serverError{status: e.HTTPStatusCode, message: clip(e.Message)}
		switch code := e.Code.(type) {
		case string:
			reported.code = clip(code)
		case int:
			// Some servers (vLLM, OpenRouter) name a stream's error by status.
			if reported.status == 0 && http.StatusText(code) != "" {
				reported.status = code
			}
		}
		if e.Param != nil {
			reported.param = clip(*e.Param)
		}
		return reported
	}
	if e, ok := errors.AsType[*openai.RequestError](err); ok {
		return &serverError{status: e.HTTPStatusCode, message: clip(string(e.Body))}
	}
	return nil
}

func clip(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if len(text) <= maxMessage {
		return text
	}
	end := maxMessage
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

func isSyntax(err error) bool {
	_, syntax := errors.AsType[*json.SyntaxError](err)
	_, shape := errors.AsType[*json.UnmarshalTypeError](err)
	return syntax || shape
}
