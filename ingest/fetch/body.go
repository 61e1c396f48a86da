package fetch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
)

const (
	// maxBodyBytes bounds a body, both on the wire and unpacked.
	maxBodyBytes = 10 << 20
	// sniffBytes are what http.DetectContentType looks at.
	sniffBytes = 512
)

// readBody reads and unpacks the body of an answer and refuses one that is
// too large or no text. Under ErrTruncated it returns what came.
func readBody(answer *http.Response, want Want) ([]byte, error) {
	declared := answer.Header.Get("Content-Type")
	codings := answer.Header.Values("Content-Encoding")
	if want == WantSitemap {
		// Sitemaps are often kept packed (https://sitemaps.org/protocol.html);
		// one that is not passes as it is.
		codings = append([]string{"gzip"}, codings...)
	}
	switch {
	case isMedia(declared) && !(want == WantSitemap && isGzip(declared)):
		return nil, fmt.Errorf("%w: content type %q", ErrMedia, declared)
	case answer.ContentLength > maxBodyBytes:
		return nil, fmt.Errorf("%w: %d bytes announced", ErrTooLarge, answer.ContentLength)
	}
	return readUnpacked(answer.Body, codings, maxBodyBytes, func(start []byte) error {
		// Servers call anything text/html, so the first bytes are asked too.
		if sniffed := http.DetectContentType(start); isMedia(sniffed) {
			return fmt.Errorf("%w: looks like %q", ErrMedia, sniffed)
		}
		return nil
	})
}

// readText reads and unpacks at most limit bytes, whatever they are. Under
// every error it returns what came.
func readText(answer *http.Response, limit int64) ([]byte, error) {
	return readUnpacked(answer.Body, answer.Header.Values("Content-Encoding"), limit, func([]byte) error { return nil })
}

// readUnpacked reads a body whose first bytes pass the check. With an error
// it returns what came before.
func readUnpacked(packed io.Reader, codings []string, limit int64, check func(start []byte) error) ([]byte, error) {
	wire := &capped{from: packed, left: limit}
	body, err := unpack(wire, codings, limit)
	if err != nil {
		return nil, unpackError(err, wire)
	}
	buffered := bufio.NewReaderSize(body, sniffBytes)
	// What is wrong with the body shows again when it is read.
	start, _ := buffered.Peek(sniffBytes)
	if err := check(start); err != nil {
		return nil, err
	}
	read, err := io.ReadAll(buffered)
	if err != nil {
		return read, unpackError(err, wire)
	}
	return read, nil
}

// unpackError names the kind of a failure: a body that is too large, one
// that the connection or its sender cut off, or one that makes no sense.
func unpackError(err error, wire *capped) error {
	switch {
	case errors.Is(err, ErrTooLarge), errors.Is(err, ErrCoding):
		return err
	case wire.broken, errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: %w", ErrTruncated, err)
	default:
		return fmt.Errorf("%w: %w", ErrCoding, err)
	}
}

// capped reads at most left bytes, and fails with ErrTooLarge when there
// are more.
type capped struct {
	from io.Reader
	left int64
	// broken is set once from has failed.
	broken bool
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, ErrTooLarge
	}
	// One byte more than allowed tells a full body from one too large.
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.from.Read(p)
	c.left -= int64(n)
	c.broken = c.broken || err != nil && err != io.EOF
	if c.left < 0 {
		return n - 1, ErrTooLarge
	}
	return n, err
}
