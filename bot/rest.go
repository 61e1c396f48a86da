package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// requestTimeout bounds one attempt, maxResponse what is read of its
	// answer in bytes.
	requestTimeout = 15 * time.Second
	maxResponse    = 4 << 20
	// maxLimited is how often one request may be told to come later, and
	// maxRetryAfter the longest it waits for that.
	maxLimited    = 5
	maxRetryAfter = 30 * time.Second
	// serverPause parts a request that met a server error from its second
	// attempt.
	serverPause = 500 * time.Millisecond
)

// userAgent is what Discord asks bots to send
// (https://discord.com/developers/docs/reference#user-agent).
const userAgent = "DiscordBot (attache, 1)"

// rest is the way to Discord's REST API. It keeps one rate limit for each
// route and channel or interaction, so that one busy answer holds up no
// other. It is safe for concurrent use.
type rest struct {
	client *http.Client
	base   string // without a slash at the end
	token  string
	logger *slog.Logger
	limits limits
}

// request is one call of the API.
type request struct {
	// doing says what the call is for, in errors and logs. They never name
	// the path, which may hold an interaction's token.
	doing        string
	method, path string
	// bucket is what the call's rate limit is shared with: the route with
	// its channel, or the interaction.
	bucket string
	// open calls carry a token of their own in the path, and are exempt from
	// the application's global limit.
	open bool
	// repeatable calls do no harm when done twice.
	repeatable bool
	// body is sent as JSON; nil sends none.
	body any
}

// apiError is an answer that is no success.
type apiError struct {
	status int
	// code is Discord's own number
	// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
	code    int
	message string
	// retryAfter and global are set with status 429.
	retryAfter time.Duration
	global     bool
}

func (e *apiError) Error() string {
	return fmt.Sprintf("Discord answered %d (%d): %s", e.status, e.code, e.message)
}

// hasCode tells whether Discord refused for a certain reason.
func hasCode(err error, code int) bool {
	refused, ok := errors.AsType[*apiError](err)
	return ok && refused.code == code
}

// hasStatus tells whether Discord answered with a certain status.
func hasStatus(err error, status int) bool {
	refused, ok := errors.AsType[*apiError](err)
	return ok && refused.status == status
}

// do makes a call and decodes its answer into the value into, unless that is
// nil. A call that is told to come later does, within bounds; one that
// meets a server error is repeated once where that does no harm.
func (r *rest) do(ctx context.Context, q request, into any) error {
	var body []byte
	if q.body != nil {
		var err error
		if body, err = json.Marshal(q.body); err != nil {
			return fmt.Errorf("%s: encode the body: %w", q.doing, err)
		}
	}
	limited, failed := 0, 0
	for {
		if err := r.limits.wait(ctx, q); err != nil {
			return fmt.Errorf("%s: %w", q.doing, err)
		}
		err := r.attempt(ctx, q, body, into)
		if err == nil {
			return nil
		}
		answer, answered := errors.AsType[*apiError](err)
		switch {
		case ctx.Err() != nil:
			return fmt.Errorf("%s: %w", q.doing, err)
		case answered && answer.status == http.StatusTooManyRequests:
			if limited++; limited > maxLimited || answer.retryAfter > maxRetryAfter {
				return fmt.Errorf("%s: %w", q.doing, err)
			}
			r.logger.Debug("Discord asks for patience", "doing", q.doing, "wait", answer.retryAfter)
			r.limits.hold(q, answer.retryAfter, answer.global)
		case q.repeatable && failed == 0 && (!answered || answer.status >= http.StatusInternalServerError):
			failed++
			r.limits.hold(q, serverPause, false)
		default:
			return fmt.Errorf("%s: %w", q.doing, err)
		}
	}
}

func (r *rest) attempt(ctx context.Context, q request, body []byte, into any) error {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	call, err := http.NewRequestWithContext(ctx, q.method, r.base+q.path, bytes.NewReader(body))
	if err != nil {
		return errors.New("the address of Discord's API is malformed")
	}
	call.Header.Set("User-Agent", userAgent)
	if body != nil {
		call.Header.Set("Content-Type", "application/json")
	}
	if !q.open {
		call.Header.Set("Authorization", "Bot "+r.token)
	}
	response, err := r.client.Do(call)
	if err != nil {
		return withoutAddress(err)
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(response.Body, maxResponse))
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	r.limits.learn(q, response.Header)
	if response.StatusCode >= http.StatusMultipleChoices {
		return newAPIError(response, data)
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("decode the answer: %w", err)
	}
	return nil
}

// withoutAddress takes the address out of a transport's error, because it may
// hold an interaction's token.
func withoutAddress(err error) error {
	if transport, ok := errors.AsType[*url.Error](err); ok {
		return transport.Err
	}
	return err
}

// newAPIError reads an error in Discord's shape; a proxy's page is named by
// its status (https://discord.com/developers/docs/reference#error-messages).
func newAPIError(response *http.Response, data []byte) error {
	var said struct {
		Code       int     `json:"code"`
		Message    string  `json:"message"`
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
	}
	if json.Unmarshal(data, &said) != nil || said.Message == "" {
		said.Message = http.StatusText(response.StatusCode)
	}
	refused := &apiError{
		status: response.StatusCode, code: said.Code, global: said.Global,
		message: shorten(strings.ToValidUTF8(said.Message, ""), 200),
	}
	if refused.status == http.StatusTooManyRequests {
		refused.retryAfter = seconds(said.RetryAfter)
		if refused.retryAfter == 0 {
			refused.retryAfter = max(headerSeconds(response.Header, "Retry-After"), serverPause)
		}
	}
	return refused
}

// newTransport is the usual transport with connections of its own. Answers
// come in bursts of edits to one host, so more of them are kept than usual.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true,
		MaxIdleConnsPerHost: 16, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: requestTimeout,
	}
}
