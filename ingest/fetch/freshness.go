package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// maxFresh bounds what a server can say about how long nothing changes.
	maxFresh = 24 * time.Hour
	// maxCacheBytes bounds the Cache-Control field that is read.
	maxCacheBytes = 4096
)

// freshFor is how long an answer stays fresh (RFC 9111, section 4.2): what
// its server says of shared caches, of all, or of the date it expires, less
// the time it has spent in caches already.
func freshFor(header http.Header, now time.Time) time.Duration {
	cache := parseCacheControl(strings.Join(header.Values("Cache-Control"), ","))
	if cache.unstorable {
		return 0
	}
	lifetime := cache.maxAge
	if cache.hasShared {
		lifetime = cache.shared
	} else if !cache.hasMaxAge {
		lifetime = untilExpiry(header, now)
	}
	age, _ := parseSeconds(header.Get("Age"))
	return max(0, min(lifetime-age, maxFresh))
}

// untilExpiry is the time between the Date and Expires fields. A field
// that is no date means that the answer has expired (RFC 9111, section 5.3).
func untilExpiry(header http.Header, now time.Time) time.Duration {
	expires, err := http.ParseTime(header.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		now = date
	}
	return expires.Sub(now)
}

// cacheControl is what we take from a Cache-Control field (RFC 9111,
// section 5.2.2).
type cacheControl struct {
	// unstorable is set by no-store and by a no-cache for the whole answer.
	unstorable           bool
	maxAge, shared       time.Duration
	hasMaxAge, hasShared bool
}

// parseCacheControl reads a Cache-Control field. Of a directive that comes
// twice the first counts; a value that is no number means no time at all.
func parseCacheControl(field string) cacheControl {
	var c cacheControl
	field = bounded(field, maxCacheBytes)
	for field != "" {
		var directive string
		directive, field = cutDirective(field)
		name, value, hasValue := strings.Cut(directive, "=")
		value = strings.Trim(value, "\" \t")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "no-store":
			c.unstorable = true
		case "no-cache":
			// With a value it is about single fields.
			c.unstorable = c.unstorable || !hasValue
		case "max-age":
			if !c.hasMaxAge {
				c.maxAge, _ = parseSeconds(value)
				c.hasMaxAge = true
			}
		case "s-maxage":
			if !c.hasShared {
				c.shared, _ = parseSeconds(value)
				c.hasShared = true
			}
		}
	}
	return c
}

// cutDirective splits a list at its first comma outside quotation marks.
func cutDirective(field string) (first, rest string) {
	quoted := false
	for i := 0; i < len(field); i++ {
		switch c := field[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == ',' && !quoted:
			return field[:i], field[i+1:]
		}
	}
	return field, ""
}

// retryAfter reads a Retry-After field, seconds or a date (RFC 9110, section
// 10.2.3); 0 where it is neither, or past.
func retryAfter(field string, now time.Time) time.Duration {
	if seconds, ok := parseSeconds(field); ok {
		return seconds
	}
	if at, err := http.ParseTime(strings.TrimSpace(field)); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// parseSeconds reads a number of seconds (RFC 9111, section 1.2.2). One too
// large to hold is as large as can be held.
func parseSeconds(field string) (time.Duration, bool) {
	const most = 1<<31 - 1
	field = strings.TrimSpace(field)
	if field == "" || strings.Trim(field, "0123456789") != "" {
		return 0, false
	}
	seconds, err := strconv.ParseInt(field, 10, 64)
	if err != nil || seconds > most {
		seconds = most
	}
	return time.Duration(seconds) * time.Second, true
}
