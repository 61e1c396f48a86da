package finding

import (
	"fmt"
	"math"
	"math/bits"

	"attache/retrieval"
)

// Sign is one thing by which it is judged whether what was found answers.
type Sign int

// The signs. All lie within 0 and 1, but for the logarithm. "Best" is the
// greatest among the first ten passages, "first" that of the first.
const (
	SignAlways       Sign = iota // 1
	SignBestShare                // the share of the question that one passage holds
	SignBestSentence             // and one sentence
	SignFirstShare               // the share of the first passage
	SignFirstScore               // its score by words
	SignBestScore                // the best score by words
	SignBestTitle                // the share that one headline holds
	SignBestArticle              // the share that one article holds
	SignBestPairs                // the neighbouring words that stand side by side
	SignBestWanted               // what one sentence holds that states the kind of thing asked for
	SignHeaviest                 // that the first holds the word that tells most
	SignTogether                 // that one passage holds the two words that tell most
	SignMissing                  // what the most telling word that the best passage lacks weighs
	SignNowhere                  // what the most telling word that none of the ten holds weighs
	SignNames                    // the share of the names that one article holds
	SignNamesNowhere             // the share of the names that none of the ten holds
	SignGap                      // how far the first score is above the mean
	SignLength                   // the logarithm of the number of terms
	SignFresh                    // how fresh the first is
	SignFreshAsked               // the same, where the question speaks of what is new
	SignStaleAsked               // that the question speaks of what is new and the first is not
	SignOutside                  // that the first lies outside of the time asked for
	SignFarAndOld                // the share that the best passage lacks, by how stale the first is
	SignCount
)

var signNames = [SignCount]string{
	"always", "best share", "best sentence", "first share", "first score", "best score", "best title", "best article",
	"best pairs", "best wanted", "heaviest", "together", "missing", "nowhere", "names", "names nowhere", "gap", "length",
	"fresh", "fresh asked", "stale asked", "outside", "far and old",
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

// judged is how many of the best passages are looked at.
const judged = 10

// SignsOf reads the signs of a question from what was found, best first.
func SignsOf(f retrieval.Findings) (s Signs) {
	s[SignAlways] = 1
	s[SignLength] = math.Log1p(float64(len(f.Asked.Terms)))
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
		mean += x.Signals[retrieval.SignalScore] / float64(len(found))
		for sign, signal := range bestOf {
			s[sign] = max(s[sign], x.Signals[signal])
		}
	}
	first := found[0]
	s[SignBestShare], s[SignFirstShare] = best.Share, first.Share
	s[SignFirstScore] = first.Signals[retrieval.SignalScore]
	s[SignGap] = s[SignFirstScore] - mean
	s.words(f, first.Matched, best.Matched, held)
	s.times(f.Asked, first.Signals, !f.Asked.AsOf.IsZero() && !first.Article.Published.IsZero())
	return s
}

// bestOf are the signs that are the greatest of a signal.
var bestOf = map[Sign]retrieval.Signal{
	SignBestSentence: retrieval.SignalSentence,
	SignBestScore:    retrieval.SignalScore,
	SignBestTitle:    retrieval.SignalTitle,
	SignBestArticle:  retrieval.SignalArticle,
	SignBestPairs:    retrieval.SignalPairs,
	SignBestWanted:   retrieval.SignalWanted,
	SignNames:        retrieval.SignalNames,
}

// words fills in which of the telling words stand where.
func (s *Signs) words(f retrieval.Findings, first, best, held uint64) {
	all := uint64(1)<<len(f.Weights) - 1
	heaviest := heaviest(all, f.Weights)
	second := heaviest2(all, heaviest, f.Weights)
	if first&heaviest != 0 {
		s[SignHeaviest] = 1
	}
	if best&heaviest != 0 && best&second == second {
		s[SignTogether] = 1
	}
	s[SignMissing] = share(heaviest2(all, best, f.Weights), f.Weights)
	s[SignNowhere] = share(heaviest2(all, held, f.Weights), f.Weights)
	if names := properNames(f.Asked); names != 0 {
		s[SignNamesNowhere] = 1 - shareOf(held, names, f.Weights)
	}
}

// heaviest is the bit of the term that weighs most.
func heaviest(terms uint64, weights []float64) uint64 { return heaviest2(terms, 0, weights) }

// heaviest2 is the same without some terms; 0 where none is left.
func heaviest2(terms, without uint64, weights []float64) (bit uint64) {
	most := -1.0
	for left := terms &^ without; left != 0; left &= left - 1 {
		if i := bits.TrailingZeros64(left); weights[i] > most {
			most, bit = weights[i], 1<<i
		}
	}
	return bit
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

// unknownAge stands for the freshness of what has no date.
const unknownAge = 0.5

// times fills in how the first passage lies to the time asked for.
func (s *Signs) times(asked retrieval.Asked, first retrieval.Signals, dated bool) {
	if !dated {
		// Nothing is known of its age, which speaks neither for it nor against.
		first[retrieval.SignalToday], first[retrieval.SignalFresh] = unknownAge, unknownAge
	}
	s[SignFresh] = first[retrieval.SignalToday]
	s[SignFarAndOld] = (1 - s[SignBestShare]) * (1 - first[retrieval.SignalFresh])
	if asked.OfNow() {
		s[SignFreshAsked] = first[retrieval.SignalToday]
		s[SignStaleAsked] = 1 - first[retrieval.SignalFresh]
	}
	if _, asks := windowOf(asked); asks {
		s[SignOutside] = 1 - first[retrieval.SignalWindow]
	}
}
