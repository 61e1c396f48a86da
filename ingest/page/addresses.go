package page

import (
	"net/url"
	"strings"

	"attache/ingest"
)

// canonicalAddress is the address the page gives for itself. It is taken
// only from the same site, and not where a front page stands for a deeper
// one: a template's mistake would make one article of all.
func (s source) canonicalAddress() string {
	for _, stated := range []string{s.doc.Find(`link[rel~="canonical"]`).AttrOr("href", ""), s.tags["og:url"], s.linked.URL} {
		full := ingest.Resolve(s.url, stated)
		if full == "" {
			continue
		}
		canonical, err := url.Parse(full)
		if err != nil || !ingest.SameSite(s.url, canonical) || ingest.IsFront(canonical) && !ingest.IsFront(s.url) {
			continue
		}
		return full
	}
	return s.url.String()
}

// isPage reports whether an address is that of the page, as it was read or as
// it calls itself.
func (s source) isPage(address string) bool {
	full := ingest.Resolve(s.url, address)
	canonical := ingest.Resolve(s.url, s.doc.Find(`link[rel~="canonical"]`).AttrOr("href", ""))
	return full != "" && (full == s.url.String() || full == canonical)
}

// image is the full address of the lead image, by https only: what shows it
// would warn its readers of anything else.
func (s source) image() string {
	marked := s.doc.Find(`[itemprop~="image"]`).First()
	stated := append([]string{s.linked.Image}, s.tagged("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image")...)
	stated = append(stated, marked.AttrOr("src", ""), marked.AttrOr("href", ""), s.doc.Find(`link[rel~="image_src"]`).AttrOr("href", ""))
	for _, address := range stated {
		if full := ingest.Resolve(s.url, address); strings.HasPrefix(full, "https://") {
			return full
		}
	}
	return ""
}
