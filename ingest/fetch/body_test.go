package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"attache/internal/newstest"
	"attache/internal/webtest"
)

func TestFetcherUnpacksBodies(t *testing.T) {
	site := webtest.New(t)
	f := fetcherFor(t, site, Options{})
	const text = "<p>Vastria and Oland talk on.</p>"
	for name, codings := range map[string][]string{
		"plain": nil, "gzip": {"gzip"}, "by its old name": {"x-gzip"}, "br": {"br"},
		"twice": {"gzip", "gzip"}, "in two ways": {"br", "gzip"}, "not at all by name": {"identity", "gzip"},
	} {
		t.Run(name, func(t *testing.T) {
			packed := codings
			if len(packed) > 0 && packed[0] == "identity" {
				packed = packed[1:]
			}
			site.Packed("/a", text, packed...)
			got, err := f.Get(t.Context(), site.URL("/a"), Validators{})
			if err != nil || string(got.Body) != text {
				t.Errorf("got %q, %v", got.Body, err)
			}
		})
	}
	for name, codings := range map[string][]string{
		"three times": {"gzip", "gzip", "gzip"}, "in an unknown way": {"zstd"}, "in a way not asked for": {"deflate"},
	} {
		t.Run("but not "+name, func(t *testing.T) {
			site.Packed("/a", text, codings...)
			err := get(t, f, site.URL("/a"))
			newstest.WantSentence(t, err, "packs its page")
			if !errors.Is(err, ErrCoding) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("but not nonsense", func(t *testing.T) {
		site.Handle("/a", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("\x1f\x8bnonsense that no gzip writer would ever write"))
		})
		newstest.WantSentence(t, get(t, f, site.URL("/a")), "packs its page")
	})
	t.Run("and asks for no other", func(t *testing.T) {
		if got := site.LastRequest("/a").Get("Accept-Encoding"); got != "gzip, br" {
			t.Errorf("Accept-Encoding %q", got)
		}
	})
}

func TestFetcherBoundsBodies(t *testing.T) {
	site := webtest.New(t)
	site.Raw("/full", "text/plain", []byte(strings.Repeat("a", maxBodyBytes)))
	site.Raw("/over", "text/plain", []byte(strings.Repeat("a", maxBodyBytes+1)))
	site.Endless("/endless")
	site.Husks("/husks")
	site.Bomb("/bomb", maxBodyBytes+1)
	site.BrotliBomb("/brotli", maxBodyBytes+1)
	site.Packed("/nested", strings.Repeat("0", maxBodyBytes+1), "gzip", "gzip")
	site.Handle("/headers", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Padding", strings.Repeat("a", 2*maxHeaderBytes))
	})
	// Packing ten megabytes takes the site a while where the race detector
	// looks on.
	f := hookedFetcher(t, site, Options{Timeout: time.Minute}, hooks{idle: time.Minute})
	if got, err := f.Get(t.Context(), site.URL("/full"), Validators{}); err != nil || len(got.Body) != maxBodyBytes {
		t.Errorf("a full body: %d bytes, %v", len(got.Body), err)
	}
	for _, path := range []string{"/over", "/endless", "/husks", "/bomb", "/brotli", "/nested"} {
		t.Run("at "+path, func(t *testing.T) {
			got, err := f.Get(t.Context(), site.URL(path), Validators{})
			newstest.WantSentence(t, err, "larger than 10 MB")
			if !errors.Is(err, ErrTooLarge) || got.Body != nil {
				t.Errorf("got %d bytes, %v", len(got.Body), err)
			}
		})
	}
	t.Run("before they come, where they are announced", func(t *testing.T) {
		site.Handle("/announced", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(maxBodyBytes+1))
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		})
		newstest.WantSentence(t, get(t, f, site.URL("/announced")), "larger than 10 MB")
	})
	t.Run("to what was announced, where more comes", func(t *testing.T) {
		site.Handle("/more", func(w http.ResponseWriter, _ *http.Request) {
			conn, out, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = out.WriteString("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\ntext and more")
			_ = out.Flush()
			_ = conn.Close()
		})
		if got, err := f.Get(t.Context(), site.URL("/more"), Validators{}); err != nil || string(got.Body) != "text" {
			t.Errorf("got %q, %v", got.Body, err)
		}
	})
	t.Run("and what comes before them", func(t *testing.T) {
		newstest.WantSentence(t, get(t, f, site.URL("/headers")), "could not be read")
	})
}

func TestFetcherTakesSitemapsThatAreKeptPacked(t *testing.T) {
	site := webtest.New(t)
	const text = `<?xml version="1.0"?><urlset></urlset>`
	site.Packed("/packed", text, "gzip")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	site.Raw("/plain", "text/xml", []byte(text))
	site.Raw("/kept", "application/x-gzip", packed.Bytes())
	site.Raw("/pdf", "application/x-gzip", []byte("%PDF-1.7 "))
	f := fetcherFor(t, site, Options{})
	for _, path := range []string{"/plain", "/packed", "/kept"} {
		got, err := f.Fetch(t.Context(), Request{URL: site.URL(path), Want: WantSitemap})
		if err != nil || string(got.Body) != text {
			t.Errorf("%s: got %q, %v", path, got.Body, err)
		}
	}
	_, err := f.Fetch(t.Context(), Request{URL: site.URL("/pdf"), Want: WantSitemap})
	newstest.WantSentence(t, err, "neither a page nor a feed")
	newstest.WantSentence(t, get(t, f, site.URL("/kept")), "neither a page nor a feed")
}

func TestFetcherKeepsWhatCameBeforeACut(t *testing.T) {
	site := webtest.New(t)
	const half = "<rss><channel><item><title>Talks</title></item><item><ti"
	site.Cut("/plain", "application/rss+xml", []byte(half), "ETag", `"a"`, "Cache-Control", "max-age=600")
	site.RedirectAs("/moved", http.StatusMovedPermanently, "/plain")
	f := fetcherFor(t, site, Options{})
	for _, path := range []string{"/plain", "/moved"} {
		t.Run("at "+path, func(t *testing.T) {
			got, err := f.Get(t.Context(), site.URL(path), Validators{})
			newstest.WantSentence(t, err, "broke off in the middle")
			if !errors.Is(err, ErrTruncated) || !got.Truncated || string(got.Body) != half || got.ContentType != "application/rss+xml" {
				t.Errorf("got %+v, %v", got, err)
			}
			if got.Validators != (Validators{}) || got.FreshFor != 0 || got.Moved != "" {
				t.Errorf("remembered %+v", got)
			}
		})
	}
	var whole bytes.Buffer
	for i := range 50_000 {
		fmt.Fprintf(&whole, "<item>%d</item>", i*i)
	}
	for coding, pack := range map[string]func(io.Writer) io.WriteCloser{
		"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"br":   func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
	} {
		var packed bytes.Buffer
		w := pack(&packed)
		_, _ = w.Write(whole.Bytes())
		_ = w.Close()
		torn := packed.Bytes()[:packed.Len()*3/4]
		site.Cut("/"+coding, "text/xml", torn, "Content-Encoding", coding)
		site.Handle("/"+coding+"-whole", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", coding)
			_, _ = w.Write(torn)
		})
		for _, path := range []string{"/" + coding, "/" + coding + "-whole"} {
			t.Run("at "+path, func(t *testing.T) {
				got, err := f.Get(t.Context(), site.URL(path), Validators{})
				if !errors.Is(err, ErrTruncated) || len(got.Body) < whole.Len()/4 || !bytes.HasPrefix(whole.Bytes(), got.Body) {
					t.Errorf("got %d of %d bytes, %v", len(got.Body), whole.Len(), err)
				}
			})
		}
	}
}

func TestFetcherRefusesWhatIsNoText(t *testing.T) {
	site := webtest.New(t)
	f := fetcherFor(t, site, Options{})
	for contentType, start := range map[string]string{
		"image/png": "", "video/mp4": "", "audio/mpeg": "", "font/woff2": "", "application/pdf": "", "application/zip": "",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "", "application/x-7z-compressed": "",
		"text/html": "%PDF-1.7 ", "text/xml": "PK\x03\x04", "application/octet-stream": "\x89PNG\r\n\x1a\n", "": "GIF89a",
	} {
		t.Run(contentType+start, func(t *testing.T) {
			// There is no end: it must be refused before it is read.
			site.Handle("/a", func(w http.ResponseWriter, r *http.Request) {
				w.Header()["Content-Type"] = []string{contentType}
				_, _ = w.Write([]byte(start + strings.Repeat("\x00", sniffBytes)))
				_ = http.NewResponseController(w).Flush()
				<-r.Context().Done()
			})
			err := get(t, f, site.URL("/a"))
			newstest.WantSentence(t, err, "neither a page nor a feed")
			if !errors.Is(err, ErrMedia) {
				t.Errorf("got %v", err)
			}
		})
	}
	for _, contentType := range []string{"image/svg+xml", "application/octet-stream", "application/json", "nonsense", "text/plain"} {
		site.Raw("/a", contentType, []byte(`{"version": "https://jsonfeed.org/version/1.1"}`))
		if err := get(t, f, site.URL("/a")); err != nil {
			t.Errorf("%s: %v", contentType, err)
		}
	}
}

func TestFetcherLeavesSlowSites(t *testing.T) {
	site := webtest.New(t)
	site.Stall("/stall", "<p>half")
	site.Stall("/stall-at-once", "")
	site.Drip("/drip", 5*time.Millisecond)
	site.Hang("/hang")
	for name, c := range map[string]struct {
		path, words   string
		timeout, idle time.Duration
	}{
		"that pause too long":        {"/stall", "so slowly that nothing came for 50ms", time.Minute, 50 * time.Millisecond},
		"that never begin to send":   {"/stall-at-once", "so slowly that nothing came for 50ms", time.Minute, 50 * time.Millisecond},
		"that send drop by drop":     {"/drip", "so slowly that it was not complete within 1s", time.Second, time.Minute},
		"that answer nothing at all": {"/hang", "did not send its page within 100ms", 100 * time.Millisecond, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			f := hookedFetcher(t, site, Options{Timeout: c.timeout}, hooks{idle: c.idle})
			got, err := f.Get(t.Context(), site.URL(c.path), Validators{})
			newstest.WantSentence(t, err, c.words)
			if !errors.Is(err, ErrSlow) || got.Body != nil || got.Truncated {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	t.Run("but not those that never pause for long", func(t *testing.T) {
		slow := webtest.New(t)
		slow.Handle("/a", func(w http.ResponseWriter, _ *http.Request) {
			tick := time.NewTicker(10 * time.Millisecond)
			defer tick.Stop()
			for range 60 {
				_, _ = w.Write([]byte("a"))
				_ = http.NewResponseController(w).Flush()
				<-tick.C
			}
		})
		f := hookedFetcher(t, slow, Options{}, hooks{idle: 500 * time.Millisecond})
		if got, err := f.Get(t.Context(), slow.URL("/a"), Validators{}); err != nil || len(got.Body) != 60 {
			t.Errorf("got %q, %v", got.Body, err)
		}
	})
}

func FuzzReadUnpacked(f *testing.F) {
	f.Add([]byte("plain"), "gzip")
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), "gzip, br")
	f.Add([]byte("\x0b\x02\x80text\x03"), "br")
	f.Fuzz(func(t *testing.T, body []byte, coding string) {
		const limit = 4096
		read, err := readUnpacked(bytes.NewReader(body), []string{coding}, limit, func([]byte) error { return nil })
		if len(read) > limit {
			t.Fatalf("%d bytes", len(read))
		}
		known := errors.Is(err, ErrTooLarge) || errors.Is(err, ErrTruncated) || errors.Is(err, ErrCoding)
		if err != nil && !known {
			t.Fatalf("an error of no kind: %v", err)
		}
	})
}
