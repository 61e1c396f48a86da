package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stop is a place in a line where a sentence may end: a run of marks, with
// the closing marks and references that belong to it.
type stop struct {
	// at is where the marks begin, end is after the last closing mark, and
	// next where the text goes on after white space.
	at, end, next int
	// kind is that of the strongest mark.
	kind markKind
	// quoted is set where one of the closing marks is a quotation mark as
	// English uses it.
	quoted bool
	// unspaced is set where the script wants no white space after the mark.
	unspaced bool
}

type markKind int

const (
	period   markKind = iota // one full stop, which may be an abbreviation's
	ellipsis                 // something is left out, or trails off
	strong                   // a question, an exclamation, a stop that is only ever a stop
)

// nextStop finds the first stop of a line from a place on.
func nextStop(line string, from int) (stop, bool) {
	for i := from; i < len(line); {
		switch c := line[i]; {
		case c == '.' || c == '!' || c == '?':
			return stopAt(line, i), true
		case c < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRuneInString(line[i:])
			if r == '…' || unicode.Is(unicode.STerm, r) {
				return stopAt(line, i), true
			}
			i += size
		}
	}
	return stop{}, false
}

// stopAt reads the stop whose first mark stands at a place.
func stopAt(line string, at int) stop {
	s := stop{at: at}
	rest := s.marks(line[at:])
	rest = s.closers(rest)
	s.end = len(line) - len(rest)
	s.next = len(line) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
	return s
}

// marks takes the run of marks; the dots of ". . ." are one run.
func (s *stop) marks(rest string) string {
	for dots := 0; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == '.':
			if dots++; dots > 1 {
				s.kind = max(s.kind, ellipsis)
			}
		case r == '…':
			s.kind = max(s.kind, ellipsis)
		case unicode.Is(unicode.Variation_Selector, r):
		case unicode.Is(unicode.STerm, r):
			s.kind = strong
			s.unspaced = s.unspaced || r >= utf8.RuneSelf
		default:
			return rest
		}
		rest = rest[size:]
		if r == '.' && strings.HasPrefix(rest, " .") {
			rest = rest[1:]
		}
	}
	return rest
}

// closers takes the closing marks and references after the marks. A mark
// that opens in one language closes in another („so“, »so«), and French sets
// a space before it: the white space after it tells.
func (s *stop) closers(rest string) string {
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		after := rest[size:]
		switch {
		case r == '"' || r == '\'' || unicode.In(r, unicode.Pe, unicode.Pf):
			s.quoted = s.quoted || strings.ContainsRune("\"'”’", r)
		case unicode.Is(unicode.Pi, r) && endsWord(after):
		case unicode.IsSpace(r) && strings.HasPrefix(after, "»") && endsWord(after[len("»"):]):
			after = after[len("»"):]
		case r == '[' && reference(after) > 0:
			after = after[reference(after):]
		default:
			return rest
		}
		rest = after
	}
	return rest
}

// endsWord reports whether a text is empty or begins with white space or a
// mark that joins.
func endsWord(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size == 0 || unicode.IsSpace(r) || strings.ContainsRune(",;:", r)
}

// reference measures "12]", the rest of a reference in brackets; 0 when it
// is none.
func reference(text string) int {
	digits := 0
	for digits < len(text) && digits < 4 && '0' <= text[digits] && text[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 3 || !strings.HasPrefix(text[digits:], "]") {
		return 0
	}
	return digits + 1
}
