package asking

import (
	"regexp"

	"attache/retrieval"
)

// wanted are the ways in which questions say what kind of thing they ask for.
var wanted = []struct {
	wants retrieval.Wants
	asks  *regexp.Regexp
}{
	{retrieval.WantsNumber, regexp.MustCompile(`(?i)\bhow (?:many|much|large|big|long|old|far|high)\b|\b(?:what|which) (?:percentage|percent|share|number|amount|sum|result|price|cost)\b|\baverage\b`)},
	{retrieval.WantsDate, regexp.MustCompile(`(?i)\bwhen (?:did|do|does|will|is|are|was|were|has|have|had|can|could|would|should|must)\b|\b(?:what|which) (?:day|date|month|year)\b`)},
	{retrieval.WantsPerson, regexp.MustCompile(`(?i)\bwho(?:se|m)?\b|\b(?:what|which) (?:minister|president|leader|diplomat|official|person|politician|ambassador|envoy)\b`)},
	{retrieval.WantsPlace, regexp.MustCompile(`(?i)\bwhere\b|\b(?:what|which) (?:country|countries|city|cities|state|states|place|capital|town|region)\b`)},
	{retrieval.WantsWords, regexp.MustCompile(`(?i)\b(?:say|said|says|tell|told|quote|words|call|called|describe|described)\b`)},
}

// wants are the kinds of things that a question asks for.
func wants(r *reading) (w retrieval.Wants) {
	for _, one := range wanted {
		if one.asks.MatchString(r.text) {
			w |= one.wants
		}
	}
	for i := range r.words {
		if fold := r.fold(i); (fold == "which" || fold == "what") && r.isNoun(i+1) {
			w |= retrieval.WantsName
		}
	}
	return w
}

// isNoun reports whether a word after "which" says of what kind a name is
// asked for: "which treaty", but not "which did" or "what happened".
func (r *reading) isNoun(i int) bool {
	return i < len(r.words) && r.isClose(i) && !stopwords()[r.words[i].fold] && !framewords()[r.words[i].term]
}
