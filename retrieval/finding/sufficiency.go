package finding

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"attache/retrieval"
)

// Sign is one thing by which it is judged whether what was found answers.
type Sign int

// The signs. All lie within 0 and 1. "Best" is the greatest among the first
// ten passages, "first" that of the first.
const (
	SignAlways       Sign = iota // 1
	SignBestShare                // the share of the telling words that one passage holds
	SignBestSentence             // the share of the question that one sentence holds
	SignFullSentence             // the fourth power of that: how near a sentence comes to holding all
	SignFirstShare               // the share that the first passage holds
	SignFirstScore               // its score by words
	SignBestTitle                // the share that one headline holds
	SignBestWanted               // what one sentence holds that states the kind of thing asked for
	SignMissing                  // what the most telling word that the best passage lacks weighs
	SignNowhere                  // what the most telling word that none of the ten holds weighs
	SignNumbers                  // the share of the numbers in the question that neither the first nor the best passage holds
	SignPhrase                   // that the question quotes what no passage holds
	SignNamesNowhere             // the share of the names that none of the ten holds
	SignGap                      // how far the first score is above the mean of ten
	SignFreshAsked               // how fresh the first is, where the question speaks of what is new
	SignStaleAsked               // that the question speaks of what is new and the first is not
	SignOutside                  // that the first lies outside of the time asked for
	SignCount
)

var signNames = [SignCount]string{
	"always", "best share", "best sentence", "full sentence", "first share", "first score", "best title",
	"best wanted", "missing", "nowhere", "numbers", "phrase", "names nowhere", "gap",
	"fresh asked", "stale asked", "outside",
}

// Against reports whether a sign speaks against an answer; the others speak
// for one. What it counts is never of the other kind: a passage that holds
// more of a question must not count less for it.
func (s Sign) Against() bool {
	switch s {
	case SignMissing, SignNowhere, SignNumbers, SignPhrase, SignNamesNowhere, SignStaleAsked, SignOutside:
		return true
	}
	return false
}

// String is the sign's name in small letters.
func (s Sign) String() string {
	if s < 0 || s >= SignCount {
		return fmt.Sprintf("sign %d", int(s))
	}
	return signNames[s]
}

// Signs are the signs of one question, or what each of them counts.
type Signs [SignCount]float64

// Times is the sum of the signs, each multiplied by what it counts.
func (s Signs) Times(weights Signs) (sum float64) {
	for i, v := range s {
		sum += v * weights[i]
	}
	return sum
}

// allOfIt is the share of a question from which on a passage is taken to hold
// all of it.
const allOfIt = 0.95

// Whole reports whether one passage holds all of the question: that answers,
// however many others hold it too.
func (s Signs) Whole() bool { return s[SignBestShare] >= allOfIt }

// judged is how many of the best passages are looked at.
const judged = 10

// SignsOf reads the signs of a question from what was found, best first.
func SignsOf(f retrieval.Findings) (s Signs) {
	s[SignAlways] = 1
	if len(f.Found) == 0 {
		return s
	}
	found := f.Found[:min(judged, len(f.Found))]
	best, held := found[0], uint64(0)
	mean := 0.0
	for _, x := range found {
		held |= x.Matched
		if x.Share > best.Share {
			best = x
		}
		mean += x.Signals[retrieval.SignalScore] / judged // where fewer were found, the others hold nothing
		if x.Article.Title == "" {
			// Its best sentence stands in for the headline that it lacks.
			x.Signals[retrieval.SignalTitle] = x.Signals[retrieval.SignalSentence]
		}
		for sign, signal := range bestOf {
			s[sign] = max(s[sign], x.Signals[signal])
		}
	}
	first := found[0]
	s[SignBestShare], s[SignFirstShare] = shareOf(best.Matched, telling(f.Asked), f.Weights), first.Share
	s[SignFirstScore] = first.Signals[retrieval.SignalScore]
	s[SignFullSentence] = math.Pow(s[SignBestSentence], 4)
	s[SignGap] = s[SignFirstScore] - mean
	s.words(f, best.Matched, held)
	if numbers := numberTerms(f.Asked); numbers != 0 {
		s[SignNumbers] = 1 - shareOf(first.Matched|best.Matched, numbers, f.Weights)
	}
	if len(f.Asked.Phrases) > 0 && !slices.ContainsFunc(found, func(x retrieval.Found) bool { return x.Signals[retrieval.SignalPhrase] > 0 }) {
		s[SignPhrase] = 1
	}
	s.times(f.Asked, first.Signals, !f.Asked.AsOf.IsZero() && !first.Article.Published.IsZero())
	return s
}

// bestOf are the signs that are the greatest of a signal.
var bestOf = map[Sign]retrieval.Signal{
	SignBestSentence: retrieval.SignalSentence,
	SignBestTitle:    retrieval.SignalTitle,
	SignBestWanted:   retrieval.SignalWanted,
}

// words fills in which telling words stand nowhere.
func (s *Signs) words(f retrieval.Findings, best, held uint64) {
	framing := ^telling(f.Asked)
	s[SignMissing] = share(heaviest(f.Weights, best|framing), f.Weights)
	s[SignNowhere] = share(heaviest(f.Weights, held|framing), f.Weights)
	if names := properNames(f.Asked); names != 0 {
		s[SignNamesNowhere] = 1 - shareOf(held, names, f.Weights)
	}
}

// heaviest is the bit of the term that weighs most, of those that are not
// held; 0 where all are.
func heaviest(weights []float64, held uint64) (bit uint64) {
	most := 0.0
	for i, w := range weights {
		if held&(1<<i) == 0 && w > most {
			most, bit = w, 1<<i
		}
	}
	return bit
}

// telling are the terms that do not only ask.
func telling(asked retrieval.Asked) (terms uint64) {
	for i, t := range asked.Terms {
		if !t.Frame {
			terms |= 1 << i
		}
	}
	return terms
}

// properNames are the terms that are words of names.
func properNames(asked retrieval.Asked) (terms uint64) {
	for i, t := range asked.Terms {
		if t.Name {
			terms |= 1 << i
		}
	}
	return terms
}

// numberTerms are the terms with digits in them, but for years: reports of a
// year hardly ever name it.
func numberTerms(asked retrieval.Asked) (terms uint64) {
	for i, t := range asked.Terms {
		isYear := len(t.Term) == 4 && (strings.HasPrefix(t.Term, "19") || strings.HasPrefix(t.Term, "20"))
		if strings.ContainsAny(t.Term, "0123456789") && !isYear {
			terms |= 1 << i
		}
	}
	return terms
}

// unknownAge stands for the freshness of what has no date.
const unknownAge = 0.5

// times fills in how the first passage lies to the time asked for.
func (s *Signs) times(asked retrieval.Asked, first retrieval.Signals, dated bool) {
	if !dated {
		// Nothing is known of its age, which speaks neither for it nor against.
		first[retrieval.SignalToday], first[retrieval.SignalFresh] = unknownAge, unknownAge
	}
	if asked.OfNow() {
		s[SignFreshAsked] = first[retrieval.SignalToday]
		s[SignStaleAsked] = 1 - first[retrieval.SignalFresh]
	}
	if _, asks := windowOf(asked); asks {
		s[SignOutside] = 1 - first[retrieval.SignalWindow]
	}
}
