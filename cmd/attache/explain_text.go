package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"attache/retrieval/when"
)

const (
	// longest is how much of one text is shown, longestWord how much of a
	// word in it, in characters.
	longest     = 160
	longestWord = 60
)

// renderExplanation writes an explanation for people, to stand above the
// answer.
func renderExplanation(w io.Writer, x explanation) error {
	var s sheet
	s.asked(x.Asked)
	s.found(x.Found)
	s.enough(x.Enough)
	s.heading("The answer")
	_, err := io.WriteString(w, s.b.String()+"\n")
	return err
}

// sheet is a text of lists under headings.
type sheet struct{ b strings.Builder }

func (s *sheet) heading(text string) {
	if s.b.Len() > 0 {
		s.b.WriteByte('\n')
	}
	s.b.WriteString(text + "\n")
}

// item writes a line of a list: a label, and what there is of it, if there
// is anything.
func (s *sheet) item(label string, values ...string) {
	values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	if len(values) > 0 {
		s.b.WriteString(wrap("- "+label+": "+strings.Join(values, ", "), "  ") + "\n")
	}
}

func (s *sheet) asked(a askedRow) {
	s.heading("How the question was understood")
	kind := a.Kind
	if len(a.Wants) > 0 {
		kind += "; an answer states: " + strings.Join(a.Wants, ", ")
	}
	if a.Negated {
		kind += "; it asks what is not so"
	}
	s.item("kind", kind)
	s.item("words, with what they tell", each(a.Terms, termText)...)
	if len(a.Terms) == 0 {
		s.item("words", "none")
	}
	for _, n := range a.Names {
		label := "name"
		if !n.Proper && n.Kind == "" && len(n.Others) > 0 {
			label = "word of a name"
		}
		s.item(label, nameText(n))
	}
	for _, t := range a.Times {
		s.item("time", timeText(t))
	}
	s.item("reports of", each(a.Outlets, shown)...)
	s.item("words of", each(a.Speakers, shown)...)
	s.item("quoted", each(a.Phrases, quotedText)...)
	for i, part := range a.Parts {
		s.item(fmt.Sprintf("question %d", i+1), shown(part))
	}
}

func (s *sheet) found(found []foundRow) {
	s.heading("What was found")
	if len(found) == 0 {
		s.b.WriteString("Nothing.\n")
	}
	for _, f := range found {
		title := f.Title
		if title == "" {
			title = f.URL
		}
		mark := fmt.Sprintf("%d. ", f.N)
		indent := strings.Repeat(" ", len(mark))
		s.b.WriteString(wrap(mark+shown(f.Outlet)+", "+f.Published.Day()+": "+shown(title), indent) + "\n")
		why := fmt.Sprintf("score %.2f, %.0f%% of the question", f.Score, 100*f.Share)
		if len(f.Words) > 0 {
			why += ": " + strings.Join(each(f.Words, shown), ", ")
		}
		if len(f.Signals) > 0 {
			why += "; signals: " + f.signals.String()
		}
		s.b.WriteString(indent + strings.TrimPrefix(wrap(mark+why, indent), mark) + "\n")
	}
}

func (s *sheet) enough(e enoughRow) {
	s.heading("Whether that is enough")
	verdict := "no"
	if e.Enough {
		verdict = "yes"
	}
	s.item(verdict, fmt.Sprintf("the chance that it answers is %.0f%%", 100*e.Chance))
	for _, reason := range e.Reasons {
		s.item("against it", shown(reason))
	}
}

func each[T any](values []T, text func(T) string) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = text(v)
	}
	return texts
}

func termText(t termRow) string {
	text := fmt.Sprintf("%s %.1f", shown(t.Word), t.Weight)
	if t.Frame {
		text += " (only asks)"
	}
	return text
}

// nameText is a name with what it is, and what it may be called too, in the
// words that the index has.
func nameText(n nameRow) string {
	text := shown(n.Text)
	if n.Kind != "" {
		text += " (" + n.Kind + ")"
	}
	if len(n.Others) > 0 {
		text += ", also " + strings.Join(each(n.Others, func(o otherRow) string {
			return fmt.Sprintf("%s %.2f", shown(o.Name), o.Weight)
		}), ", ")
	}
	return text
}

func timeText(t timeRow) string {
	is := t.Relation // "latest" has no days of its own
	switch {
	case t.From != "" && t.From == t.To:
		is += " " + t.From
	case t.From != "" && t.To != "":
		is += " " + t.From + " to " + t.To
	case t.From != "":
		is = "from " + t.From
	case t.To != "":
		is = "to " + t.To
	case t.Event != "" || !t.Now && t.Relation != string(when.Earliest):
		is = "at a time that is not known"
	}
	if t.Coarse {
		is += " (too long to prefer what was reported in it)"
	}
	return quotedText(t.Text) + ": " + is
}

func quotedText(text string) string { return "“" + shown(text) + "”" }

// shown is a foreign text for a line: plain, and of bounded length.
func shown(text string) string {
	words := strings.Fields(plain(cut(text, longest)))
	return strings.Join(each(words, func(w string) string { return cut(w, longestWord) }), " ")
}

// cut is a text of at most so many characters, the last one an ellipsis
// where some are left out.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
