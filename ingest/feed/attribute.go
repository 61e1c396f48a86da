package feed

import (
	"bytes"
	"html"
	"net/url"
	"strings"
)

// attribute is one attribute of a tag, its value as written.
type attribute struct {
	name  string
	value []byte
}

// attributes reads what stands in a start tag after its name, at most
// maxAttributes. It is lenient: quotes and values may be missing.
func attributes(s []byte) []attribute {
	var all []attribute
	for len(all) < maxAttributes {
		s = bytes.TrimLeft(s, " \t\r\n/\"'=")
		if len(s) == 0 {
			break
		}
		n := nameLength(s)
		if n == 0 {
			// Something that is no name: on to the next space.
			n = len(s)
			if space := bytes.IndexAny(s, " \t\r\n"); space >= 0 {
				n = space
			}
			s = s[n:]
			continue
		}
		a := attribute{name: string(s[:n])}
		a.value, s = attributeValue(s[n:])
		all = append(all, a)
	}
	return all
}

// attributeValue reads "= value" and gives the rest.
func attributeValue(s []byte) (value, rest []byte) {
	after := bytes.TrimLeft(s, " \t\r\n")
	if len(after) == 0 || after[0] != '=' {
		return nil, s
	}
	after = bytes.TrimLeft(after[1:], " \t\r\n")
	if len(after) > 0 && (after[0] == '"' || after[0] == '\'') {
		if end := bytes.IndexByte(after[1:], after[0]); end >= 0 {
			return after[1 : 1+end], after[end+2:]
		}
	}
	end := bytes.IndexAny(after, " \t\r\n")
	if end < 0 {
		end = len(after)
	}
	return after[:end], after[end:]
}

// attributeNamed is the value of an attribute as written, or nothing.
func attributeNamed(all []attribute, name string) string {
	for _, a := range all {
		if strings.EqualFold(a.name, name) {
			return string(a.value)
		}
	}
	return ""
}

// attribute writes an attribute of an element that starts.
func (m *mender) attribute(a attribute, e *element) {
	value := a.value
	switch {
	case a.name == "xmlns" || strings.HasPrefix(a.name, "xmlns:"):
		if m.namespaces+e.namespaces >= maxNamespaces {
			return
		}
		e.namespaces++
		if len(m.open) == 0 && isRootSpace(a.name, e.name) {
			value = atomSpace(value)
		}
	case a.name == "xml:base":
		value = []byte(html.EscapeString(directory(html.UnescapeString(string(value)))))
	case e.isBase64 && a.name == "type":
		// The parser looks at the type first and would take the letters
		// for text.
		return
	}
	quote := byte('"')
	if bytes.IndexByte(value, '"') >= 0 {
		quote = '\''
	}
	m.markup = append(append(append(append(m.markup, ' '), a.name...), '='), quote)
	for before, rest, found := bytes.Cut(value, []byte("<")); ; before, rest, found = bytes.Cut(rest, []byte("<")) {
		m.escape(before, quote)
		if !found {
			break
		}
		m.markup = append(m.markup, "&lt;"...)
	}
	m.markup = append(m.markup, quote)
}

// isRootSpace reports whether an attribute declares the namespace of a root
// element of Atom with the given name.
func isRootSpace(attribute, root string) bool {
	prefix, local, found := strings.Cut(root, ":")
	if !found {
		prefix, local = "", root
	}
	return strings.EqualFold(local, "feed") && prefix == strings.TrimPrefix(strings.TrimPrefix(attribute, "xmlns"), ":")
}

// atomSpace is the namespace of Atom 0.3 where that is stated, and else
// that of Atom 1.0: whatever its author calls it, a feed is Atom.
func atomSpace(stated []byte) []byte {
	if bytes.HasPrefix(bytes.TrimSpace(stated), []byte("http://purl.org/atom/ns#")) {
		return stated
	}
	return []byte("http://www.w3.org/2005/Atom")
}

// directory is an xml:base without what follows its last slash, because the
// parser takes every base for a folder (RFC 3986, section 5.2.3 does not).
func directory(base string) string {
	u, err := url.Parse(strings.TrimSpace(base))
	if err != nil {
		return ""
	}
	u.RawQuery, u.Fragment, u.RawPath = "", "", ""
	u.Path = u.Path[:strings.LastIndexByte(u.Path, '/')+1]
	return u.String()
}
