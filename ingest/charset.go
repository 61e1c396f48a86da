package ingest

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// DeclarationBytes is how far into a body a declaration of its encoding is
// looked for.
const DeclarationBytes = 4096

// guessBytes is how much of a body is looked at to guess its encoding.
const guessBytes = 64 << 10

var (
	xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)
	xmlEncoding    = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']`)
	metaCharset    = regexp.MustCompile(`(?i)<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)`)
)

// Decode turns a foreign body into UTF-8 without a byte order mark, an XML
// declaration or control characters. Bytes that mean nothing in the body's
// encoding become U+FFFD.
//
// The encoding is, in this order: what a byte order mark or a pattern of
// zero bytes shows; UTF-8 where the bytes are that beyond doubt; what the
// header, the XML declaration or a meta element declares; what the letters
// look like where there are enough of them; what
// https://encoding.spec.whatwg.org makes of the rest.
func Decode(body []byte, contentType string) []byte {
	decoded := body
	if enc := encodingOf(body, contentType); enc != nil {
		// Decoders replace what they cannot read, so there is no failure
		// that would be worth losing the rest for.
		if out, err := enc.NewDecoder().Bytes(body); err == nil {
			decoded = out
		}
	}
	decoded = bytes.ToValidUTF8(decoded, []byte("\uFFFD"))
	decoded = bytes.Map(printable, bytes.TrimPrefix(decoded, []byte("\uFEFF")))
	// The declaration speaks of an encoding that is gone.
	if found := xmlDeclaration.Find(decoded[:min(len(decoded), DeclarationBytes)]); found != nil {
		decoded = decoded[len(found):]
	}
	return decoded
}

// printable replaces characters that XML does not allow (XML 1.0, section
// 2.2), NUL among them, by a space.
func printable(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r':
		return r
	case r < ' ', r == 0x7f, r == 0xfffe, r == 0xffff:
		return ' '
	}
	return r
}

// encodingOf finds a body's encoding; nil means UTF-8.
func encodingOf(body []byte, contentType string) encoding.Encoding {
	if enc, ok := encodingByMark(body); ok {
		return enc
	}
	sequences, invalid := countUTF8(body)
	if sequences > 0 && invalid*20 <= sequences {
		// Text in another encoding does not pass for UTF-8 by chance, but
		// pages that declare the wrong one, or are cut off within a
		// character, are common.
		return nil
	}
	if enc, name := declaredEncoding(body, contentType); enc != nil {
		if name == "utf-8" && invalid > sequences {
			return charmap.Windows1252
		}
		if name == "utf-8" {
			return nil
		}
		return enc
	}
	if sequences > invalid || invalid == 0 {
		return nil
	}
	if enc := guessedEncoding(body); enc != nil {
		return enc
	}
	enc, name, _ := charset.DetermineEncoding(body, "")
	if name == "utf-8" || isWide(name) {
		return nil
	}
	return enc
}

// encodingByMark tells UTF-16 and UTF-32 by their byte order mark or by
// where the zero bytes of their first character stand, and UTF-8 by its
// mark; ok is false where there is neither.
func encodingByMark(body []byte) (enc encoding.Encoding, ok bool) {
	has := func(prefix string) bool { return bytes.HasPrefix(body, []byte(prefix)) }
	switch {
	case has("\xff\xfe\x00\x00"), has("<\x00\x00\x00"):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), true
	case has("\x00\x00\xfe\xff"), has("\x00\x00\x00<"):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), true
	case has("\xff\xfe"), zerosAt(body, 1):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), true
	case has("\xfe\xff"), zerosAt(body, 0):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), true
	}
	return nil, has("\xef\xbb\xbf")
}

// zerosAt reports whether nearly every second byte at the start of body,
// counted from the given one, is zero, and nearly none of the others is.
func zerosAt(body []byte, first int) bool {
	start := body[:min(len(body), 64)&^1]
	var here, others int
	for i, c := range start {
		switch {
		case c != 0:
		case i%2 == first:
			here++
		default:
			others++
		}
	}
	pairs := len(start) / 2
	return pairs >= 2 && here*4 >= pairs*3 && others*4 < pairs
}

// countUTF8 counts the sequences of more than one byte that are valid
// UTF-8, and the bytes that are not.
func countUTF8(body []byte) (sequences, invalid int) {
	for len(body) > 0 {
		if body[0] < utf8.RuneSelf {
			body = body[1:]
			continue
		}
		r, n := utf8.DecodeRune(body)
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			sequences++
		}
		body = body[n:]
	}
	return sequences, invalid
}

// declaredEncoding is what header, XML declaration or meta element say; nil
// where they say nothing that is known. A body that came here is not
// UTF-16, whatever it says (WHATWG HTML, section 13.2.3.2).
func declaredEncoding(body []byte, contentType string) (encoding.Encoding, string) {
	start := body[:min(len(body), DeclarationBytes)]
	var labels []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		labels = append(labels, params["charset"])
	}
	for _, declaration := range []*regexp.Regexp{xmlEncoding, metaCharset} {
		if found := declaration.FindSubmatch(start); found != nil {
			labels = append(labels, string(found[1]))
		}
	}
	for _, label := range labels {
		if enc, name := charset.Lookup(strings.TrimSpace(label)); enc != nil && !isWide(name) {
			return enc, name
		}
	}
	return nil, ""
}

// guessedEncoding tells by the letters what a body is written in that does
// not say so; nil where they leave doubt. The method is that of ICU
// (https://unicode-org.github.io/icu/userguide/conversion/detection.html).
func guessedEncoding(body []byte) encoding.Encoding {
	const sure = 45 // of 100: three sentences of Russian reach it, a name does not
	best, err := chardet.NewHtmlDetector().DetectBest(body[:min(len(body), guessBytes)])
	if err != nil || best.Confidence < sure {
		return nil
	}
	enc, name := charset.Lookup(best.Charset)
	if name == "utf-8" || isWide(name) {
		return nil
	}
	return enc
}

// isWide names the encodings whose zero bytes would have shown, and the
// "replacement" encoding, which decodes to nothing.
func isWide(name string) bool {
	return strings.HasPrefix(name, "utf-16") || name == "replacement"
}
