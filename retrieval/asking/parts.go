package asking

import (
	"regexp"
	"strings"

	"attache/index"
)

// maxParts bounds the questions that are read in one; the last takes what is
// left.
const maxParts = 4

var (
	// marked is a question with its mark, and a statement before it.
	marked = regexp.MustCompile(`[^?？؟]+[?？؟]+`)
	// joint is where another question may begin in the same sentence.
	joint = regexp.MustCompile(`(?i)[,;]?\s+(?:and|but|or)\s+((?:who|whom|whose|what|which|when|where|why|how|did|does|do)\b)` +
		`|[,;]\s*((?:who|whom|whose|what|when|where|why|how)\s+(?:many|much|long|did|does|do|is|are|was|were|will|has|have)\b)`)
	// asks is what tells a question from a statement.
	asks = regexp.MustCompile(`(?i)\b(?:who|whom|whose|what|which|when|where|why|how)\b|^\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must)\b` +
		`|^\W*(?:tell|explain|list|name|give|show|compare|describe|summari[sz]e)\b`)
)

// parts parts several questions in one; nil where there is only one. A
// statement is part of the question after it, and what has no word of its
// own to look for ("and when?") of the one before it.
func parts(question string) []string {
	var all []string
	rest := 0
	for _, found := range marked.FindAllStringIndex(question, -1) {
		all = append(all, sentenceParts(question[found[0]:found[1]])...)
		rest = found[1]
	}
	// What follows the last mark may ask without one.
	if tail := strings.TrimSpace(question[rest:]); asks.MatchString(tail) {
		all = append(all, sentenceParts(tail)...)
	}
	all = merged(all)
	if len(all) < 2 {
		return nil
	}
	return all
}

// maxJoints bounds the places where a sentence may be parted.
const maxJoints = 64

// sentenceParts parts the questions of one sentence.
func sentenceParts(sentence string) (all []string) {
	from := 0
	for _, cut := range joint.FindAllStringSubmatchIndex(sentence, maxJoints) {
		next := max(cut[2], cut[4])
		if asks.MatchString(sentence[from:cut[0]]) && says(sentence[next:]) {
			all = append(all, strings.TrimSpace(sentence[from:cut[0]]))
			from = next
		}
	}
	return append(all, strings.TrimSpace(sentence[from:]))
}

// merged are the parts, at most 4, each with something to look for.
func merged(parts []string) (all []string) {
	for _, part := range parts {
		if len(all) > 0 && (len(all) == maxParts || !says(part)) {
			all[len(all)-1] += " " + part
			continue
		}
		all = append(all, part)
	}
	return all
}

// says reports whether a text has a word that is no stop word.
func says(text string) (found bool) {
	index.Words(text, func(start, end int) bool {
		found = !stopwords()[index.Fold(text[start:end])]
		return !found
	})
	return found
}
