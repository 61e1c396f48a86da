package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// maxCodings bounds how often a body may be packed. More than once is a
// mistake of two servers in a row; more than twice is a trap.
const maxCodings = 2

// unpack takes the codings off a body (RFC 9110, section 8.4), the last one
// first, of which each may grow to limit bytes.
func unpack(body io.Reader, fields []string, limit int64) (io.Reader, error) {
	codings := codingsOf(fields)
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("%w: packed %d times", ErrCoding, len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- {
		unpacked, err := unpackOne(body, codings[i])
		if err != nil {
			return nil, err
		}
		body = &capped{from: unpacked, left: limit}
	}
	return body, nil
}

func unpackOne(body io.Reader, coding string) (io.Reader, error) {
	switch coding {
	case "gzip", "x-gzip":
		packed := bufio.NewReader(body)
		// Some servers announce gzip and send plain text (RFC 1952,
		// section 2.3.1 gives the two bytes that tell).
		if magic, _ := packed.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			return packed, nil
		}
		return gzip.NewReader(packed)
	case "br":
		return brotli.NewReader(body), nil
	default:
		return nil, fmt.Errorf("%w: coding %.40q", ErrCoding, coding)
	}
}

// codingsOf lists the codings of a body in the order they were applied.
func codingsOf(fields []string) []string {
	var codings []string
	for _, field := range fields {
		for coding := range strings.SplitSeq(field, ",") {
			coding = strings.ToLower(strings.TrimSpace(coding))
			if coding != "" && coding != "identity" {
				codings = append(codings, coding)
			}
		}
	}
	return codings
}
