package ingest

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"attache/news"
)

// MaxAddressBytes bounds an address that is read or kept.
const MaxAddressBytes = 4096

// ParseAddress reads a web address and refuses what is none; its errors are
// *news.Fault.
func ParseAddress(raw string) (*url.URL, error) {
	raw = strings.Trim(raw, " \t\r\n")
	if len(raw) > MaxAddressBytes {
		return nil, BadAddress(fmt.Errorf("%d bytes long", len(raw)))
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, BadAddress(fmt.Errorf("parse address: %w", WithoutURL(err)))
	}
	if u.Scheme == "" {
		return nil, BadAddress(nil)
	}
	if err := CheckAddress(u); err != nil {
		return nil, err
	}
	return u, nil
}

// CheckAddress refuses addresses that are no web addresses; its errors are
// *news.Fault.
func CheckAddress(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return &news.Fault{
			Sentence: "Only addresses that start with http:// or https:// can be read; give such an address.",
			Cause:    fmt.Errorf("scheme %q", u.Scheme),
		}
	case u.User != nil:
		return &news.Fault{
			Sentence: "Addresses that carry a user name or a password are not read; leave out the part before the @.",
		}
	case u.Hostname() == "":
		return BadAddress(errors.New("no host"))
	}
	return nil
}

// BadAddress is the fault of an address that cannot be understood.
func BadAddress(cause error) error {
	return &news.Fault{
		Sentence: "That is not a web address; give the whole address, such as https://example.org/feed.",
		Cause:    cause,
	}
}

// WithoutURL takes the address out of an error of net/url or net/http,
// because an address may hold a key and the error goes to the log.
func WithoutURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// Resolve makes a link a full web address; empty where it is none.
func Resolve(base *url.URL, link string) string {
	link = strings.Trim(link, " \t\r\n")
	if link == "" || len(link) > MaxAddressBytes {
		return ""
	}
	u, err := base.Parse(link)
	if err != nil || CheckAddress(u) != nil {
		return ""
	}
	return u.String()
}

// IsFront reports whether an address is that of a site's front page.
func IsFront(u *url.URL) bool {
	return strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}
