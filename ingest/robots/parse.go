package robots

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Parse reads what a robots.txt says to the reader with the given product
// token, such as "Attache": the groups that name it, and those for everybody
// only where none does (RFC 9309, section 2.2.1).
func Parse(body []byte, token string) Rules {
	p := parser{token: token}
	text := strings.TrimPrefix(string(body), "\ufeff")
	for line := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '\n' || c == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		if key, value, ok := strings.Cut(line, ":"); ok {
			p.line(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
		}
	}
	rules := p.everybody
	if p.named {
		rules = p.ours
	}
	rules.Sitemaps = p.sitemaps
	return rules
}

// parser is what has been read so far.
type parser struct {
	token string
	// ours are the rules of the groups that name the token, of which there
	// is one when named; everybody's are those of the groups for *.
	ours, everybody Rules
	named           bool
	sitemaps        []string

	// forUs and forAll tell whom the group at hand is for.
	forUs, forAll bool
	// begun is set once the group at hand has a rule, so that the next
	// User-agent line begins another group.
	begun bool
}

func (p *parser) line(key, value string) {
	switch key {
	case "user-agent", "useragent":
		p.userAgent(value)
	case "allow", "disallow":
		p.begun = true
		if value == "" {
			return
		}
		if value[0] != '/' && value[0] != '*' {
			value = "/" + value
		}
		read := rule{pattern: strings.Clone(normal(value)), allow: key == "allow"}
		p.each(func(r *Rules) { r.rules = append(r.rules, read) })
	case "crawl-delay", "crawldelay":
		p.begun = true
		if delay, ok := parseDelay(value); ok {
			p.each(func(r *Rules) { r.Delay = delay })
		}
	case "sitemap":
		if value != "" && len(p.sitemaps) < maxSitemaps {
			p.sitemaps = append(p.sitemaps, strings.Clone(value))
		}
	}
}

// userAgent reads a line that says whom a group is for. Several in a row
// belong to one group.
func (p *parser) userAgent(value string) {
	if p.begun {
		p.forUs, p.forAll, p.begun = false, false, false
	}
	if value == "*" {
		p.forAll = true
	}
	// A version may follow the token, although it should not.
	end := strings.IndexFunc(value, func(c rune) bool {
		return c > 0x7f || !isLetter(byte(c)) && c != '_' && c != '-'
	})
	if end >= 0 {
		value = value[:end]
	}
	if strings.EqualFold(value, p.token) {
		p.forUs, p.named = true, true
	}
}

// each changes the rules that the group at hand is for.
func (p *parser) each(change func(*Rules)) {
	if p.forUs {
		change(&p.ours)
	}
	if p.forAll {
		change(&p.everybody)
	}
}

// parseDelay reads seconds, which may have a fraction.
func parseDelay(value string) (time.Duration, bool) {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(seconds) || seconds < 0 {
		return 0, false
	}
	return time.Duration(min(seconds, maxDelay.Seconds()) * float64(time.Second)), true
}
