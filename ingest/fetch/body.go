package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"attache/news"
)

// maxBodyBytes bounds a body, both on the wire and unpacked.
const maxBodyBytes = 10 << 20

var errTooLarge = errors.New("body over the limit")

// readBody reads and unpacks the body of a response and refuses one that is
// too large or no text.
func readBody(answer *http.Response) ([]byte, error) {
	host := answer.Request.URL.Hostname()
	contentType := answer.Header.Get("Content-Type")
	if isMedia(contentType) {
		return nil, notText(host, contentType)
	}
	body, err := unpack(&capped{from: answer.Body, left: maxBodyBytes}, answer.Header.Get("Content-Encoding"))
	if errors.Is(err, errTooLarge) {
		return nil, &news.Fault{
			Sentence: fmt.Sprintf("What %s sends is larger than %d MB; give the address of a smaller feed or of one article.", host, maxBodyBytes>>20),
			Cause:    err,
		}
	}
	if err != nil {
		return nil, err
	}
	// Servers call anything text/html, so the first bytes are asked as well.
	if sniffed := http.DetectContentType(body); isMedia(sniffed) {
		return nil, notText(host, sniffed)
	}
	return body, nil
}

// unpack reads body to its end, through gzip where the server used it.
func unpack(body io.Reader, coding string) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "", "identity":
	case "gzip", "x-gzip":
		wire := bufio.NewReader(body)
		// Some servers announce gzip and send plain text (RFC 1952,
		// section 2.3.1 gives the two bytes that tell).
		if magic, _ := wire.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			body = wire
			break
		}
		unzipped, err := gzip.NewReader(wire)
		if err != nil {
			return nil, fmt.Errorf("unpack body: %w", err)
		}
		body = &capped{from: unzipped, left: maxBodyBytes}
	default:
		return nil, fmt.Errorf("unknown content coding %q", coding)
	}
	read, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("read body: %w", err)
	}
	return read, nil
}

// capped reads at most left bytes, and fails with errTooLarge when there
// are more.
type capped struct {
	from io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	// One byte more than allowed tells a full body from one too large.
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.from.Read(p)
	c.left -= int64(n)
	if c.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// isMedia reports whether a media type is certainly neither page nor feed.
func isMedia(contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return false
	}
	kind, _, _ := strings.Cut(mediaType, "/")
	switch kind {
	case "image":
		return mediaType != "image/svg+xml"
	case "audio", "video", "font":
		return true
	}
	switch mediaType {
	case "application/pdf", "application/zip", "application/x-gzip", "application/x-rar-compressed",
		"application/vnd.ms-fontobject", "application/wasm", "application/ogg", "application/postscript":
		return true
	}
	return false
}

func notText(host, contentType string) error {
	return &news.Fault{
		Sentence: fmt.Sprintf("%s sends a file that is neither a page nor a feed; give the address of a feed or of one article.", host),
		Cause:    fmt.Errorf("content type %q", contentType),
	}
}
