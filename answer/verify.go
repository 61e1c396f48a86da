package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"attache/retrieval"
)

// verify checks a claim against the passages it cites and returns the
// reasons to drop it; none means that a reader may see it. It lets through
// only a claim that
//
//   - cites at least one passage, and none that was not retrieved;
//   - has in quotation marks nothing but words that stand in a cited
//     passage, typography and white space folded;
//   - states no number that does not stand in a cited passage, its headline
//     or its date.
func verify(c claim, evidence []retrieval.Found) []string {
	if strings.TrimSpace(c.text) == "" {
		return []string{"it is empty"}
	}
	if len(c.evidence) == 0 {
		return []string{"it cites nothing"}
	}
	var quotable, stated []string
	for _, place := range c.evidence {
		if place < 0 || place >= len(evidence) {
			return []string{fmt.Sprintf("[%d] was not retrieved", place+1)}
		}
		e := evidence[place]
		quotable = append(quotable, fold(e.Passage.Text))
		stated = append(stated, e.Passage.Text, e.Article.Title, e.Article.Published.Day())
	}
	var reasons []string
	quotes, closed := quotations(c.text)
	if !closed {
		// A sentence taken as it stands may open a quotation that goes on in
		// the next one; anything else may not.
		if !stands(fold(c.text), quotable) {
			reasons = append(reasons, "a quotation mark is left open")
		}
		quotes = nil
	}
	for _, quote := range quotes {
		if !stands(trimQuote(fold(quote)), quotable) {
			reasons = append(reasons, fmt.Sprintf("%q is not in a cited passage", quote))
		}
	}
	held := make(map[string]bool)
	for _, text := range stated {
		for _, n := range numbers(text) {
			held[n] = true
		}
	}
	for _, n := range numbers(c.text) {
		if !held[n] {
			reasons = append(reasons, n+" is not in a cited passage")
		}
	}
	return reasons
}

func stands(words string, texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, words) })
}

// trimQuote drops the punctuation that a writer may put inside the marks.
func trimQuote(quote string) string { return strings.Trim(quote, " .,;:!?") }

// openers maps what opens a quotation to what may close it.
var openers = map[rune]string{'“': "”\"", '„': "“”\"", '«': "»", '"': "\"”"}

// quotations are the spans of a text in double quotation marks; closed is
// false when one is left open or a closing mark stands alone.
func quotations(text string) (spans []string, closed bool) {
	opened, closers := -1, ""
	for i, r := range text {
		switch {
		case opened >= 0 && strings.ContainsRune(closers, r):
			spans = append(spans, text[opened:i])
			opened = -1
		case opened < 0 && openers[r] != "":
			opened, closers = i+len(string(r)), openers[r]
		case opened < 0 && (r == '”' || r == '»'):
			return spans, false
		}
	}
	return spans, opened < 0
}

// number is a figure with its decimals and thousands: "1,000", "2.1", "26".
var number = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// numbers are the figures of a text without thousands separators, and the
// small numbers written as words as figures.
func numbers(text string) []string {
	var found []string
	for _, n := range number.FindAllString(text, -1) {
		found = append(found, strings.ReplaceAll(n, ",", ""))
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if figure, ok := smallNumbers[word]; ok {
			found = append(found, figure)
		}
	}
	return found
}

// smallNumbers leaves out "one", which is rarely a number.
var smallNumbers = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}

// typography maps what outlets print differently to one form.
var typography = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"‘", "'", "’", "'", "‚", "'", "‛", "'",
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "…", "...",
	"\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "",
)

// fold makes texts comparable that differ only in typography, accents'
// encoding, case and white space.
func fold(text string) string {
	text = norm.NFKC.String(typography.Replace(text))
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}
