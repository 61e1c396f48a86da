package asking

import (
	"regexp"

	"attache/retrieval"
)

var (
	asksTimeline = regexp.MustCompile(`(?i)\b(?:timelines?|chronolog\w+|sequence of events|step by step|history of|course of events)\b` +
		`|\bhow (?:did|has|have) .{3,80}\b(?:develop|unfold|evolve|come about)(?:e?d)?\b`)
	asksComparison = regexp.MustCompile(`(?i)\b(?:compare[ds]?|comparison|versus|vs\.?|differ(?:s|ed|ence|ences|ent|ently)?|contrast)\b` +
		`|\b(?:more|less|fewer|(?:high|low|larg|bigg|small|long|short|old|new|strong|weak|great)er) .{0,60}\bthan (?:in|on|at|the|that|those|his|her|its|their|during|before)\b`)
	asksYesNo = regexp.MustCompile(`(?i)(?:^|[.!?:;]\s)\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must)(?:n['’]t)? `)
)

// kind tells what sort of question it is: the first that fits.
func kind(r *reading, wants retrieval.Wants) retrieval.Kind {
	switch {
	case asksTimeline.MatchString(r.text):
		return retrieval.KindTimeline
	case asksComparison.MatchString(r.text):
		return retrieval.KindComparison
	case r.asksForWords():
		return retrieval.KindWhoSaid
	case wants&retrieval.WantsNumber != 0:
		return retrieval.KindNumber
	case asksYesNo.MatchString(r.text):
		return retrieval.KindYesNo
	}
	return retrieval.KindFact
}
