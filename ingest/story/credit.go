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

// credits are the places in an article where it may say whose it is.
type credits struct {
	// lines name nothing but who wrote it: the authors, the dateline, a
	// byline in the text, credit lines.
	lines []string
	// opening is the first part of the text.
	opening string
}

// to reports whether an agency or outlet is credited, of which the forms of
// its name are given.
func (c credits) to(forms []string) bool {
	return slices.ContainsFunc(forms, func(form string) bool {
		return slices.ContainsFunc(c.lines, func(line string) bool { return mentions(line, form) }) ||
			mentions(c.opening, form) && attributed(c.opening, form)
	})
}

// credits finds where the article may say whose it is, but for the brackets
// in its dateline.
func (m Member) credits() credits {
	c := credits{opening: m.Text[:min(len(m.Text), openingBytes)]}
	dateline, rest := cutDateline(c.opening)
	c.lines = append(slices.Clone(m.Authors), dateline)
	if first, _, _ := strings.Cut(rest, "\n"); isByline(first) {
		c.lines = append(c.lines, first)
	}
	for line := range strings.Lines(closing(strings.TrimSpace(m.Text))) {
		if credit := creditIn(strings.TrimSpace(line)); credit != "" {
			c.lines = append(c.lines, credit)
		}
	}
	return c
}

// closing is the last part of a text, from the start of a line where one
// starts in it.
func closing(text string) string {
	if len(text) <= closingBytes {
		return text
	}
	text = text[len(text)-closingBytes:]
	if _, lines, ok := strings.Cut(text, "\n"); ok {
		return lines
	}
	return text
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

// attributions are the words around the name of an agency in a report that
// goes back to it: "..., the Corvane agency reports."
var (
	afterAgency = []string{" reports", " reported", " agency reports", " agency reported", " news agency reports",
		" news agency reported", " agency said", " news agency said"}
	beforeAgency = []string{"according to ", "According to ", "according to the ", "reported by ", "reported by the "}
)

// attributed reports whether an article's opening says that its news is
// somebody's.
func attributed(opening, form string) bool {
	return slices.ContainsFunc(afterAgency, func(phrase string) bool { return mentions(opening, form+phrase) }) ||
		slices.ContainsFunc(beforeAgency, func(phrase string) bool { return mentions(opening, phrase+form) })
}
