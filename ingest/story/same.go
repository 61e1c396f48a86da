package story

// Verdict says whether two articles are one report, and why.
type Verdict struct {
	Same bool
	// Why is a short reason in plain words.
	Why string
	// Words and Runs are the shares, 0 to 1, of the shorter article's
	// content words and three-word runs that the longer has.
	Words, Runs float64
}

// Same reports whether two articles are one report: one is a copy of the
// other or of a part of it, or a light rewrite, or both go back to one. It
// does not matter which comes first.
func Same(a, b Sketch) bool { return Compare(a, b).Same }

// Compare is Same with the reason.
func Compare(a, b Sketch) Verdict {
	words, runs := overlapOf(a.words, b.words), overlapOf(a.runs, b.runs)
	v := Verdict{Words: words.containment(), Runs: runs.containment()}
	if v.Words < looseWords && v.Runs < copiedRuns {
		v.Why = "too few words in common"
		return v
	}
	e := weigh(a.facts, b.facts)
	e.words, e.runs = words, runs
	v.Same, v.Why = e.judge()
	return v
}

func (e evidence) judge() (same bool, why string) {
	if why := e.objection(); why != "" {
		return false, why
	}
	switch {
	case e.isCopied() && e.beginsAlike():
		return true, "copied"
	case e.isRewritten():
		return true, "lightly rewritten"
	case e.isCopied():
		return false, "new at the beginning, the rest in common"
	}
	return false, "too few words in common"
}

const (
	// minRuns is how many runs of words must be compared at all: a text of
	// less says too little.
	minRuns = 15
	// minShared is how many facts two articles must have in common, and
	// surelyShared from how many on each may have some of its own.
	minShared, surelyShared = 5, 8
	// minContained is the share of one's facts that the other must have,
	// minOfAKind that of its numbers, and of its names. A page whose bulk
	// stands under everything that the outlet prints stays below.
	minContained, minOfAKind = .65, .4
	// knownLead is the share of a lead's facts from which it tells nothing
	// new, whatever else is in it.
	knownLead = .8
	// agreedPerName is how many facts must agree for one name that differs,
	// as where an outlet spells a town in its own way.
	agreedPerName = 20
)

// objection says why two articles cannot be one report, or nothing.
func (e evidence) objection() string {
	a, b := e.a, e.b
	hasNames := max(a.names.all, b.names.all) > 0
	differ := bothMiss(a.numbers, b.numbers) || bothMiss(a.names, b.names)
	switch {
	case min(e.runs.a, e.runs.b) < minRuns:
		return "too short to tell"
	case e.shared < minShared && hasNames, e.shared < surelyShared && differ:
		return "too few facts in common"
	case e.numberClashes > 0, e.replaced > 0 && e.isInPlace():
		return "other numbers in the same places"
	case e.dateClashes > 0:
		return "other dates in the same places"
	case e.nameClashes > 1, e.nameClashes*agreedPerName > e.agreed:
		return "other names in the same places"
	case bothMiss(a.leadNumbers, b.leadNumbers):
		return "other numbers in the lead"
	case bothMiss(a.leadWeekdays, b.leadWeekdays), bothMiss(a.leadDates, b.leadDates):
		return "other dates in the lead"
	case min(a.lead.missing, b.lead.missing) > 1 && max(a.lead.found(), b.lead.found()) < knownLead:
		return "other facts in the lead"
	case contained(a.facts(), b.facts()) < minContained,
		min(contained(a.numbers, b.numbers), contained(a.names, b.names)) < minOfAKind:
		return "too few numbers and names in common"
	}
	return ""
}

// A copy has copiedRuns of the shorter text's runs and copiedJaccard of all
// runs, or copiedWhole of the shorter's; and copiedPlaces of the facts that
// both have stand in the same places.
const (
	copiedRuns    = .5
	copiedJaccard = .35
	copiedWhole   = .8
	copiedPlaces  = .75
)

// isCopied reports whether the two texts are the same, word for word, for
// long stretches.
func (e evidence) isCopied() bool {
	runs := e.runs.containment()
	return runs >= copiedRuns && (runs >= copiedWhole || e.runs.jaccard() >= copiedJaccard) &&
		e.isInPlace()
}

// isInPlace reports whether most of what the texts share in facts stands
// between the same words.
func (e evidence) isInPlace() bool {
	return e.shared == 0 || share(e.agreed, e.shared) >= copiedPlaces
}

const (
	// Of the lead of one copy leadFound of the facts and leadRuns of the
	// runs must stand in the other, of the other's lead leadShared of the
	// facts, as it may begin with a paragraph of its own.
	leadFound  = .7
	leadRuns   = .6
	leadShared = .25
	// Where the shorter has less than partSize of the longer's length, it
	// must be the longer's beginning that they share: partLead of its facts.
	partSize = .6
	partLead = .6
)

// beginsAlike reports whether what two copies share is the report itself
// and not only its background.
func (e evidence) beginsAlike() bool {
	a, b, longer := e.a.lead.found(), e.b.lead.found(), e.a.lead.found()
	if e.runs.b > e.runs.a {
		longer = b
	}
	return max(a, b) >= leadFound && min(a, b) >= leadShared && e.runs.lead() >= leadRuns &&
		(e.size() >= partSize || longer >= partLead)
}

// A light rewrite has rewrittenWords of the shorter text's words, and more
// where much is copied (or else the rest is new), some of its runs, and
// rewrittenNames of its names. Where it has nothing of its own in facts, up to
// ownFacts, looseWords suffice. The thresholds were chosen on the invented wire
// copy of the tests, and on real reports in which words were replaced at
// random: other reports on the same event have at most .55 of the words.
const (
	rewrittenWords = .74
	copiedMore     = .15
	copiedMost     = .9
	rewrittenRuns  = .03
	rewrittenNames = .8
	looseWords     = .62
	ownFacts       = .03
	// rewrittenLead is the share of either lead's facts in the other text.
	rewrittenLead = .5
	// A rewrite has rewrittenSize of the longer's length, and at least
	// rewrittenLeast runs to compare.
	rewrittenSize  = .3
	rewrittenLeast = 30
	// ownPersons is how many words of persons' names both may have of their
	// own: one person more, a first name more.
	ownPersons = 2
)

// isRewritten reports whether the words and facts of the shorter are the
// longer's although the sentences are not.
func (e evidence) isRewritten() bool {
	words, runs := e.words.containment(), e.runs.containment()
	enough := max(rewrittenWords, min(copiedMost, runs+copiedMore))
	if contained(e.a.facts(), e.b.facts()) >= 1-ownFacts {
		enough = looseWords
	}
	return words >= enough && runs >= rewrittenRuns &&
		e.size() >= rewrittenSize && min(e.runs.a, e.runs.b) >= rewrittenLeast &&
		contained(e.a.names, e.b.names) >= rewrittenNames && !bothMiss(e.a.large, e.b.large) &&
		min(e.a.persons.missing, e.b.persons.missing) <= ownPersons &&
		min(e.a.lead.found(), e.b.lead.found()) >= rewrittenLead
}

// size is the shorter article's length as a share of the longer's.
func (e evidence) size() float64 {
	return share(min(e.runs.a, e.runs.b), max(e.runs.a, e.runs.b))
}
