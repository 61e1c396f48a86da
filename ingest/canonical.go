package ingest

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// CanonicalURL is the form of a web address under which an article is kept,
// so that one article has one address: scheme and host in lower case, the
// host in its ASCII form (RFC 5891), no default port, no fragment, no
// parameters that only track readers. The rest stays as it is. It is
// idempotent; its errors are *news.Fault.
func CanonicalURL(raw string) (string, error) {
	u, err := ParseAddress(raw)
	if err != nil {
		return "", err
	}
	host, err := canonicalHost(u)
	if err != nil {
		return "", BadAddress(err)
	}
	var b strings.Builder
	b.WriteString(u.Scheme + "://" + host)
	path := u.EscapedPath()
	if !strings.HasPrefix(path, "/") {
		b.WriteByte('/') // RFC 3986, section 6.2.3
	}
	b.WriteString(path)
	if query := withoutTracking(u.RawQuery); query != "" {
		b.WriteString("?" + query)
	}
	if b.Len() > MaxAddressBytes {
		return "", BadAddress(errors.New("too long"))
	}
	return b.String(), nil
}

// canonicalHost is the host with the port where that says something.
func canonicalHost(u *url.URL) (string, error) {
	name, err := canonicalName(u.Hostname())
	if err != nil {
		return "", err
	}
	if u.Port() == "" {
		return name, nil
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		return "", fmt.Errorf("port %q", u.Port())
	}
	if u.Scheme == "http" && port == 80 || u.Scheme == "https" && port == 443 {
		return name, nil
	}
	return name + ":" + strconv.FormatUint(port, 10), nil
}

// canonicalName is a host's name in lower-case ASCII, or its IP address.
func canonicalName(name string) (string, error) {
	if strings.Contains(name, ":") {
		addr, err := netip.ParseAddr(name)
		if err != nil || addr.Zone() != "" {
			return "", errors.New("not an IP address")
		}
		return "[" + addr.String() + "]", nil
	}
	// Underscores are no letters of a host name (RFC 952), but sites use
	// them, so the strict rules are left out.
	profile := idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))
	ascii, err := profile.ToASCII(name)
	if err != nil {
		return "", fmt.Errorf("host name: %w", err)
	}
	// Names that are encoded badly change with each encoding.
	if again, err := profile.ToASCII(ascii); err != nil || again != ascii {
		return "", errors.New("host name that cannot be encoded")
	}
	ascii = strings.TrimSuffix(ascii, ".")
	if ascii == "" || strings.Contains(ascii, "..") || strings.HasPrefix(ascii, ".") || strings.HasSuffix(ascii, ".") {
		return "", errors.New("host name with an empty label")
	}
	// Mapping can bring forth characters that would end the host.
	for _, c := range []byte(ascii) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_') {
			return "", fmt.Errorf("host name with %q", c)
		}
	}
	return ascii, nil
}

// withoutTracking drops the parameters that tell where a reader came from.
// The others keep their order and their spelling.
func withoutTracking(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(key); err == nil {
			key = name
		}
		if pair != "" && !isTracking(strings.ToLower(key)) {
			kept = append(kept, pair)
		}
	}
	return strings.ReplaceAll(strings.Join(kept, "&"), " ", "%20")
}

// isTracking knows the parameters of advertisers, mailers and newsrooms
// that never change what a page says; key is in lower case.
func isTracking(key string) bool {
	for _, prefix := range []string{"utm_", "at_", "ns_", "guce_", "mtm_", "pk_"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	switch key {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
		"igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "vero_id",
		"oly_enc_id", "oly_anon_id", "_ga", "_gl", "cmpid", "cmp", "ref_src", "ocid", "smid", "s_cid",
		"guccounter", "traffic_source", "xtor":
		return true
	}
	return false
}

// SameSite reports whether two addresses belong to one registrable domain,
// such as example.co.uk (https://publicsuffix.org). Bare IP addresses and
// unlisted names have to be equal, port included.
func SameSite(a, b *url.URL) bool {
	if strings.EqualFold(a.Host, b.Host) {
		return true
	}
	siteA, errA := registrable(a.Hostname())
	siteB, errB := registrable(b.Hostname())
	return errA == nil && errB == nil && siteA == siteB
}

// registrable is the part of a host's name that somebody has registered.
func registrable(host string) (string, error) {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if net.ParseIP(host) != nil {
		return "", errors.New("an IP address has no domain")
	}
	return publicsuffix.EffectiveTLDPlusOne(host)
}

// Spelling is what the spellings of one address have in common: without
// the scheme, "www.", doubled slashes, and a slash at the end; empty for what is no web
// address. Two addresses of one spelling nearly always show the same.
func Spelling(raw string) string {
	raw = strings.TrimSpace(raw)
	if rest, ok := strings.CutPrefix(raw, "feed:"); ok {
		raw = "http:" + rest
		if strings.HasPrefix(rest, "http") {
			raw = rest
		}
	}
	canonical, err := CanonicalURL(raw)
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(canonical, "://")
	rest = strings.TrimPrefix(rest, "www.")
	path, query, found := strings.Cut(rest, "?")
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	path = strings.TrimSuffix(path, "/")
	if found {
		return "//" + path + "?" + query
	}
	return "//" + path
}
