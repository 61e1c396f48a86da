// Package webtest stands in for the world's news sites: a Site answers on
// loopback over real HTTP, and can misbehave as foreign servers do.
//
// The rules are: what a path answers may be changed at any time; every
// request is counted; every handler ends when its client leaves, so that
// closing a Site never waits; nothing sleeps.
package webtest

import (
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
)

// Site is a web site on 127.0.0.1. Its methods may be called while it is
// being read.
type Site struct {
	server *httptest.Server

	mu       sync.Mutex
	handlers map[string]http.Handler
	requests map[string][]http.Header
	watch    func(path string)
}

// Watch has every request from now on told, before it is answered.
func (s *Site) Watch(told func(path string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = told
}

// New starts a site and closes it at the end of the test.
func New(tb testing.TB) *Site {
	tb.Helper()
	s := newSite(tb)
	s.server.Start()
	return s
}

// NewSecure starts a site that speaks HTTPS, and HTTP/2 with those who can.
// Its certificate is known to Roots only.
func NewSecure(tb testing.TB) *Site {
	tb.Helper()
	s := newSite(tb)
	s.server.EnableHTTP2 = true
	// What clients make of the certificate is the test's business.
	s.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.server.StartTLS()
	return s
}

func newSite(tb testing.TB) *Site {
	s := &Site{handlers: make(map[string]http.Handler), requests: make(map[string][]http.Header)}
	s.server = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	tb.Cleanup(s.server.Close)
	return s
}

// Roots are the authorities that a client of a secure site has to trust.
func (s *Site) Roots() *x509.CertPool {
	roots := x509.NewCertPool()
	roots.AddCert(s.server.Certificate())
	return roots
}

// URL is the full address of a path, which starts with a slash.
func (s *Site) URL(path string) string { return s.server.URL + path }

// Host is the site's host and port.
func (s *Site) Host() string { return s.server.Listener.Addr().String() }

// Prefix is the range of addresses that reading a Site needs opened.
func (s *Site) Prefix() netip.Prefix { return netip.MustParsePrefix("127.0.0.0/8") }

// Close stops the site before the end of the test, so that connections to
// it are refused from then on.
func (s *Site) Close() { s.server.Close() }

// Handle sets what a path answers. A path without a handler answers 404.
func (s *Site) Handle(path string, handler http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handlers[path] = handler
}

// Hits counts the requests that came for a path.
func (s *Site) Hits(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests[path])
}

// LastRequest holds the header of the last request for a path, nil before
// the first.
func (s *Site) LastRequest(path string) http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.requests[path]); n > 0 {
		return s.requests[path][n-1]
	}
	return nil
}

func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests[r.URL.Path] = append(s.requests[r.URL.Path], r.Header.Clone())
	handler, watch := s.handlers[r.URL.Path], s.watch
	s.mu.Unlock()
	if watch != nil {
		watch(r.URL.Path)
	}
	if handler == nil {
		http.NotFound(w, r)
		return
	}
	handler.ServeHTTP(w, r)
}
