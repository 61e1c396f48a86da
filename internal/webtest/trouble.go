package webtest

import (
	"compress/gzip"
	"io"
	"net/http"
	"time"

	"github.com/andybalholm/brotli"
)

// Redirect answers with 302 to another path or address.
func (s *Site) Redirect(path, to string) { s.RedirectAs(path, http.StatusFound, to) }

// RedirectAs answers with a redirect of another kind (RFC 9110, section
// 15.4), such as the permanent 301 and 308.
func (s *Site) RedirectAs(path string, code int, to string) {
	s.Status(path, code, "Location", to)
}

// Status answers with a status code and the given header fields, written
// as pairs of name and value.
func (s *Site) Status(path string, code int, header ...string) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	})
}

// Hang accepts requests and never answers.
func (s *Site) Hang(path string) {
	s.Handle(path, func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	})
}

// Drip sends one byte of an endless page at every tick.
func (s *Site) Drip(path string, every time.Duration) {
	s.Handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		tick := time.NewTicker(every)
		defer tick.Stop()
		flush := http.NewResponseController(w)
		for {
			if _, err := io.WriteString(w, "a"); err != nil {
				return
			}
			if err := flush.Flush(); err != nil {
				return
			}
			select {
			case <-tick.C:
			case <-r.Context().Done():
				return
			}
		}
	})
}

// Stall sends the beginning of a page and then nothing more.
func (s *Site) Stall(path, html string) {
	s.Handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, html)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
}

// Endless sends a page without end as fast as it is read.
func (s *Site) Endless(path string) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.Copy(w, zeros{})
	})
}

// Bomb sends a small gzip body that grows to size bytes.
func (s *Site) Bomb(path string, size int64) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.CopyN(z, zeros{}, size)
		_ = z.Close()
	})
}

// BrotliBomb is a Bomb in the coding br (RFC 7932).
func (s *Site) BrotliBomb(path string, size int64) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "br")
		z := brotli.NewWriterLevel(w, brotli.BestSpeed)
		_, _ = io.CopyN(z, zeros{}, size)
		_ = z.Close()
	})
}

// Husks sends a gzip body that never ends and never grows: empty members
// without end, as RFC 1952, section 2.2, allows.
func (s *Site) Husks(path string) {
	empty := zipped(nil)
	var run []byte
	for len(run) < 1<<16 {
		run = append(run, empty...)
	}
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		for {
			if _, err := w.Write(run); err != nil {
				return
			}
		}
	})
}

// Torn promises a longer page than it sends.
func (s *Site) Torn(path, html string) { s.Cut(path, "text/html", []byte(html)) }

// Cut promises a longer body than it sends.
func (s *Site) Cut(path, contentType string, body []byte, header ...string) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Length", "1000000")
		_, _ = w.Write(body)
	})
}

// zeros reads as the digit nought without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}
