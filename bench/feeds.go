package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"time"
)

// itemsPerFeed is how many articles each feed lists.
const itemsPerFeed = 3

// feedServers are web sites on loopback with feeds that never change.
type feedServers struct {
	servers []*httptest.Server
	// URLs are the addresses of the feeds.
	URLs []string
	// unchanged counts the answers 304.
	unchanged atomic.Int64
}

// serveFeeds puts a number of feeds on as many sites, or on fewer. Close it.
func serveFeeds(feeds, sites int, at time.Time) (*feedServers, error) {
	s, press := &feedServers{}, newPress()
	muxes := make([]*http.ServeMux, sites)
	for n := range muxes {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			s.Close()
			return nil, fmt.Errorf("opening site %d: %w", n, err)
		}
		muxes[n] = http.NewServeMux()
		server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: muxes[n], ReadHeaderTimeout: time.Minute}}
		server.Start()
		s.servers = append(s.servers, server)
	}
	for n := range feeds {
		home, path := s.servers[n%sites].URL, fmt.Sprintf("/feed/%d.xml", n)
		muxes[n%sites].HandleFunc(path, s.feed(n, press.feed(n, home, at)))
		for i := range itemsPerFeed {
			muxes[n%sites].HandleFunc(fmt.Sprintf("/news/%d/%d", n, i), page(press.write(n*itemsPerFeed+i)))
		}
		s.URLs = append(s.URLs, home+path)
	}
	return s, nil
}

// feed answers with a feed, or that it has not changed (RFC 9110, section
// 13.1.2).
func (s *feedServers) feed(n int, body []byte) http.HandlerFunc {
	etag := fmt.Sprintf(`"feed-%d"`, n)
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			s.unchanged.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
		// A client that has left is nothing to report.
		_, _ = w.Write(body)
	}
}

// page answers with an article's page.
func page(a pressArticle) http.HandlerFunc {
	body := "<html><head><title>" + a.Title + "</title></head><body><article><h1>" + a.Title + "</h1><p>" +
		strings.ReplaceAll(a.Text, "\n\n", "</p><p>") + "</p></article></body></html>"
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(body)) // a client that has left is nothing to report
	}
}

// feed is an RSS 2.0 feed with a few articles, too old to be checked for
// corrections.
func (p *press) feed(n int, home string, at time.Time) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">`+
		`<channel><title>Wire %d</title><link>%s/</link>`, n, home)
	for i := range itemsPerFeed {
		story := p.write(n*itemsPerFeed + i)
		link := fmt.Sprintf("%s/news/%d/%d", home, n, i)
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate></item>`,
			story.Title, link, link, at.Add(-10*24*time.Hour-time.Duration(i)*time.Hour).Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}

// Close ends the sites.
func (s *feedServers) Close() {
	for _, server := range s.servers {
		server.Close()
	}
}
