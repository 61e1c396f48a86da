package feed

import (
	"bytes"
	"html"
	"strconv"
	"strings"
)

// escape writes text, or the value of an attribute within the given quotes,
// so that every ampersand begins a reference that XML knows.
func (m *mender) escape(s []byte, quote byte) {
	if quote == 0 && bytes.IndexByte(s, '>') >= 0 {
		// After two square brackets it would end a section that is none.
		s = bytes.ReplaceAll(s, []byte(">"), []byte("&gt;"))
	}
	if quote == '\'' && bytes.IndexByte(s, '\'') >= 0 {
		s = bytes.ReplaceAll(s, []byte("'"), []byte("&#39;"))
	}
	for {
		amp := bytes.IndexByte(s, '&')
		if amp < 0 {
			m.markup = append(m.markup, s...)
			return
		}
		m.markup = append(m.markup, s[:amp]...)
		written, length := reference(s[amp:])
		m.markup = append(m.markup, written...)
		s = s[amp+length:]
	}
}

// reference reads what begins with an ampersand: how it is to be written,
// and how long it was.
func reference(s []byte) (written string, length int) {
	const longest = 34 // that of HTML's longest name, with its marks
	end := bytes.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 || bytes.LastIndexByte(s[:end], '&') > 0 {
		return "&amp;", 1
	}
	whole := string(s[:end+1])
	switch whole {
	case "&amp;", "&lt;", "&gt;", "&quot;", "&apos;":
		return whole, len(whole)
	}
	meant := html.UnescapeString(whole)
	switch {
	case whole[1] == '#' && !isCharacter(whole[2:end]):
		return " ", len(whole)
	case whole[1] != '#' && strings.HasSuffix(meant, ";"):
		// No name of HTML's, or one that is only the beginning of this.
		return "&amp;", 1
	}
	return html.EscapeString(meant), len(whole)
}

// isCharacter reports whether the number of a reference is that of a
// character which XML allows (XML 1.0, section 2.2).
func isCharacter(number string) bool {
	base := 10
	if number != "" && (number[0] == 'x' || number[0] == 'X') {
		number, base = number[1:], 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	switch {
	case err != nil:
		return false
	case n < 0x20:
		return n == '\t' || n == '\n' || n == '\r'
	}
	return n <= 0xd7ff || n >= 0xe000 && n <= 0xfffd || n >= 0x10000 && n <= 0x10ffff
}
