package retrieval

import (
	"fmt"
	"strings"
)

// Signal is one thing by which a passage is ranked.
type Signal int

// The signals. All lie within 0 and 1. A share is a part of the summed
// weights of the question's terms.
const (
	SignalScore    Signal = iota // BM25F beside the most that the question's words could give
	SignalFresh                  // 1 at the time of asking, falling to 1/e in two weeks
	SignalToday                  // the same in four days; serves only to judge
	SignalTitle                  // the share that the headline holds; serves only to judge
	SignalShare                  // the share that the passage and its headline hold; serves only to judge
	SignalSentence               // the share that the best sentence holds
	SignalWhole                  // BM25 over the article's found passages as one text
	SignalNames                  // the share of the names that the article's found passages hold
	SignalLead                   // that the passage opens its article
	SignalWanted                 // that a sentence which matches states the kind of thing asked for
	SignalWindow                 // that it was published in the time asked for, or soon after
	SignalNewest                 // where the newest is asked for: how new beside the others found
	SignalOutlet                 // that the outlet asked for published it
	SignalSpeaker                // that it quotes the speaker asked for
	SignalPhrase                 // that it holds what the question quotes
	SignalMeaning                // how near it is in meaning, by vectors
	SignalCount                  // how many there are
)

var signalNames = [SignalCount]string{
	"score", "fresh", "today", "title", "share", "sentence",
	"whole", "names", "lead", "wanted", "window", "newest", "outlet", "speaker", "phrase", "meaning",
}

// String is the signal's name in small letters.
func (s Signal) String() string {
	if s < 0 || s >= SignalCount {
		return fmt.Sprintf("signal %d", int(s))
	}
	return signalNames[s]
}

// Signals are the signals of one passage, or what each of them counts.
type Signals [SignalCount]float64

// Times is the sum of the signals, each multiplied by what it counts.
func (s Signals) Times(weights Signals) (sum float64) {
	for i, v := range s {
		sum += v * weights[i]
	}
	return sum
}

// String lists those that are not 0: "score 0.41, title 0.20".
func (s Signals) String() string {
	var parts []string
	for i, v := range s {
		if v != 0 {
			parts = append(parts, fmt.Sprintf("%s %.2f", Signal(i), v))
		}
	}
	return strings.Join(parts, ", ")
}
