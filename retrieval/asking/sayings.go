package asking

import (
	"strings"
	"sync"
)

// maxSubject is how many words may stand between "did" and "say".
const maxSubject = 14

// The words by which questions ask for what somebody said or reported.
var (
	auxiliaries = foldsOf(`did does do has have had didnt doesnt dont hasnt havent hadnt will would`)
	// saids follow the speaker: "what Lammy said".
	saids = foldsOf(`said says told tells announced announces warned warns claimed claims argued argues insisted insists
		declared declares confirmed confirms denied denies promised promises pledged pledges vowed replied stated demanded`)
	// whoSaids follow "who".
	whoSaids = foldsOf(`said says told called described announced warned promised claimed`)
	// reporteds follow the outlet: "what Reuters reported".
	reporteds = foldsOf(`reported wrote writes published`)
)

// The same as terms: of any form.
var (
	sayingTerms = sync.OnceValue(func() map[string]bool {
		return termsOf(`say tell call describe announce promise warn claim think demand argue reply confirm deny insist
			suggest declare explain mention propose pledge vow comment respond`)
	})
	speechTerms = sync.OnceValue(func() map[string]bool {
		return termsOf(`words promise reply answer statement claim warning remark comment speech pledge`)
	})
	reportingTerms = sync.OnceValue(func() map[string]bool { return termsOf(`report write publish print carry count`) })
	reportTerms    = sync.OnceValue(func() map[string]bool { return termsOf(`report coverage story account article`) })
)

// asked finds the verb of "did Lammy say", from the auxiliary on; none where
// there is none.
func (r *reading) asked(auxiliary int, verbs map[string]bool) (verb int) {
	if !auxiliaries[r.words[auxiliary].fold] {
		return none
	}
	for i := auxiliary + 1; i < len(r.words) && i <= auxiliary+maxSubject && !r.opens(i); i++ {
		if w := r.words[i]; auxiliaries[w.fold] {
			break
		} else if verbs[w.term] && !w.named {
			return i
		}
	}
	return none
}

// asksForWords reports whether a question asks what somebody said, or who
// said something.
func (r *reading) asksForWords() bool {
	what := false // the sentence has said "what"
	for i, w := range r.words {
		if r.opens(i) {
			what = false
		}
		switch {
		case w.fold == "what":
			what = true
		case w.fold == "who" && (whoSaids[r.fold(i+1)] || whoSaids[r.fold(i+2)]),
			w.fold == "words" && (r.isOwned(i) || r.fold(i+1) == "of"),
			what && r.asked(i, sayingTerms()) != none:
			return true
		}
	}
	return false
}

// isOwned reports whether a word follows an owner: "Lammy's words", "his
// own words".
func (r *reading) isOwned(i int) bool {
	i = r.owner(i)
	return i != none && (isPossessive(r.written(i)) || strings.HasPrefix(r.gap(i+1), "'") || strings.HasPrefix(r.gap(i+1), "’"))
}

// owner is the word before another, without a small one between them.
func (r *reading) owner(i int) int {
	if before := r.fold(i - 1); before == "own" || before == "exact" || before == "latest" {
		i--
	}
	return i - 1
}

func isPossessive(word string) bool {
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")
}
