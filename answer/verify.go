package answer

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"attache/retrieval"
)

// verify checks a claim against the passages it cites and returns the
// reasons to drop it; none means that a reader may see it. It lets through
// only a claim that
//
//   - cites at least one passage, and none that was not retrieved, and has
//     nothing in its words that looks like a citation;
//   - has in quotation marks nothing but words that stand in a cited
//     passage, typography and white space folded;
//   - states no number that does not stand in a cited passage, its
//     headline, its outlet's name or its date.
func verify(c claim, evidence []retrieval.Found) []string {
	if strings.TrimSpace(c.text) == "" {
		return []string{"it is empty"}
	}
	if len(c.evidence) == 0 {
		return []string{"it cites nothing"}
	}
	if mark.MatchString(c.text) {
		return []string{"it holds what a reader would take for a citation"}
	}
	var quotable, stated []string
	for _, place := range c.evidence {
		if place < 0 || place >= len(evidence) {
			return []string{fmt.Sprintf("[%d] was not retrieved", place+1)}
		}
		e := evidence[place]
		quotable = append(quotable, fold(e.Passage.Text))
		stated = append(stated, e.Passage.Text, e.Article.Title, e.Article.Outlet, e.Article.Published.Day())
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
