package prompts

import (
	"regexp"
	"strings"
	"unicode"
)

// Data stands in a prompt between tags. No data holds an angle bracket
// once it has been here, so no data can close a tag, open one, or write a
// model's own role marks (<|im_start|>, <<SYS>>).

// angles turns what reads as an angle bracket into a guillemet: ASCII, the
// small and the full-width forms.
var angles = strings.NewReplacer("<", "‹", ">", "›", "﹤", "‹", "﹥", "›", "＜", "‹", "＞", "›")

var (
	// mark is what a citation looks like, also in other scripts' digits and
	// brackets, and several numbers at once. Four digits are no mark: a
	// year in brackets is an editor's.
	mark = regexp.MustCompile(`[\[［【](\s*\p{Nd}{1,3}(?:[\s,;–-]+\p{Nd}{1,3})*\s*)[\]］】]`)
	// markBefore is a mark with the space before it.
	markBefore = regexp.MustCompile(`\s*` + mark.String())
	// role is a role mark in square brackets, as Llama 2 and Mistral use.
	role = regexp.MustCompile(`(?i)\[(\s*/?\s*(?:INST|SYS|SYSTEM|USER|ASSISTANT)\s*)\]`)
)

// fenceText makes text of several lines safe to stand between tags. What
// the reader sees of it stays: only brackets that would speak to the model
// change, and characters nobody sees go.
func fenceText(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n")
	text = angles.Replace(strings.Map(visible, text))
	text = role.ReplaceAllString(mark.ReplaceAllString(text, "($1)"), "($1)")
	return strings.TrimSpace(text)
}

// maxLine bounds what fenceLine gives, in characters.
const maxLine = 300

// fenceLine makes text safe to stand as an attribute of a tag: short, on
// one line, without the quotation mark that ends it.
func fenceLine(text string) string {
	text = strings.Join(strings.Fields(fenceText(text)), " ")
	return shorten(strings.ReplaceAll(text, `"`, "'"), maxLine)
}

// withoutMarks takes citations out of a text.
func withoutMarks(text string) string { return markBefore.ReplaceAllString(text, "") }

// visible drops control and format characters, in which instructions can
// be hidden from a reader (the tags of U+E0000, bidirectional overrides).
// Joiners and direction marks stay: scripts need them.
func visible(r rune) rune {
	switch {
	case r == '\n', r == '\u2028', r == '\u2029', r == '\r':
		return '\n'
	case r == '\t':
		return ' '
	case r == '\u00AD', r >= '\u200C' && r <= '\u200F': // soft hyphen; joiners, marks
		return r
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return -1
	}
	return r
}
