package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// MaxTitleBytes bounds titles and names.
	MaxTitleBytes = 500
	// MaxTextBytes bounds the text of an article.
	MaxTextBytes = 1 << 20
)

// PlainText is HTML as one line of plain text: tags dropped, entities
// decoded, white space folded. Titles of feeds are often escaped twice, so
// what is left after the XML parser is read as HTML once more.
func PlainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return FoldSpace(s)
	}
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(s))
	isCode := false
	for {
		kind := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return FoldSpace(b.String())
		case html.TextToken:
			if !isCode {
				b.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			isCode = kind == html.StartTagToken && (tag == atom.Script || tag == atom.Style)
			if IsBlock(tag) {
				b.WriteByte(' ')
			}
		}
	}
}

// FoldSpace makes every run of white space one space, trims both ends and
// drops characters that cannot be seen.
func FoldSpace(s string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(visible, s), unicode.IsSpace), " ")
}

// visible drops soft hyphens, zero-width spaces and joiners that only guide
// line breaks, and marks that turn the direction of text around.
func visible(r rune) rune {
	switch {
	case r == '\u00ad', r == '\u200b', r == '\u2060', r == '\ufeff':
		return -1
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return -1
	case r == '\u2028', r == '\u2029':
		return ' '
	}
	return r
}

// WordCount counts words parted by white space. In the scripts that are
// written without it, two characters count as a word, which is about the
// mean in Chinese.
func WordCount(s string) int {
	n, dense, inWord := 0, 0, false
	for _, r := range s {
		if isDense(r) {
			dense++
			inWord = false
			continue
		}
		space := unicode.IsSpace(r)
		if !space && !inWord {
			n++
		}
		inWord = !space
	}
	return n + (dense+1)/2
}

// isDense reports whether a character belongs to a script that does not
// part its words (UAX #29, section 4).
func isDense(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

// Clip cuts s to at most limit bytes without breaking a character.
func Clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.TrimSpace(s[:limit])
}

// IsBlock reports whether an element stands on lines of its own.
func IsBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Html,
		atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}
