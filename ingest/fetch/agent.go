package fetch

import "strings"

const (
	// productToken is the name that robots.txt files call us by.
	productToken = "Attache"
	// whatWeAre introduces a Fetcher whose operator gives no contact.
	whatWeAre = "Discord bot; answers questions on diplomatic news and links to its sources"

	maxContactBytes = 200
)

// userAgent introduces us to sites (RFC 9110, section 10.1.5): who we are,
// and where their owners can ask about us.
func userAgent(version, contact string) string {
	agent := productToken
	if version = strings.Map(tokenOnly, version); version != "" {
		agent += "/" + version
	}
	if contact = strings.Map(commentOnly, contact); contact != "" && len(contact) <= maxContactBytes {
		return agent + " (+" + contact + ")"
	}
	return agent + " (" + whatWeAre + ")"
}

// tokenOnly leaves out what may not stand in a token (RFC 9110, section
// 5.6.2).
func tokenOnly(c rune) rune {
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", c) {
		return c
	}
	return -1
}

// commentOnly leaves out what may not stand in a comment without escaping
// (RFC 9110, section 5.6.5).
func commentOnly(c rune) rune {
	if c > ' ' && c < 0x7f && !strings.ContainsRune(`()\`, c) {
		return c
	}
	return -1
}
