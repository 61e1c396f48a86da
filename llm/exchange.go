package llm

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"
)

const (
	// maxBody bounds the bytes of a response: 64 KiB of text in small
	// tokens, each in some 300 bytes of JSON, with room for reasoning; or 64
	// vectors of 8,192 numbers.
	maxBody = 16 << 20
	// maxErrorBody bounds the bytes read of an error's body.
	maxErrorBody = 64 << 10
	// maxRetryAfter bounds what a server's Retry-After can say.
	maxRetryAfter = time.Hour
)

var (
	errBodyTooLong = errors.New("the response holds more than 16 MiB")
	errWrongKind   = errors.New("the response is of another kind than what was asked for")
)

// exchange is one request and its response. It stands between go-openai
// and the HTTP client, because go-openai reads bodies without bound, drops
// the headers of errors, and takes any response for a stream.
type exchange struct {
	client     *http.Client
	query      string // of the base URL
	stream     bool   // what is expected; else a JSON document
	retryAfter time.Duration
	body       *boundedBody
}

// through gives go-openai's client for one exchange.
func (e *endpoint) through(x *exchange) *openai.Client {
	config := openai.DefaultConfig(e.key)
	config.BaseURL = e.base.String()
	config.HTTPClient = x
	return openai.NewClientWithConfig(config)
}

// Do sends the request. An error's body is read here, as far as is wanted,
// so that go-openai can leave it open.
func (e *exchange) Do(request *http.Request) (*http.Response, error) {
	request.URL.RawQuery = e.query
	response, err := e.client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= http.StatusBadRequest {
		e.retryAfter = retryAfter(response.Header.Get("Retry-After"), time.Now())
		// What could be read is enough: the status says the most.
		text, _ := io.ReadAll(io.LimitReader(response.Body, maxErrorBody))
		_ = response.Body.Close()
		response.Body = io.NopCloser(bytes.NewReader(text))
		return response, nil
	}
	// Some servers stream without a type or as text/plain; a JSON document
	// or a web page is certainly none.
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if kind == "text/html" || kind == "application/json" && e.stream {
		_ = response.Body.Close()
		return nil, errWrongKind
	}
	e.body = &boundedBody{ReadCloser: response.Body}
	response.Body = e.body
	return response, nil
}

// boundedBody is a stream that ends with an error when it grows too long,
// and that knows whether it was ended by its sender.
type boundedBody struct {
	io.ReadCloser
	read int
	tail []byte // the last bytes read, at most tailLength
}

const tailLength = 32

func (b *boundedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.read += n; b.read > maxBody {
		return n, errBodyTooLong
	}
	b.tail = append(b.tail, p[max(0, n-tailLength):n]...)
	b.tail = b.tail[max(0, len(b.tail)-tailLength):]
	return n, err
}

// done reports whether the last line read is the mark that ends a stream.
// go-openai returns io.EOF for the mark and for a stream without it.
func (b *boundedBody) done() bool {
	tail := bytes.TrimSpace(b.tail)
	line := tail[bytes.LastIndexByte(tail, '\n')+1:]
	mark, ok := bytes.CutPrefix(line, []byte("data:"))
	return ok && string(bytes.TrimSpace(mark)) == "[DONE]"
}

// retryAfter reads the header of that name, seconds or a date (RFC 9110,
// section 10.2.3). It gives between 0 and an hour; 0 when there is none.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		// Not converted before it is bounded: a Duration would overflow.
		// The comparisons are false for NaN.
		if seconds >= maxRetryAfter.Seconds() {
			return maxRetryAfter
		}
		if seconds > 0 {
			return time.Duration(seconds * float64(time.Second))
		}
		return 0
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(date.Sub(now), 0), maxRetryAfter)
}
