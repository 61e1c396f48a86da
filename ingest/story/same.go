package story

// The thresholds were chosen on invented wire copy (see the tests), where
// light rewrites shared .72 to 1.0 of their words with the original and
// other reports on the same event at most .55, and checked on real news.
const (
	// minRuns is how many runs of words must be compared at all: a text of
	// less says too little.
	minRuns = 15
	// minShared is how many facts two articles must have in common,
	// surelyShared from how many on a few may differ.
	minShared    = 5
	surelyShared = 8
	// minContained is the share of one's numbers, and of one's names, that
	// the other must have.
	minContained = .6
	// A copy has copiedRuns of the shorter text's runs, and of all runs
	// copiedJaccard, or of the shorter's nearly all; and copiedPlaces of the
	// shared facts in the same place.
	copiedRuns    = .5
	copiedWhole   = .8
	copiedJaccard = .35
	copiedPlaces  = .75
	// partSize is from which size, as a share of the longer, an article
	// that begins otherwise may be the same report.
	partSize = .6
	// A light rewrite has rewrittenWords of the shorter text's words, some
	// of its runs, rewrittenNames of its names and all of its numbers.
	rewrittenWords = .74
	rewrittenRuns  = .03
	rewrittenNames = .8
	rewrittenSize  = .3
	rewrittenLeast = 30
)

// Verdict says whether two articles are one report, and why.
type Verdict struct {
	Same bool
	// Why is a short reason in plain words.
	Why string
	// Words and Runs are the shares, 0 to 1, of the shorter article's words
	// and three-word runs that the longer has.
	Words, Runs float64
}

// Same reports whether two articles are one report: one is a copy of the
// other or of a part of it, or both are, or a light rewrite. It does not
// matter which comes first.
func Same(a, b Sketch) bool { return Compare(a, b).Same }

// Compare is Same with the reason.
func Compare(a, b Sketch) Verdict {
	e := weigh(a, b)
	same, why := e.verdict()
	return Verdict{Same: same, Why: why, Words: e.words.containment(), Runs: e.runs.containment()}
}

func (e evidence) verdict() (same bool, why string) {
	if why := e.tooLittle(); why != "" {
		return false, why
	}
	if why := e.contradiction(); why != "" {
		return false, why
	}
	if e.isCopied() {
		if !e.beginsAlike() {
			return false, "one begins with other news and shares the rest"
		}
		return true, "copied"
	}
	if e.isRewritten() {
		return true, "lightly rewritten"
	}
	return false, "too few words in common"
}

// tooLittle says why nothing can be said.
func (e evidence) tooLittle() string {
	hasNames := max(e.a.names.all, e.b.names.all) > 0
	differs := bothMiss(e.a.numbers, e.b.numbers) || bothMiss(e.a.names, e.b.names)
	switch {
	case min(e.runs.a, e.runs.b) < minRuns:
		return "too short to tell"
	case e.shared < minShared && hasNames, e.shared < surelyShared && differs:
		return "too few facts in common"
	}
	return ""
}

// contradiction says which facts keep the two apart.
func (e evidence) contradiction() string {
	a, b := e.a, e.b
	switch {
	case e.numberClashes > 0:
		return "other numbers in the same places"
	case e.dateClashes > 0:
		return "other dates in the same places"
	case e.nameClashes > 1, e.nameClashes*20 > e.agreed:
		return "other names in the same places"
	case bothMiss(a.leadNumbers, b.leadNumbers):
		return "other numbers in the lead"
	case bothMiss(a.leadWeekdays, b.leadWeekdays), bothMiss(a.leadDates, b.leadDates):
		return "other dates in the lead"
	case min(a.lead.missing, b.lead.missing) > 1 && max(a.lead.found(), b.lead.found()) < minContained+.2:
		return "other facts in the lead"
	case contained(a.numbers, b.numbers) < minContained:
		return "too few numbers in common"
	case contained(a.names, b.names) < minContained:
		return "too few names in common"
	}
	return ""
}

// isCopied reports whether the two texts are word for word alike for long
// stretches.
func (e evidence) isCopied() bool {
	runs := e.runs.containment()
	return runs >= copiedRuns && (runs >= copiedWhole || e.runs.jaccard() >= copiedJaccard) &&
		(e.shared == 0 || share(e.agreed, e.shared) >= copiedPlaces)
}

// beginsAlike reports whether what two copies share is the report itself
// and not only its background: the lead of one is in the other and, where
// one is much longer, the longer one's.
func (e evidence) beginsAlike() bool {
	longer := e.a.lead
	if e.runs.b > e.runs.a {
		longer = e.b.lead
	}
	a, b := e.a.lead.found(), e.b.lead.found()
	return (e.size() >= partSize || longer.found() >= .6) && max(a, b) >= .7 && min(a, b) >= .25 && e.runs.lead() >= .6
}

// isRewritten reports whether the words and the facts of the shorter are
// the longer's although the sentences are not.
func (e evidence) isRewritten() bool {
	words, runs := e.words.containment(), e.runs.containment()
	return words >= rewrittenWords && words >= min(.9, runs+.15) && runs >= rewrittenRuns &&
		contained(e.a.names, e.b.names) >= rewrittenNames && !bothMiss(e.a.large, e.b.large) && min(e.a.persons.missing, e.b.persons.missing) <= 2 &&
		min(e.a.lead.found(), e.b.lead.found()) >= .5 &&
		e.size() >= rewrittenSize && min(e.runs.a, e.runs.b) >= rewrittenLeast
}

// size is the shorter article's as a share of the longer's.
func (e evidence) size() float64 {
	return share(min(e.runs.a, e.runs.b), max(e.runs.a, e.runs.b))
}
