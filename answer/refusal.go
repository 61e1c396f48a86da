package answer

import (
	"fmt"
	"strings"

	"attache/news"
	"attache/retrieval"
)

// namedOutlets is how many outlets a refusal names.
const namedOutlets = 4

// refusal is the one sentence given in place of an answer: what is held
// near the question, and that it does not say what was asked.
func refusal(question string, f retrieval.Findings) string {
	if len(f.Asked.Terms) == 0 {
		return "I need a question in words to look for an answer."
	}
	c := f.Coverage
	if c.Articles == 0 {
		return "I hold no article that comes near this, so I cannot answer."
	}
	held := fmt.Sprintf("I hold %s near this from %s", counted(c.Articles, "article"), outlets(c.Outlets))
	if span := days(c.From, c.To); span != "" {
		held += ", " + span
	}
	missing := quoted(f.Missing)
	switch {
	case c.Articles == 1 && missing != "":
		return held + "; it does not mention " + missing + "."
	case c.Articles == 1:
		return held + "; it does not say what you ask."
	case missing != "":
		return held + "; none of them mentions " + missing + "."
	}
	return held + "; none of them says what you ask."
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// outlets names some outlets, and counts them when they are more.
func outlets(names []string) string {
	if len(names) > namedOutlets {
		return fmt.Sprintf("%d outlets", len(names))
	}
	return listed(names, "and")
}

// listed is "a", "a and b" or "a, b and c".
func listed(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// missingWords is how many of the question's names a refusal repeats.
const missingWords = 3

// quoted lists the question's names that nothing near it holds.
func quoted(words []string) string {
	var marked []string
	for _, word := range words[:min(len(words), missingWords)] {
		marked = append(marked, "“"+word+"”")
	}
	return listed(marked, "or")
}

// days is a range of days as people write it, without repeating a month or
// year: "2 to 19 November 2026".
func days(from, to news.Moment) string {
	if from.IsZero() || to.IsZero() {
		return ""
	}
	a, b := from.Time.UTC(), to.Time.UTC()
	switch {
	case a.Equal(b):
		return a.Format("2 January 2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2") + " to " + b.Format("2 January 2006")
	case a.Year() == b.Year():
		return a.Format("2 January") + " to " + b.Format("2 January 2006")
	}
	return a.Format("2 January 2006") + " to " + b.Format("2 January 2006")
}
