package quote

import "attache/news"

// sort tells what a phrase for a speaker is.
type sort uint8

const (
	named     sort = iota // a name, with a role or without
	described             // "a senior official", "the ministry"
	pronominal
)

// phrase is who speaks, as one place of a text has it.
type phrase struct {
	sort sort
	// from and to are the tokens [from, to) it takes, with its role and
	// what is said of it between commas.
	from, to int
	// name and role are byte ranges; role may be empty.
	name, role news.Span
	// head is the token that carries the meaning: the last of a name, the
	// noun of a description, the pronoun.
	head int
	// group is set for several names.
	group bool
}

func (p phrase) hasRole() bool { return p.role != news.Span{} }

// maxPhrase bounds the tokens of a phrase, maxAside those of what stands
// between commas after it.
const (
	maxPhrase = 14
	maxAside  = 32
)

// before reads the phrase that ends before token end, as the subject of a
// verb there.
func (t tokens) before(end int) (phrase, bool) {
	i := t.skipBack(end - 1)
	if t.isKind(i, comma) {
		return t.withAside(i)
	}
	p, ok := t.endingAt(i)
	if ok && p.sort != pronominal {
		return t.subjectAt(p)
	}
	return p, ok
}

// skipBack goes over what may stand between a subject and its verb: other
// verbs, adverbs, days, "in a statement", what is in brackets.
func (t tokens) skipBack(i int) int {
	for limit := i - maxPhrase; i > 0 && i > limit; {
		n := t.skipped(i)
		if n == 0 {
			break
		}
		i -= n
	}
	return i
}

// skipped counts the tokens up to the one at i that skipBack goes over.
func (t tokens) skipped(i int) int {
	switch {
	case t.has(i, auxiliary|adverb):
		return 1
	case t.has(i, preposition) && t.has(i-1, auxiliary):
		return 1 // "quoted as saying"
	case t.has(i, as) && t.agentBefore(i) > 0:
		return i - t.agentBefore(i)
	case t.isKind(i, unbracket):
		return i - t.opening(i) + 1
	case t.has(i, calendar) && (t.has(i-1, preposition|calendar) || !t[i].upper):
		return 1
	case t.has(i, preposition) && t.has(i+1, calendar):
		return 1
	case t.has(i, document) && t.has(i-1, determiner) && t.has(i-2, preposition):
		return 3
	case t.word(i) && t.has(i-1, calendar) && t.has(i-2, preposition) && !t[i].upper && t[i].class == 0:
		return 1 // the number in "on Jan. 5"
	}
	return 0
}

// agentBefore is the place before "by" in "quoted by Reuters as"; 0 where the
// words before token i are none such.
func (t tokens) agentBefore(i int) int {
	for k := i - 1; k > 0 && k > i-6 && t.word(k); k-- {
		if t.has(k, by) && t.has(k-1, auxiliary) {
			return k - 1
		}
	}
	return 0
}

// opening is the place of the bracket that the one at i closes; i where
// there is none near.
func (t tokens) opening(i int) int {
	for k := i - 1; k >= 0 && k > i-maxPhrase; k-- {
		if t[k].kind == bracket {
			return k
		}
	}
	return i
}

// endingAt reads the phrase whose last token is i.
func (t tokens) endingAt(i int) (phrase, bool) {
	switch {
	case t.has(i, relative) && i > 0:
		return t.antecedent(i)
	case t.has(i, pronoun):
		return phrase{sort: pronominal, from: i, to: i + 1, head: i, name: t.span(i, i+1)}, true
	case t.nameWord(i):
		return t.nameEndingAt(i), true
	case !t.word(i) || t.has(i, function|determiner|auxiliary):
		return phrase{}, false
	}
	return t.descriptionEndingAt(i)
}

// antecedent reads the phrase that "who" at i stands for.
func (t tokens) antecedent(i int) (phrase, bool) {
	k := i - 1
	if t.isKind(k, comma) {
		k--
	}
	if t.has(k, relative) {
		return phrase{}, false
	}
	p, ok := t.endingAt(k)
	p.to = i + 1
	return p, ok && p.sort != pronominal
}
