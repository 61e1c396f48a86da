package webtest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
)

// Page answers with an HTML page in UTF-8.
func (s *Site) Page(path, html string) {
	s.Raw(path, "text/html; charset=utf-8", []byte(html))
}

// Raw answers with the given bytes under the given Content-Type, which may
// be wrong. The response carries an ETag of the bytes, and a request that
// names it is answered with 304 (RFC 9110, section 13.1.2). It is gzipped
// for those who accept that.
func (s *Site) Raw(path, contentType string, body []byte) {
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	s.Handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", contentType)
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zipped(body))
			return
		}
		_, _ = w.Write(body)
	})
}

// Dated answers with an HTML page that carries only a Last-Modified time,
// and with 304 to a request that names it.
func (s *Site) Dated(path, html string, modified time.Time) {
	s.Handle(path, func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "page.html", modified, strings.NewReader(html))
	})
}

// Packed answers with an HTML page to which the given codings, gzip or br,
// were applied in their order.
func (s *Site) Packed(path, html string, codings ...string) {
	body := []byte(html)
	for _, coding := range codings {
		if coding == "br" {
			body = brotlied(body)
		} else {
			body = zipped(body)
		}
	}
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", strings.Join(codings, ", "))
		_, _ = w.Write(body)
	})
}

// Robots answers with a robots.txt. A Site has none of its own accord, which
// allows everything.
func (s *Site) Robots(text string) { s.Raw("/robots.txt", "text/plain", []byte(text)) }

// zipped compresses body. Writing to a buffer cannot fail.
func zipped(body []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(body)
	_ = z.Close()
	return out.Bytes()
}

// brotlied compresses body.
func brotlied(body []byte) []byte {
	var out bytes.Buffer
	z := brotli.NewWriter(&out)
	_, _ = z.Write(body)
	_ = z.Close()
	return out.Bytes()
}
