package story

import (
	_ "embed"
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
			list = append(list, agency{name: name, forms: strings.Split(forms, " | ")})
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
	for _, a := range agencies() {
		if m.credits(a.forms) {
			return a.name
		}
	}
	return ""
}

// generalName is how the agency is generally called that is written so.
func generalName(written string) string {
	for _, a := range agencies() {
		for _, form := range a.forms {
			if sameName(written, form) {
				return a.name
			}
		}
	}
	return written
}

// mentions reports whether a text has the form as a whole word, in the case
// given or in capitals.
func mentions(text, form string) bool {
	return hasWord(text, form) || hasWord(text, strings.ToUpper(form))
}

func hasWord(text, word string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !isLetterOrDigit(before) && !isLetterOrDigit(after) {
			return true
		}
		from = end
	}
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// sameName reports whether two names are one but for case, accents,
// punctuation and an article.
func sameName(a, b string) bool {
	return strings.Join(nameWords(a), " ") == strings.Join(nameWords(b), " ")
}

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
