package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateline is how far into a text its dateline may reach, in bytes.
const maxDateline = 120

// datelineDashes part a dateline from the text.
var datelineDashes = []string{" - ", " – ", " — ", " -- ", ") -", ")--", ")—", " —\n", " –\n"}

// cutDateline parts "ANKARA, Jan 22 (MPA) - " from the text that it opens;
// the first part is empty where there is none. A reprint drops the dateline
// or writes its own, so that it does not belong to the report.
func cutDateline(text string) (dateline, rest string) {
	text = strings.TrimSpace(text)
	head := text[:min(len(text), maxDateline)]
	for _, dash := range datelineDashes {
		before, _, found := strings.Cut(head, dash)
		if !found {
			continue
		}
		end := len(before) + len(dash)
		if dash[0] == ')' {
			before += ")"
		}
		if isDateline(before) {
			return before, strings.TrimSpace(text[end:])
		}
	}
	return "", text
}

// isDateline reports whether a text's first words are a dateline: a place,
// perhaps a day, and an agency in brackets; or a place in capitals.
func isDateline(head string) bool {
	open := strings.LastIndexByte(head, '(')
	bracketed := open >= 0 && strings.HasSuffix(head, ")")
	place := head
	if bracketed {
		place = head[:open]
	}
	if strings.ContainsAny(place, "\n\"“!?") {
		return false
	}
	for _, word := range strings.Fields(place) {
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(first) && utf8.RuneCountInString(word) > 3 {
			return false
		}
	}
	place, _, _ = strings.Cut(place, ",")
	return bracketed || utf8.RuneCountInString(place) > 1 && place == strings.ToUpper(place) && strings.ContainsFunc(place, unicode.IsLetter)
}
