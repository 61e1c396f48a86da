package asking

import "regexp"

var (
	// negation is how questions say that something is not so, refusing it
	// being one way.
	negation = regexp.MustCompile(`(?i)\b(?:not?|never|none|nobody|nothing|nowhere|without|neither|nor|cannot|ha[sd] yet to|have yet to` +
		`|lea(?:ve|ves|ving|ft) out|omit\w*|exclud\w*|(?:fail|refus|declin)\w* to)\b|n['’]t\b`)
	// positive is what reads like it, and says that something is so.
	positive = regexp.MustCompile(`(?i)\bno\.? \d+|\bno[- ](?:one|fly|man|confidence)\b|\bnot (?:only|just|least)\b|\bor not\b|\bno (?:more|less|fewer|later) than\b`)
)

// isNegated reports whether a question asks what is not so.
func isNegated(question string) bool {
	return negation.MatchString(positive.ReplaceAllString(question, " "))
}
