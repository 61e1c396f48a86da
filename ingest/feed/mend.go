package feed

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"attache/ingest"
)

const (
	// maxDepth is how deep elements nest; deeper ones leave only their text.
	// Parsers of feeds call themselves for each level, and a stack that
	// overflows ends the whole process.
	maxDepth = 100
	// maxParts bounds the elements within one entry, and those outside of
	// all; of more than that only the text is left. The parser keeps some
	// hundred bytes for each.
	maxParts = 10_000
	// maxAttributes bounds what is read of one tag.
	maxAttributes = 100
	// maxNamespaces bounds the declarations in scope. Real feeds have up to
	// about thirty, and the parser copies them for each element.
	maxNamespaces = 50
	// maxCopies bounds those copies over a whole document: at 30 namespaces
	// and ten elements an entry they are enough for 60,000 entries.
	maxCopies = 20_000_000
)

// span is where an entry stands in a whole document.
type span struct {
	start, end int
	// language and about are the entry's xml:lang and rdf:about as written:
	// the parser drops both.
	language, about string
}

// whole is a feed or sitemap that every XML parser reads.
type whole struct {
	markup []byte
	// entries are those that were complete, in order.
	entries []span
	// torn is set where the feed ended before its root element did.
	torn bool
}

// mender makes broken XML whole: references that mean nothing become text,
// tags that were never opened are dropped, those that were never closed are
// closed with their parent, and of a document that is cut off the entry at
// the cut is dropped. Comments, declarations and document types go. Sound
// XML stays what it is.
type mender struct {
	scan scanner
	whole
	open []element
	// namespaces counts the declarations in scope, and copies how many of
	// them the parser will have copied.
	namespaces, copies int
	// parts counts the elements of the open entry, outer those of no entry.
	parts, outer int
	// beyond counts the open elements that are not kept, because they nest
	// too deep or are too many.
	beyond int
	// entryName is what entries are called below this root element.
	entryName string
	// entry is the depth of the open entry, or 0.
	entry int
}

type element struct {
	name       string
	namespaces int
	// isBase64 is set where the text of the element is that.
	isBase64 bool
}

// mend makes the decoded XML of a feed whole.
func mend(decoded []byte) whole {
	m := &mender{scan: scanner{in: decoded}}
	m.markup = make([]byte, 0, len(decoded)+len(decoded)/16)
	for {
		t := m.scan.next()
		if m.copies > maxCopies {
			t = token{kind: tokenEnd}
		}
		switch t.kind {
		case tokenEnd:
			m.finish()
			return m.whole
		case tokenText:
			m.text(t.raw)
		case tokenCDATA:
			if len(m.open) > 0 {
				m.markup = append(append(m.markup, clipped(t.raw[:len(t.raw)-len("]]>")])...), "]]>"...)
			}
		case tokenStart:
			m.start(t)
		case tokenClose:
			m.close(t.name)
		}
		if len(m.open) == 0 && len(m.markup) > 0 {
			// Nothing stands after the root element.
			return m.whole
		}
	}
}

// finish ends a document that is cut off.
func (m *mender) finish() {
	m.torn = true
	if m.entry > 0 {
		m.markup = m.markup[:m.entries[len(m.entries)-1].start]
		m.entries = m.entries[:len(m.entries)-1]
		m.open = m.open[:m.entry-1]
		m.entry = 0
	}
	for len(m.open) > 0 {
		m.pop()
	}
}

func (m *mender) start(t token) {
	if m.entry > 0 && len(m.open) == m.entry && m.open[m.entry-1].name == t.name {
		// No entry stands right within another: that one was not closed.
		m.close(t.name)
	}
	startsEntry := m.beyond == 0 && m.entry == 0 && m.isEntry(t.name)
	if !startsEntry && !m.hasRoom() {
		if !t.empty {
			m.beyond++
		}
		return
	}
	attrs := attributes(t.attrs)
	if len(m.open) == 0 {
		m.entryName = entryName(kindOfRoot(strings.ToLower(localName(t.name))))
	}
	if startsEntry {
		m.entry, m.parts = len(m.open)+1, 0
		m.entries = append(m.entries, span{start: len(m.markup), language: attributeNamed(attrs, "xml:lang"), about: attributeNamed(attrs, "rdf:about")})
	}
	e := element{name: t.name, isBase64: strings.EqualFold(attributeNamed(attrs, "mode"), "base64")}
	m.markup = append(append(m.markup, '<'), t.name...)
	for _, a := range attrs {
		m.attribute(a, &e)
	}
	m.markup = append(m.markup, '>')
	m.open = append(m.open, e)
	m.namespaces += e.namespaces
	m.copies += m.namespaces
	if t.empty {
		m.pop()
	}
}

// hasRoom counts an element that is no entry, and reports whether it may be
// kept.
func (m *mender) hasRoom() bool {
	count := &m.outer
	if m.entry > 0 {
		count = &m.parts
	}
	*count++
	return m.beyond == 0 && len(m.open) < maxDepth && *count <= maxParts
}

// isEntry reports whether a tag that starts here is that of an entry: below
// the root, or in RSS below the channel.
func (m *mender) isEntry(name string) bool {
	if !strings.EqualFold(localName(name), m.entryName) {
		return false
	}
	depth := len(m.open)
	return depth == 1 || depth == 2 && strings.EqualFold(localName(m.open[1].name), "channel")
}

// entryName is what the entries of a document of a kind are called; empty
// where it has none.
func entryName(kind Kind) string {
	switch kind {
	case KindRSS, KindRDF:
		return "item"
	case KindAtom:
		return "entry"
	case KindSitemap:
		return "url"
	case KindSitemapIndex:
		return "sitemap"
	}
	return ""
}

// clipped cuts text that is longer than any article may be.
func clipped(text []byte) []byte {
	n := ingest.MaxTextBytes
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// text writes text, and tags that are none, as text.
func (m *mender) text(raw []byte) {
	raw = clipped(raw)
	switch {
	case len(m.open) == 0:
		// Nothing stands before the root element.
	case m.open[len(m.open)-1].isBase64:
		m.escape(bytes.Join(bytes.Fields(raw), nil), 0)
	case len(raw) == 1 && raw[0] == '<', bytes.HasPrefix(raw, []byte("</")):
		m.markup = append(append(m.markup, "&lt;"...), raw[1:]...)
	default:
		m.escape(raw, 0)
	}
}

// close ends the innermost open element of that name with all within it. A
// tag without one is dropped.
func (m *mender) close(name string) {
	if m.beyond > 0 && (m.entry == 0 || name != m.open[m.entry-1].name) {
		m.beyond--
		return
	}
	m.beyond = 0
	at := m.lastOpen(func(e element) bool { return e.name == name })
	if at < 0 {
		at = m.lastOpen(func(e element) bool { return strings.EqualFold(e.name, name) })
	}
	if at < 0 {
		return
	}
	for len(m.open) > at {
		m.pop()
	}
}

func (m *mender) lastOpen(is func(element) bool) int {
	for i, e := range slices.Backward(m.open) {
		if is(e) {
			return i
		}
	}
	return -1
}

// pop closes the innermost open element.
func (m *mender) pop() {
	e := m.open[len(m.open)-1]
	m.markup = append(append(append(m.markup, "</"...), e.name...), '>')
	m.namespaces -= e.namespaces
	if m.entry == len(m.open) {
		m.entries[len(m.entries)-1].end = len(m.markup)
		m.entry = 0
	}
	m.open = m.open[:len(m.open)-1]
}
