package answer

import (
	"math"
	"math/bits"
	"regexp"
	"strings"
	"unicode"

	"attache/retrieval"
)

// expectation is what a sentence that answers must be like, read from the
// question's words by rule.
type expectation struct {
	wants              retrieval.Wants
	negative, omission bool
	sort               string          // the term of X in "which X"
	asked              map[string]bool // the question's words, lower case
}

var (
	// negation is how sentences say that something is not so.
	negation = regexp.MustCompile(`(?i)\b(?:no|not|never|none|nobody|nothing|without|neither|nor|cannot|leave out|leaves out|left out|omit\w*|exclud\w*|reject\w*|refus\w*|declin\w*|fail\w*|lack\w*|against)\b|n['’]t\b`)
	// leftOut is how questions and sentences say that something is not part of a whole.
	leftOut = regexp.MustCompile(`(?i)\b(?:leave|leaves|leaving|left) out\b|\b(?:omit|exclud|drop)\w*|(?:\bnot|n['’]t) (?:be )?(?:includ|contain|cover|mention)\w*|\bwithout\b`)
	// asksSort is a question for something of a named sort.
	asksSort = regexp.MustCompile(`(?i)\b(?:which|what) (\p{L}{3,})\b`)

	saysNumber = regexp.MustCompile(`(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter)s?\b`)
	saysDate   = regexp.MustCompile(`(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow)\b|\b(?:19|20)\d\d\b`)
	saysPlace  = regexp.MustCompile(`\b(?:in|at|from|to|near|of) (?:the )?\p{Lu}`)
	// speech is how reports introduce what somebody said.
	speech = regexp.MustCompile(`(?i)\b(?:said|says|told|added|announced|called|described|argued|warned|insisted|stressed|urged|declared|denied|confirmed|according to)\b`)
)

func wanted(asked retrieval.Asked) expectation {
	q := asked.Text
	e := expectation{
		wants: asked.Wants, negative: asked.Negated, omission: leftOut.MatchString(q), asked: make(map[string]bool),
	}
	if found := asksSort.FindStringSubmatch(q); found != nil {
		for _, term := range asked.Terms {
			if strings.EqualFold(term.Word, found[1]) {
				e.sort = term.Term
			}
		}
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(q), isBreak) {
		e.asked[word] = true
	}
	return e
}

func isBreak(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

const (
	// shortest is how many words a sentence needs to say something.
	shortest = 4
	// longest is from where on a sentence is held to ramble.
	longest = 45
)

// What a sentence's parts count, beside a full match of the question's
// words, which counts 1; chosen on development questions.
const (
	rankWeight     = 0.5  // that its passage ranks high
	nearWeight     = 0.6  // question words in the heading above or the sentence before
	contextWeight  = 0.3  // question words elsewhere in the passage or in the headline
	kindWeight     = 0.2  // that it has the kind of thing that is asked for
	sortWeight     = 0.1  // that it names the sort of thing that is asked for
	polarityWeight = 0.3  // that it is negative where the question is
	leadWeight     = 0.1  // that it opens its article
	cutPenalty     = 0.25 // that it holds half of a quotation
	rambleWeight   = 0.15 // that it rambles
)

// softened is by how much a passage's score must lie behind the first for its
// rank to count 1/e: scores are logarithms of how likely a passage is.
const softened = 3

// score weighs one sentence against the question.
func (e expectation) score(o *option, f retrieval.Findings) float64 {
	found := f.Found[o.place]
	score := weightOf(o.matched, f.Weights)
	score += nearWeight * weightOf(o.near&^o.matched, f.Weights)
	score += contextWeight * weightOf(found.Matched&^o.near&^o.matched, f.Weights)
	score += rankWeight * math.Exp((found.Score-f.Found[0].Score)/softened)
	score += kindWeight * e.kind(o.text)
	if e.omission && leftOut.MatchString(o.text) || !e.omission && e.negative && negation.MatchString(o.text) {
		score += polarityWeight
	}
	if o.terms[e.sort] {
		score += sortWeight
	}
	if found.Passage.Ordinal == 0 && o.sentence == 0 {
		score += leadWeight
	}
	if _, closed := quotations(o.text); !closed {
		score -= cutPenalty
	}
	if o.words > longest || strings.HasSuffix(o.text, "?") {
		score -= rambleWeight
	}
	return score
}

// weightOf is the part of the question's weight that the matched terms hold.
func weightOf(matched uint64, weights []float64) float64 {
	var have, all float64
	for _, w := range weights {
		all += w
	}
	for ; matched != 0; matched &= matched - 1 {
		have += weights[bits.TrailingZeros64(matched)]
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// kind is 1 when the sentence has all that the question asks for, 0 when it
// has none of it or the question asks for nothing in particular.
func (e expectation) kind(sentence string) float64 {
	asked, met := 0.0, 0.0
	check := func(kind retrieval.Wants, has func(string) bool) {
		if e.wants&kind != 0 {
			asked++
			if has(sentence) {
				met++
			}
		}
	}
	check(retrieval.WantsNumber, hasNumber)
	check(retrieval.WantsDate, saysDate.MatchString)
	check(retrieval.WantsPerson, e.newName)
	check(retrieval.WantsPlace, saysPlace.MatchString)
	check(retrieval.WantsWords, reportsSpeech)
	if asked == 0 {
		return 0
	}
	return met / asked
}

func hasNumber(sentence string) bool {
	return strings.ContainsAny(sentence, "0123456789") || saysNumber.MatchString(sentence)
}

func reportsSpeech(sentence string) bool {
	return strings.ContainsAny(sentence, `"“”`) || speech.MatchString(sentence)
}

// statedIn reports whether a sentence has a number where one is asked for,
// and a date where one is.
func (e expectation) statedIn(sentence string) bool {
	return (e.wants&retrieval.WantsNumber == 0 || hasNumber(sentence)) && (e.wants&retrieval.WantsDate == 0 || saysDate.MatchString(sentence))
}

// newName reports whether a sentence holds a name that the question lacks.
func (e expectation) newName(sentence string) bool {
	for i, word := range strings.FieldsFunc(sentence, isBreak) {
		first := []rune(word)[0]
		if i > 0 && unicode.IsUpper(first) && !e.asked[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

// announcement is a sentence that only says what the text is about to tell.
var announcement = regexp.MustCompile(`(?i)^(?:here (?:is|are)|here['’]s|this is (?:what|how|why)|read more|what to know)\b`)

// dateline is how agencies open a report: "GENEVA (Reuters) - ",
// "ANKARA, March 31 (MPA) - ", "CNN — ".
var dateline = regexp.MustCompile(`^(?:\p{Lu}[\p{Lu}.'’/ -]{2,40}(?:, [\p{L}\d. ]{2,20})?,? ?\([^)]{2,30}\) ?[-–—]+|\(?\p{Lu}{2,12}\)? ?[–—]+) `)

// trim cuts a dateline off a sentence; what is left stands in the passage
// word for word. After a dateline a sentence begins, with a capital:
// "NATO — which met today — agreed" has none.
func trim(sentence string) string {
	cut := dateline.FindStringIndex(sentence)
	if cut == nil {
		return sentence
	}
	rest := sentence[cut[1]:]
	if strings.IndexFunc(strings.TrimLeft(rest, `"“‘'`), unicode.IsUpper) != 0 {
		return sentence
	}
	return rest
}
