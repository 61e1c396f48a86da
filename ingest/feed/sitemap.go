package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/url"

	"attache/ingest"
	"attache/news"
)

const (
	// maxSitemapBytes bounds a sitemap once it is unpacked. The protocol
	// allows five times as much, which no news sitemap comes near.
	maxSitemapBytes = 10 << 20
	// maxSitemapURLs is how many addresses of one sitemap are read: all that
	// the protocol allows.
	maxSitemapURLs = 50_000
)

// Sitemap is what a site tells search engines of its pages
// (https://www.sitemaps.org/protocol.html): the pages themselves, or other
// sitemaps that hold them.
type Sitemap struct {
	// Index are the sitemaps that this one lists, at most 1,000, in its
	// order; of a longer list the last modified, newest first.
	Index []SitemapLink
	// Items are the pages, at most 1,000, in the sitemap's order; of a
	// longer one the newest, newest first. Updated is the last modification;
	// title, outlet, language and time of publication are there where Google's
	// extension for news states them
	// (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
	Items []Item
	// Skipped counts the addresses that are none, lie on another site, are
	// the front page's or are repeated, and Left those that were too many.
	Skipped, Left int
	// Torn is set where the sitemap was cut off.
	Torn bool
}

// SitemapLink is a sitemap in the index of another.
type SitemapLink struct {
	// URL is its full address.
	URL string
	// Modified is when it changed last; zero where that is not stated.
	Modified news.Moment
}

// ParseSitemap reads a sitemap, a news sitemap or an index of sitemaps, in
// XML or as plain text with an address a line, packed with gzip or not.
// base is its own address; what lies on another site is left out, because a
// sitemap speaks for its own site only. Of one that is broken or cut off,
// what came before is kept. Its errors are *news.Fault; ErrIsPage is among
// their causes where the body is a web page.
func ParseSitemap(body []byte, base string) (Sitemap, error) {
	baseURL, err := ingest.ParseAddress(base)
	if err != nil {
		return Sitemap{}, err
	}
	body, isTorn, err := unpack(body)
	if err != nil {
		return Sitemap{}, err
	}
	decoded := ingest.Decode(body, "")
	list := &sitemapReader{base: baseURL}
	switch kind := KindOf(decoded); {
	case kind.IsSitemap():
		err = list.readMarkup(kind, decoded)
	case isAddressList(decoded):
		if isTorn {
			decoded = decoded[:bytes.LastIndexByte(decoded, '\n')+1]
		}
		list.readLines(decoded)
	default:
		err = fmt.Errorf("%s where a sitemap was expected", kind)
	}
	if err != nil {
		return Sitemap{}, sitemapRefusal(decoded, err)
	}
	s := list.sitemap()
	s.Torn = s.Torn || isTorn
	return s, nil
}

// unpack undoes gzip (RFC 1952, section 2.3.1 gives the two bytes that tell
// of it). Of a body that is cut off, what could be unpacked is kept.
func unpack(body []byte) (unpacked []byte, isTorn bool, err error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body, false, nil
	}
	packed, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, false, sitemapRefusal(nil, fmt.Errorf("unpack: %w", err))
	}
	unpacked, err = io.ReadAll(io.LimitReader(packed, maxSitemapBytes+1))
	if len(unpacked) > maxSitemapBytes {
		return nil, false, &news.Fault{
			Sentence: fmt.Sprintf("That sitemap is larger than %d MB; give the address of the site's news sitemap or of its feed.", maxSitemapBytes>>20),
			Cause:    errors.New("unpack sitemap: over the limit"),
		}
	}
	return unpacked, err != nil, nil
}

// sitemapRefusal is the fault of a decoded body that is no sitemap.
func sitemapRefusal(decoded []byte, cause error) error {
	sentence := "That is not a sitemap Attaché can read; give the address of the site's front page, so that its feed is looked for."
	if KindOf(decoded) == KindPage {
		cause = errors.Join(ErrIsPage, cause)
		sentence = "That address shows a web page and not a sitemap; give the address of the site's front page, so that its feed is looked for."
	}
	return &news.Fault{Sentence: sentence, Cause: fmt.Errorf("parse sitemap: %w", cause)}
}

// isSame reports whether an address in a sitemap lies on its site.
func isSame(base *url.URL, address string) bool {
	u, err := url.Parse(address)
	return err == nil && ingest.SameSite(base, u)
}
