package story

import (
	"slices"
	"strings"
)

const (
	// openingBytes and closingBytes are how much of a text's two ends is
	// searched for credits, creditBytes how long a line of credits may be.
	openingBytes = 400
	closingBytes = 600
	creditBytes  = 120
)

// label is the agency in brackets in a dateline: "MPA" of "ANKARA, Jan 22
// (MPA) -".
func (m Member) label() string {
	dateline, _ := cutDateline(m.Text)
	open := strings.LastIndexByte(dateline, '(')
	if open < 0 || !strings.HasSuffix(dateline, ")") {
		return ""
	}
	return strings.TrimSpace(dateline[open+1 : len(dateline)-1])
}

// credits reports whether the article credits an agency or outlet of which
// the forms are given, anywhere but in a dateline's brackets.
func (m Member) credits(forms []string) bool {
	for _, place := range m.creditPlaces() {
		if slices.ContainsFunc(forms, func(form string) bool { return mentions(place, form) }) {
			return true
		}
	}
	return slices.ContainsFunc(forms, func(form string) bool { return reports(m.opening(), form) })
}

// creditPlaces are the pieces of an article that name nothing but who wrote
// it: the authors, the dateline, a byline in the text and credit lines.
func (m Member) creditPlaces() []string {
	dateline, rest := cutDateline(m.opening())
	places := append(slices.Clone(m.Authors), dateline)
	if first, _, _ := strings.Cut(rest, "\n"); isByline(first) {
		places = append(places, first)
	}
	text := strings.TrimSpace(m.Text)
	closing := text[max(0, len(text)-closingBytes):]
	for line := range strings.Lines(closing) {
		if credit := creditIn(strings.TrimSpace(line)); credit != "" {
			places = append(places, credit)
		}
	}
	return places
}

// opening is the first part of the text.
func (m Member) opening() string {
	return m.Text[:min(len(m.Text), openingBytes)]
}

func isByline(line string) bool {
	return len(line) <= creditBytes && (strings.HasPrefix(line, "By ") || strings.HasPrefix(line, "BY "))
}

// creditCues begin a line that says where a report comes from.
var creditCues = []string{"source:", "sources:", "credit:", "credits:", "with ", "agency:", "agencies:", "via ", "from ",
	"©", "(c)", "copyright", "first published", "originally published", "this article", "this story", "this report",
	"reporting by", "additional reporting", "by "}

// creditIn is the part of a line that credits somebody, or nothing: a short
// line that begins like one, a label behind the last sentence, or a line of
// one label.
func creditIn(line string) string {
	lower := strings.ToLower(strings.TrimLeft(line, "([*_— –-"))
	if len(line) <= creditBytes && slices.ContainsFunc(creditCues, func(cue string) bool { return strings.HasPrefix(lower, cue) }) {
		return line
	}
	if len(line) <= 30 && len(strings.Fields(line)) <= 4 {
		return line
	}
	tail := line[max(0, len(line)-40):]
	at := strings.LastIndexAny(tail, ".!?\"”")
	if at < 0 {
		return ""
	}
	label := strings.TrimSpace(strings.TrimLeft(tail[at:], ".!?\"”"))
	for _, mark := range []string{"(", "—", "–", "-", "/"} {
		if strings.HasPrefix(label, mark) {
			return label
		}
	}
	return ""
}

// reports reports whether an article's opening says that it is by somebody
// else's account: "..., the Corvane agency reports."
func reports(opening, form string) bool {
	for _, phrase := range []string{" reports", " reported", " agency reports", " agency reported", " news agency reports",
		" news agency reported", " agency said", " news agency said"} {
		if mentions(opening, form+phrase) {
			return true
		}
	}
	for _, phrase := range []string{"according to ", "According to ", "according to the ", "reported by ", "reported by the "} {
		if mentions(opening, phrase+form) {
			return true
		}
	}
	return false
}
