package story

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"attache/index"
)

//go:embed agencies.txt
var agencyForms string

// agency is a source that others may credit, and the forms of its name.
type agency struct {
	name  string
	forms []string
}

var agencies = sync.OnceValue(func() []agency {
	var list []agency
	for line := range strings.Lines(agencyForms) {
		name, forms, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok && !strings.HasPrefix(line, "#") {
			list = append(list, agency{name: name, forms: withCapitals(strings.Split(forms, " | "))})
		}
	}
	return list
})

// Agency is the agency that an article credits in its dateline, its byline
// or a line of its own, by the name in general use; empty where it credits
// none. Without the names of other outlets at hand, one that is no known
// agency is recognised in a dateline only.
func Agency(outlet string, authors []string, text string) string {
	m := Member{Outlet: outlet, Authors: authors, Text: text}
	if label := m.label(); label != "" {
		return generalName(label)
	}
	credits := m.credits()
	for _, a := range agencies() {
		if credits.to(a.forms) {
			return a.name
		}
	}
	return ""
}

// byName finds a known agency by any of its forms, folded by nameKey.
var byName = sync.OnceValue(func() map[string]agency {
	known := make(map[string]agency)
	for _, a := range agencies() {
		for _, form := range a.forms {
			known[nameKey(form)] = a
		}
	}
	return known
})

// generalName is how the agency is generally called that is written so.
func generalName(written string) string {
	if a, ok := byName()[nameKey(written)]; ok {
		return a.name
	}
	return written
}

// withCapitals adds the forms in capitals.
func withCapitals(forms []string) []string {
	for _, form := range forms {
		if upper := strings.ToUpper(form); !slices.Contains(forms, upper) {
			forms = append(forms, upper)
		}
	}
	return forms
}

// mentions reports whether a text has the name as a word of its own.
func mentions(text, name string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 || name == "" {
			return false
		}
		start, end := from+at, from+at+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !isLetterOrDigit(before) && !isLetterOrDigit(after) {
			return true
		}
		from = end
	}
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// nameKey is the same for names that are one but for case, accents,
// punctuation and an article.
func nameKey(name string) string { return strings.Join(nameWords(name), " ") }

// nameWords are the folded words of a name, without "the" and, where it is
// a web address, without what is not the name.
func nameWords(name string) []string {
	name = strings.TrimPrefix(strings.ToLower(name), "www.")
	for _, ending := range []string{".com", ".org", ".net", ".example"} {
		name = strings.TrimSuffix(name, ending)
	}
	var words []string
	index.Words(name, func(start, end int) bool {
		if word := index.Fold(name[start:end]); word != "the" {
			words = append(words, word)
		}
		return true
	})
	return words
}
