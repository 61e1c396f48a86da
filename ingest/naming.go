package ingest

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// MaxAuthors bounds the byline of one article.
const MaxAuthors = 20

var (
	// separators part a headline from the name of its outlet, or an outlet
	// from the section that a feed covers.
	separators = regexp.MustCompile(`\s+[|»›·•–—>-]+\s+|\s+::\s+|\s*\|\s*`)
	// titleEnd is the last of them with what follows.
	titleEnd = regexp.MustCompile(`^(.*\S)(?:\s+(?:[|»›·•–—-]|::)\s+|\s*\|\s*)([^|»›]*\S)$`)
	// feedWords say what a thing is, not who publishes it.
	feedWords = regexp.MustCompile(`(?i)\b(rss( ?2(\.0)?)?|atom|xml|feeds?|headlines only)\b`)
	byWord    = regexp.MustCompile(`(?i)^(by|from|author)\b[:\s]+`)
	// noPerson is an address, the name that a publishing system gives to
	// nobody in particular, or somebody's post.
	noPerson = regexp.MustCompile(`(?i)://|@|\d\d|^\S+\.(com|org|net|co\.\w\w|txt)$|^(\w*admin|administrator|webmaster|root|guest|author|user|newsroom|editorial)$` +
		`|\b(writer|reporter|reports|editor|correspondent|columnist|staff|editor-at-large)s?$`)
	jointName = regexp.MustCompile(`(?i)\s*(?:[,;|]|\s(?:and|&)\s)\s*`)
)

// CleanTitle is a headline without the name of its outlet at the end.
func CleanTitle(title, outlet string, page *url.URL) string {
	title = Clip(PlainText(title), MaxTitleBytes)
	parts := titleEnd.FindStringSubmatch(title)
	if parts == nil || !namesOutlet(parts[2], outlet, page) {
		return title
	}
	return CleanTitle(parts[1], outlet, page)
}

// namesOutlet reports whether name is the outlet's, perhaps with a word
// added ("BBC News" for the BBC), or the name of its site.
func namesOutlet(name, outlet string, page *url.URL) bool {
	squeezed, known := Squeeze(name), Squeeze(outlet)
	if squeezed == "" {
		return false
	}
	if len(known) >= 3 && strings.HasPrefix(squeezed, known) {
		return true
	}
	for _, other := range []string{known, siteName(page), Squeeze(page.Hostname()), Squeeze(SiteDomain(page))} {
		if other != "" && withoutThe(squeezed) == withoutThe(other) {
			return true
		}
	}
	return false
}

// withoutThe drops the article from a squeezed name, because sites write
// their names as one word and as two.
func withoutThe(squeezed string) string { return strings.TrimPrefix(squeezed, "the") }

// Squeeze keeps the letters and digits of a name, in lower case, without a
// leading article.
func Squeeze(name string) string {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

// SiteDomain is the registered domain of an address, or its host.
func SiteDomain(u *url.URL) string {
	if domain, err := registrable(u.Hostname()); err == nil {
		return domain
	}
	return u.Hostname()
}

// siteName is the first label of the domain: "guardian" for
// www.theguardian.com, because outlets are called with and without "the".
func siteName(u *url.URL) string {
	label, _, _ := strings.Cut(SiteDomain(u), ".")
	return withoutThe(Squeeze(label))
}

// OutletName finds the publisher in the title of a feed or a site, such as
// "World news | The Guardian": the part that is like the site's name, else
// the first. Without a title it is the site's domain.
func OutletName(title string, site *url.URL) string {
	title = FoldSpace(feedWords.ReplaceAllString(title, " "))
	domain := strings.TrimPrefix(SiteDomain(site), "www.")
	label := siteName(site)
	best := ""
	for _, part := range separators.Split(title, -1) {
		part = strings.Trim(part, " -–—|:»›>()[]")
		if part == "" {
			continue
		}
		if best == "" {
			best = part
		}
		if likeName(part, label) {
			return part
		}
	}
	if best == "" {
		return domain
	}
	return best
}

// likeName reports whether an outlet's name and the label of its site are
// variants of each other: "BBC News" and bbc, "The New York Times" and
// nytimes.
func likeName(name, label string) bool {
	squeezed := Squeeze(name)
	if len(squeezed) < 3 || len(label) < 3 {
		return false
	}
	if strings.HasPrefix(squeezed, label) || strings.HasPrefix(label, squeezed) {
		return true
	}
	initials := ""
	for word := range strings.FieldsSeq(strings.ToLower(name)) {
		initials += word[:1]
	}
	return len(initials) > 1 && (initials == label || strings.TrimPrefix(initials, "t") == label)
}

// CleanAuthors makes plain names of bylines: "By Ann Roe and Bo Lee" are
// two. Addresses of profiles and of mailboxes, posts such as "Staff Writer" and
// the accounts of publishing systems are no names.
func CleanAuthors(bylines []string) []string {
	var names []string
	seen := make(map[string]bool)
	for _, byline := range bylines {
		byline = byWord.ReplaceAllString(Clip(PlainText(byline), MaxTitleBytes), "")
		for _, name := range jointName.Split(byline, -1) {
			name = strings.Trim(name, " .,;|-–—")
			if name == "" || len(name) > 100 || seen[name] || !isPerson(name) {
				continue
			}
			seen[name] = true
			if names = append(names, name); len(names) == MaxAuthors {
				return names
			}
		}
	}
	return names
}

func isPerson(name string) bool { return !noPerson.MatchString(name) }

// LanguageTag is a BCP 47 tag in its usual spelling, or empty where the
// text is none.
func LanguageTag(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 35 { // RFC 5646, section 4.4.1
		return ""
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
