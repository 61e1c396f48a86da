package asking

import (
	"regexp"
	"strings"

	"attache/retrieval"
)

// wanted are the ways in which questions say what kind of thing they ask for.
var wanted = []struct {
	wants retrieval.Wants
	asks  *regexp.Regexp
}{
	{retrieval.WantsNumber, regexp.MustCompile(`(?i)\bhow (?:many|much|large|big|long|old|far|high)\b|\b(?:what|which) (?:percentage|percent|share|number|amount|sum|result|price|cost)\b|\bavg\b|\baverage\b`)},
	{retrieval.WantsDate, regexp.MustCompile(`(?i)\bwhen (?:did|do|does|will|is|are|was|were|has|have|had|can|could|would|should|must)\b|\b(?:what|which) (?:day|date|month|year)\b`)},
	{retrieval.WantsPerson, regexp.MustCompile(`(?i)\bwho(?:se|m)?\b|\bwhich (?:minister|president|leader|diplomat|official|person|politician|ambassador|envoy)\b`)},
	{retrieval.WantsPlace, regexp.MustCompile(`(?i)\bwhere\b|\b(?:what|which) (?:country|countries|city|cities|state|states|place|capital|town|region)\b`)},
	{retrieval.WantsWords, regexp.MustCompile(`(?i)\b(?:say|said|says|tell|told|quote|words|call|called|describe|described)\b`)},
	{retrieval.WantsName, regexp.MustCompile(`(?i)\b(?:which|what) \p{L}+`)},
}

func wants(question string) (w retrieval.Wants) {
	for _, one := range wanted {
		if one.asks.MatchString(question) {
			w |= one.wants
		}
	}
	return w
}

// negation is how questions say that something is not so.
var negation = regexp.MustCompile(`(?i)\b(?:no|not|never|none|nobody|nothing|without|neither|nor|cannot|leave out|leaves out|left out|omit\w*|exclud\w*|reject\w*|refus\w*|declin\w*|fail\w*|lack\w*|against)\b|n['’]t\b`)

var (
	asksTimeline   = regexp.MustCompile(`(?i)\b(?:timeline|chronolog\w+|sequence of events|step by step|history of|course of events)\b|\bhow (?:did|has|have) .{3,80}\b(?:develop|unfold|evolve|come about)(?:ed)?\b`)
	asksComparison = regexp.MustCompile(`(?i)\b(?:compare[ds]?|comparison|versus|vs\.?|differ(?:s|ed|ence|ences|ent)?|contrast)\b`)
	asksSaying     = regexp.MustCompile(`(?i)\bwho (?:\w+ )?(?:said|told|called|described|announced|warned|promised|claimed)\b|\bwhat (?:exactly )?(?:did|does|do|has|have) .{2,80}?\b(?:say|said|tell|told|call|called|think|announce|promise|demand|claim|reply)\b|\b(?:in|what were) .{2,40}['’]s? (?:own )?words\b`)
	asksYesNo      = regexp.MustCompile(`(?i)^\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|may|might)\b`)
	asksCount      = regexp.MustCompile(`(?i)\bhow (?:many|much)\b`)
)

// kind tells what sort of question it is; the first that fits.
func kind(question string) retrieval.Kind {
	switch {
	case asksTimeline.MatchString(question):
		return retrieval.KindTimeline
	case asksComparison.MatchString(question):
		return retrieval.KindComparison
	case asksSaying.MatchString(question):
		return retrieval.KindWhoSaid
	case wants(question)&retrieval.WantsNumber != 0 || asksCount.MatchString(question):
		return retrieval.KindNumber
	case asksYesNo.MatchString(question):
		return retrieval.KindYesNo
	}
	return retrieval.KindFact
}

// maxParts bounds the questions that are read in one.
const maxParts = 4

var (
	sentences = regexp.MustCompile(`[^?]+\?`)
	joint     = regexp.MustCompile(`(?i)(?:,|;)?\s+and\s+((?:who|whom|whose|what|which|when|where|why|how)\b)`)
	asks      = regexp.MustCompile(`(?i)\b(?:who|whom|whose|what|which|when|where|why|how)\b`)
)

// parts parts several questions in one: by their question marks, and where
// "and" begins another. A statement before a question is part of it.
func parts(question string) []string {
	var all []string
	for _, s := range sentences.FindAllString(question, maxParts) {
		from := 0
		for _, cut := range joint.FindAllStringSubmatchIndex(s, -1) {
			if asks.MatchString(s[from:cut[0]]) {
				all = append(all, strings.TrimSpace(s[from:cut[0]]))
				from = cut[2]
			}
		}
		all = append(all, strings.TrimSpace(s[from:]))
	}
	if len(all) < 2 {
		return nil
	}
	return all[:min(len(all), maxParts)]
}

// quoted are words between quotation marks.
var quoted = regexp.MustCompile(`["“„«]\s*([^"“”„«»]{3,200}?)\s*["”“»]`)

// phrases are what the question quotes, of two words or more.
func phrases(question string) []string {
	var all []string
	for _, found := range quoted.FindAllStringSubmatch(question, 4) {
		if strings.ContainsAny(found[1], " -") {
			all = append(all, found[1])
		}
	}
	return all
}
