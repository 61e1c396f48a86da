package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// preceding is what stands before a stop.
type preceding struct {
	// token reaches back to white space or an opening mark: "(D-Calif",
	// without the mark, is "D-Calif".
	token string
	// kind is that of the token as an abbreviation.
	kind wordKind
	// before is the text before the token, back to the sentence's start.
	before string
}

// precede reads the end of a piece of text. A token longer than a word is
// cut off; it is no abbreviation.
func precede(piece string) preceding {
	token := tail(piece)
	if space := strings.LastIndexFunc(token, unicode.IsSpace); space >= 0 {
		_, size := utf8.DecodeRuneInString(token[space:])
		token = token[space+size:]
	}
	token = strings.TrimLeftFunc(token, func(r rune) bool {
		return r == '"' || r == '\'' || unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd)
	})
	p := preceding{token: token, before: piece[:len(piece)-len(token)]}
	p.kind = kindOf(p.abbreviation())
	if (p.kind == either || p.kind == initial) && p.isUnit() {
		p.kind = ordinary
	}
	return p
}

// tail is the end of a text, not longer than a word may be.
func tail(text string) string { return text[max(0, len(text)-maxWord):] }

// joints part the words of one token.
const joints = "-–./('’"

// abbreviation is the part of the token that may be an abbreviation: "p.m"
// of "5p.m", "Calif" of "D-Calif", and "z.B" where that is written "z. B".
func (p preceding) abbreviation() string {
	word := strings.TrimLeftFunc(p.token, unicode.IsDigit)
	if !isAcronym(word) {
		word = strings.TrimLeft(p.token[max(0, strings.LastIndexAny(p.token, joints)):], joints)
	}
	if utf8.RuneCountInString(word) != 1 || word != p.token {
		return word
	}
	head := strings.TrimRightFunc(tail(p.before), unicode.IsSpace)
	letter := strings.TrimSuffix(head, ".")
	r, size := utf8.DecodeLastRuneInString(letter)
	above, _ := utf8.DecodeLastRuneInString(letter[:len(letter)-size])
	if letter == head || !unicode.IsLower(r) || isWordy(above) {
		return word
	}
	return string(r) + "." + word
}

// isAcronym reports whether a word is short parts of letters between stops:
// "U.S", "Ph.D", "p.m".
func isAcronym(word string) bool {
	parts, size := 0, 0
	for _, r := range word {
		switch {
		case r == '.' && size > 0:
			parts, size = parts+1, 0
		case unicode.IsLetter(r) && size < 2:
			size++
		case unicode.Is(unicode.M, r):
		default:
			return false
		}
	}
	return parts > 0 && size > 0 && utf8.RuneCountInString(word) <= 4*parts+1
}

// isNumber reports whether the token ends in a digit and has no letters.
func (p preceding) isNumber() bool {
	last, _ := utf8.DecodeLastRuneInString(p.token)
	return unicode.IsDigit(last) && !strings.ContainsFunc(p.token, unicode.IsLetter)
}

// isUnit reports whether the token is small letters after a number: "kg" of
// "5 kg", "г" of "2020 г". A unit ends a sentence as any word does.
func (p preceding) isUnit() bool {
	head := strings.TrimRightFunc(tail(p.before), unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(head)
	return unicode.IsDigit(last) && p.token != "" && strings.TrimFunc(p.token, unicode.IsLower) == ""
}

// maxItem is the longest number of a list's item, in bytes.
const maxItem = 6

// isItem reports whether the token numbers an item: it opens the sentence
// or follows a colon, and is a number, a letter or a small Roman numeral.
func (p preceding) isItem() bool {
	head := strings.TrimRightFunc(tail(p.before), unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(head)
	if strings.ContainsFunc(head, isWordy) && last != ':' && last != ';' || len(p.token) > maxItem {
		return false
	}
	if strings.Trim(p.token, "0123456789.") == "" {
		return !isYear(p.token)
	}
	return utf8.RuneCountInString(p.token) == 1 || strings.Trim(p.token, "ivx") == ""
}

func isYear(token string) bool { return len(token) == 4 && !strings.Contains(token, ".") }
