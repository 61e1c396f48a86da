package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/news"
)

// closers maps what opens a quotation to what may close it. Single marks are
// left out: most of them are apostrophes, and what they enclose stands
// inside a quotation or in a headline.
var closers = map[rune]string{'“': "”\"", '„': "“”\"", '«': "»", '»': "«", '"': "\"”"}

// maxDepth bounds how deep quotations inside quotations are followed.
const maxDepth = 4

// marked is a range of quoted words without its marks.
type marked struct {
	news.Span
	// outer is the range with its marks.
	outer news.Span
	// open is true where the paragraph ends before a closing mark, and the
	// next one goes on.
	open bool
}

// quotations gives the quotations of a text in order, those inside others
// not by themselves. None crosses a line break: one that is left open ends
// with its line when the next line opens again, and is dropped otherwise.
func quotations(text string) []marked {
	if !strings.ContainsAny(text, "\"“„«»") {
		return nil
	}
	var m marker
	for from := 0; from < len(text); {
		to := from + strings.IndexByte(text[from:], '\n')
		if to < from {
			to = len(text)
		}
		m.line(text, from, to)
		from = to + 1
	}
	m.drop()
	return m.found
}

// marker finds quotations line by line.
type marker struct {
	found []marked
	// stack holds what is open: the mark and where it stands.
	stack []opened
	// pending is true while the last one found was left open.
	pending bool
}

type opened struct {
	mark  rune
	at    int
	width int
	// found is how many quotations had been found when this one opened.
	found int
}

func (m *marker) line(text string, from, to int) {
	m.stack = m.stack[:0]
	begun := false
	before := ' '
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		if !begun && !unicode.IsSpace(r) {
			begun = true
			if closers[r] == "" {
				m.drop()
			}
			m.pending = false
		}
		if isMark(r) {
			m.mark(text[i+size:to], r, before, i, size)
		}
		before = r
		i += size
	}
	m.rest(to)
}

func isMark(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

// mark takes one mark: it closes what is open or opens another.
func (m *marker) mark(rest string, r, before rune, at, width int) {
	top := len(m.stack) - 1
	begins := stands(before, rest)
	switch {
	case top >= 0 && strings.ContainsRune(closers[m.stack[top].mark], r) && !(r == '"' && begins):
		m.close(at, width)
	case closers[r] == "" || len(m.stack) >= maxDepth:
	case r == '"' && top < 0 && isWord(before):
		// a sign for inches or seconds
	case r == '»' && !begins:
		// a mark that closes nothing
	default:
		m.stack = append(m.stack, opened{r, at, width, len(m.found)})
	}
}

// stands reports whether a mark stands where one opens that looks the same
// at both ends: after a space and before a word.
func stands(before rune, rest string) bool {
	return (unicode.IsSpace(before) || before == '(' || before == '“') && wordFollows(rest)
}

// close ends the innermost open quotation; those found inside it go.
func (m *marker) close(at, width int) {
	last := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	m.found = append(m.found[:last.found], marked{
		Span:  news.Span{Start: last.at + last.width, End: at},
		outer: news.Span{Start: last.at, End: at + width},
	})
}

// rest ends a line with a quotation still open. Where others were found
// inside it, it was no quotation but a stray mark.
func (m *marker) rest(to int) {
	if len(m.stack) != 1 || len(m.found) > m.stack[0].found {
		return
	}
	m.close(to, 0)
	m.found[len(m.found)-1].open = true
	m.pending = true
}

// drop takes back a quotation that was left open and not gone on with.
func (m *marker) drop() {
	if m.pending {
		m.found = m.found[:len(m.found)-1]
		m.pending = false
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
