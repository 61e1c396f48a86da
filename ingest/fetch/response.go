package fetch

import (
	"cmp"
	"net/http"
	"strings"
	"time"
)

// maxValidatorBytes bounds an ETag or a date that is sent back.
const maxValidatorBytes = 1024

// Want is what is expected at an address. It goes to the site as a wish,
// where one address offers several forms.
type Want int

// What can be wanted.
const (
	// WantFeed wishes for a feed and takes a page as well.
	WantFeed Want = iota
	// WantPage wishes for a page.
	WantPage
	// WantSitemap wishes for XML, and takes it as a .gz file as well.
	WantSitemap
)

// accept is the Accept field that states the wish (RFC 9110, section
// 12.5.1).
func (w Want) accept() string {
	switch w {
	case WantPage:
		return "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"
	case WantSitemap:
		return "application/xml, text/xml, text/plain;q=0.8, */*;q=0.5"
	default:
		return "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, application/xml;q=0.8, */*;q=0.5"
	}
}

// Request is what is to be read.
type Request struct {
	URL  string
	Want Want
	Validators
}

// Validators let a server answer that nothing has changed (RFC 9110,
// section 8.8); empty ones are not sent.
type Validators struct {
	// ETag and LastModified are kept as the server spells them.
	ETag, LastModified string
	// For is the address they belong to, where that is not the address that
	// is asked for: two addresses may use one tag for two things, so after a
	// redirect they are sent to this address only.
	For string
}

// conditions adds the validators to a request for address, and reports
// whether there were any to add.
func (v Validators) conditions(header http.Header, requested, address string) bool {
	if cmp.Or(v.For, requested) != address {
		return false
	}
	if v.ETag != "" {
		header.Set("If-None-Match", matching(v.ETag))
	}
	if v.LastModified != "" {
		header.Set("If-Modified-Since", v.LastModified)
	}
	return v.ETag != "" || v.LastModified != ""
}

// matching is the If-None-Match field for a tag. Apache's modules add the
// coding to the tag of a packed page and do not know it again when it comes
// back (https://bz.apache.org/bugzilla/show_bug.cgi?id=45023), so such a tag
// is sent in both spellings.
func matching(etag string) string {
	for _, suffix := range []string{`-gzip"`, `-br"`} {
		if plain, ok := strings.CutSuffix(etag, suffix); ok {
			return etag + ", " + plain + `"`
		}
	}
	return etag
}

// validators are those of an answer from address to a request for another
// or the same, with what the answer leaves out taken from old.
func validators(header http.Header, requested, address string, old Validators) Validators {
	v := Validators{
		ETag:         bounded(header.Get("ETag"), maxValidatorBytes),
		LastModified: bounded(header.Get("Last-Modified"), maxValidatorBytes),
	}
	v.ETag = cmp.Or(v.ETag, old.ETag)
	v.LastModified = cmp.Or(v.LastModified, old.LastModified)
	if v != (Validators{}) && address != requested {
		v.For = address
	}
	return v
}

// Response is what a server answered.
type Response struct {
	// URL is the address after all redirects.
	URL string
	// Moved is the same address, where every redirect on the way to it was
	// permanent (301, 308) and none left https; empty otherwise. Every hop
	// has passed the checks of a first address. That what stands there is
	// still the same source, and no login or front page, is for the caller
	// to find out before the new address is remembered.
	Moved string
	// ContentType is the header as it was sent; it may be empty or wrong.
	ContentType string
	// Body is unpacked, in the encoding it was sent in. It is nil when
	// NotModified.
	Body        []byte
	NotModified bool
	// Truncated is set, beside an ErrTruncated, where the connection ended
	// before the body did.
	Truncated bool
	// FreshFor is how long the server says that this will not change, at
	// most a day; 0 where it does not say (RFC 9111, section 4.2).
	FreshFor time.Duration
	// Validators belong to the next request. When NotModified, those that
	// the server did not repeat are the old ones.
	Validators
}

// bounded is s, or nothing where s is longer than limit bytes.
func bounded(s string, limit int) string {
	if len(s) > limit {
		return ""
	}
	return s
}
