// Package robots reads robots.txt files (RFC 9309).
//
// The rules are: whatever the bytes are, they are read as far as they make
// sense, and a line that makes none is passed over; only what concerns one
// reader is kept; the longest pattern that matches decides, and between two
// of one length the one that allows.
package robots

import (
	"strings"
	"time"
)

const (
	// maxSitemaps bounds the sitemaps that are kept of one file.
	maxSitemaps = 100
	// maxDelay bounds a crawl delay to what a reader could make sense of.
	maxDelay = 24 * time.Hour
)

// Rules are what a robots.txt says to one reader; the zero value allows
// everything.
type Rules struct {
	// Delay is the wished pause between two requests: Crawl-delay, which is
	// no part of RFC 9309 but widely written; 0 where there is none, at
	// most a day.
	Delay time.Duration
	// Sitemaps are the values of the Sitemap lines as they stand there, at
	// most 100.
	Sitemaps []string

	rules []rule
}

// rule is one Allow or Disallow line.
type rule struct {
	pattern string
	allow   bool
}

// Allows reports whether the reader may ask for a path: the escaped path of
// an address with its query, if it has one.
func (r Rules) Allows(path string) bool {
	path = normal(path)
	allowed, longest := true, -1
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > longest || n == longest && rule.allow) && matches(rule.pattern, path) {
			allowed, longest = rule.allow, n
		}
	}
	return allowed
}

// Size is about how many bytes the rules hold in memory.
func (r Rules) Size() int {
	size := 0
	for _, rule := range r.rules {
		size += 32 + len(rule.pattern)
	}
	for _, sitemap := range r.Sitemaps {
		size += 16 + len(sitemap)
	}
	return size
}

// matches reports whether a path begins as the pattern says, where * stands
// for anything and a $ at the end for the path's end (RFC 9309, section
// 2.2.3). It takes the first place where a piece fits and never goes back,
// which is enough for patterns of this kind.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	first, pieces, wild := strings.Cut(pattern, "*")
	rest, ok := strings.CutPrefix(path, first)
	if !wild || !ok {
		return ok && (!whole || rest == "")
	}
	for {
		piece, more, wild := strings.Cut(pieces, "*")
		if !wild {
			return whole && strings.HasSuffix(rest, piece) || !whole && strings.Contains(rest, piece)
		}
		if _, rest, ok = strings.Cut(rest, piece); !ok {
			return false
		}
		pieces = more
	}
}

// normal spells a path or a pattern in the one way that can be compared:
// what needs no escape has none, all else is escaped with capital digits
// (RFC 9309, section 2.2.2; RFC 3986, section 6.2.2).
func normal(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := c <= ' ' || c >= 0x7f
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
			escaped = !isUnreserved(c)
		}
		if escaped {
			b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

const digits = "0123456789ABCDEF"

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// isUnreserved reports whether a byte means the same escaped and not
// (RFC 3986, section 2.3).
func isUnreserved(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
