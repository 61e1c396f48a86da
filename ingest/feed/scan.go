package feed

import (
	"bytes"
	"strings"
)

// tokenKind is what a stretch of markup is.
type tokenKind int

const (
	// tokenEnd is the end of the input, or a construct that the input ends
	// within.
	tokenEnd tokenKind = iota
	tokenText
	// tokenCDATA is a CDATA section with its marks.
	tokenCDATA
	tokenStart
	tokenClose
	// tokenDirective is a comment, a processing instruction or a document
	// type: nothing that a feed says.
	tokenDirective
)

// token is one stretch of markup.
type token struct {
	kind tokenKind
	// raw is the stretch as it stands.
	raw []byte
	// name is the qualified name of a tag, attrs what stands in a start tag
	// after it, and empty whether that closes itself.
	name  string
	attrs []byte
	empty bool
	// torn is set on a tokenEnd that is not at the end of a whole document.
	torn bool
}

// scanner cuts markup into tokens. Unlike encoding/xml it never fails: what
// is no tag is text.
type scanner struct {
	in  []byte
	pos int
}

func (s *scanner) next() token {
	rest := s.in[s.pos:]
	if len(rest) == 0 {
		return token{kind: tokenEnd}
	}
	if rest[0] != '<' {
		end := bytes.IndexByte(rest, '<')
		if end < 0 {
			end = len(rest)
		}
		return s.take(tokenText, end)
	}
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.through(tokenDirective, len("<!--"), "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return s.through(tokenCDATA, len("<![CDATA["), "]]>")
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.through(tokenDirective, len("<?"), "?>")
	case bytes.HasPrefix(rest, []byte("<!")):
		return s.directive()
	case bytes.HasPrefix(rest, []byte("</")):
		return s.closeTag()
	}
	return s.startTag()
}

func (s *scanner) take(kind tokenKind, n int) token {
	t := token{kind: kind, raw: s.in[s.pos : s.pos+n]}
	s.pos += n
	return t
}

// tear ends the scan within a construct.
func (s *scanner) tear() token {
	s.pos = len(s.in)
	return token{kind: tokenEnd, torn: true}
}

// through takes what ends with the given mark.
func (s *scanner) through(kind tokenKind, skip int, mark string) token {
	end := bytes.Index(s.in[s.pos+skip:], []byte(mark))
	if end < 0 {
		return s.tear()
	}
	return s.take(kind, skip+end+len(mark))
}

// directive takes a document type, with the declarations in its brackets.
// They are not read, so no entity of theirs is ever expanded.
func (s *scanner) directive() token {
	inBrackets := false
	quote := byte(0)
	for i, c := range s.in[s.pos:] {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case inBrackets && (c == '"' || c == '\''):
			quote = c
		case c == '[':
			inBrackets = true
		case c == ']':
			inBrackets = false
		case c == '>' && !inBrackets:
			return s.take(tokenDirective, i+1)
		}
	}
	return s.tear()
}

// closeTag takes "</name>", or up to the next tag where the bracket is
// missing.
func (s *scanner) closeTag() token {
	rest := s.in[s.pos:]
	n := nameLength(rest[2:])
	if n == 0 {
		return s.take(tokenText, 2)
	}
	end := bytes.IndexAny(rest[1:], "<>")
	if end < 0 {
		return s.tear()
	}
	if rest[1+end] == '>' {
		end++
	}
	t := s.take(tokenClose, 1+end)
	t.name = string(t.raw[2 : 2+n])
	return t
}

// startTag takes "<name ...>", minding the quotes of attributes.
func (s *scanner) startTag() token {
	rest := s.in[s.pos:]
	n := nameLength(rest[1:])
	switch {
	case 1+n == len(rest):
		return s.tear()
	case n == 0 || strings.IndexByte(" \t\r\n/>", rest[1+n]) < 0:
		return s.take(tokenText, 1)
	}
	end := tagEnd(rest[1+n:])
	if end < 0 {
		return s.tear()
	}
	t := s.take(tokenStart, 1+n+end+1)
	t.name = string(t.raw[1 : 1+n])
	t.attrs = t.raw[1+n : len(t.raw)-1]
	if bytes.HasSuffix(t.attrs, []byte("/")) {
		t.attrs, t.empty = t.attrs[:len(t.attrs)-1], true
	}
	return t
}

// tagEnd is where the bracket stands that ends a tag, or less than zero.
// A quote opens a value only after an equals sign.
func tagEnd(attrs []byte) int {
	for i := 0; i < len(attrs); i++ {
		switch c := attrs[i]; {
		case c == '>':
			return i
		case (c == '"' || c == '\'') && afterEquals(attrs[:i]):
			end := bytes.IndexByte(attrs[i+1:], c)
			if end < 0 {
				return -1
			}
			i += 1 + end
		}
	}
	return -1
}

func afterEquals(s []byte) bool {
	s = bytes.TrimRight(s, " \t\r\n")
	return len(s) > 0 && s[len(s)-1] == '='
}

// nameLength is the length of the name at the start of s: ASCII, as all
// names of feeds are, with at most one colon.
func nameLength(s []byte) int {
	n := 0
	for n < len(s) && isNameByte(s[n], n == 0) {
		n++
	}
	name := s[:n]
	if bytes.Count(name, []byte(":")) > 1 || bytes.HasPrefix(name, []byte(":")) || bytes.HasSuffix(name, []byte(":")) {
		return 0
	}
	if colon := bytes.IndexByte(name, ':'); colon >= 0 && !isNameByte(name[colon+1], true) {
		return 0
	}
	return n
}

func isNameByte(c byte, first bool) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == ':':
		return true
	case c >= '0' && c <= '9', c == '-', c == '.':
		return !first
	}
	return false
}
