package samplenews

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	typeHTML = "text/html; charset=utf-8"
	typeText = "text/plain; charset=utf-8"
	typeRSS  = "application/rss+xml; charset=utf-8"
	typeAtom = "application/atom+xml; charset=utf-8"
)

// robots lets everybody read everything (RFC 9309).
const robots = "User-agent: *\nDisallow:\n"

// document is one answer of the site, rendered when the site is made, so
// that a fault in a piece or a template shows at start.
type document struct {
	contentType string
	body        []byte
	// etag is a strong validator (RFC 9110, section 8.8.3).
	etag     string
	modified time.Time
}

func newDocument(contentType string, body []byte, modified time.Time) document {
	sum := sha256.Sum256(body)
	return document{contentType: contentType, body: body, etag: fmt.Sprintf("%q", fmt.Sprintf("%x", sum[:12])), modified: modified}
}

// site holds every document under its path.
type site map[string]document

// Handler serves the sample news as a site of several outlets. Base is the
// absolute address the site is reached at, such as http://127.0.0.1:8080;
// canonical links and feeds are written with it, and a path in it is not
// allowed. A GET or HEAD with a matching If-None-Match or If-Modified-Since
// is answered with 304.
func Handler(base *url.URL) (http.Handler, error) {
	if base == nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
		return nil, errors.New("the sample site needs an absolute http address as its base")
	}
	if strings.Trim(base.Path, "/") != "" {
		return nil, fmt.Errorf("the sample site must be the root of its host, not %s", base.Path)
	}
	pieces, err := Pieces()
	if err != nil {
		return nil, err
	}
	root := &url.URL{Scheme: base.Scheme, Host: base.Host}
	return buildSite(root, pieces)
}

func buildSite(base *url.URL, pieces []Piece) (site, error) {
	views, err := newViews(base)
	if err != nil {
		return nil, err
	}
	built := site{}
	var newest time.Time
	for _, outlet := range Outlets() {
		own := piecesOf(outlet, pieces)
		if len(own) == 0 {
			return nil, fmt.Errorf("the outlet %s has no sample pieces", outlet.Name)
		}
		if err := built.addOutlet(views, outlet, own); err != nil {
			return nil, fmt.Errorf("building the pages of %s: %w", outlet.Name, err)
		}
		if changed := lastChange(own); changed.After(newest) {
			newest = changed
		}
	}
	front, err := views.front()
	if err != nil {
		return nil, fmt.Errorf("building the front page: %w", err)
	}
	built["/"] = newDocument(typeHTML, front, newest)
	built["/robots.txt"] = newDocument(typeText, []byte(robots), newest)
	return built, nil
}

// addOutlet adds an outlet's home page, feed and articles; pieces are
// newest first.
func (s site) addOutlet(views *views, outlet Outlet, pieces []Piece) error {
	changed := lastChange(pieces)
	home, err := views.home(outlet, pieces)
	if err != nil {
		return err
	}
	s[outlet.homePath()] = newDocument(typeHTML, home, changed)

	feed, contentType, err := renderFeed(views.base, outlet, pieces)
	if err != nil {
		return err
	}
	s[outlet.feedPath()] = newDocument(contentType, feed, changed)

	for i, piece := range pieces {
		page, err := views.article(outlet, piece, neighbours(pieces, i))
		if err != nil {
			return err
		}
		s[piece.Path] = newDocument(typeHTML, page, piece.Modified())
	}
	return nil
}

// ServeHTTP answers from the rendered documents.
func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are served here.", http.StatusMethodNotAllowed)
		return
	}
	doc, ok := s[r.URL.Path]
	if !ok {
		http.Error(w, "There is no such page on this sample site.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", doc.contentType)
	w.Header().Set("ETag", doc.etag)
	http.ServeContent(w, r, "", doc.modified, bytes.NewReader(doc.body))
}

func piecesOf(outlet Outlet, pieces []Piece) []Piece {
	var own []Piece
	for _, piece := range pieces {
		if piece.Outlet == outlet.Name {
			own = append(own, piece)
		}
	}
	return own
}

func lastChange(pieces []Piece) time.Time {
	var last time.Time
	for _, piece := range pieces {
		if at := piece.Modified(); at.After(last) {
			last = at
		}
	}
	return last
}

// neighbours are up to three pieces published around piece i, as outlets
// put them beside an article.
func neighbours(pieces []Piece, i int) []Piece {
	var near []Piece
	for _, j := range []int{i - 1, i + 1, i + 2} {
		if j >= 0 && j < len(pieces) {
			near = append(near, pieces[j])
		}
	}
	return near
}
