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

// maxPhrase bounds the tokens of a phrase, maxAside those of what stands
// between commas after it.
const (
	maxPhrase = 14
	maxAside  = 32
)

// sentenceTokens are the tokens of one sentence.
type sentenceTokens []token

func (t sentenceTokens) word(i int) bool { return i >= 0 && i < len(t) && t[i].kind == word }

func (t sentenceTokens) has(i int, c class) bool { return t.word(i) && t[i].class.is(c) }

func (t sentenceTokens) isKind(i int, k kind) bool { return i >= 0 && i < len(t) && t[i].kind == k }

// nameWord reports whether token i may be part of a name.
func (t sentenceTokens) nameWord(i int) bool {
	if !t.word(i) || !t[i].upper {
		return false
	}
	if i == 0 && t[i].gerund {
		return false
	}
	return !t[i].class.is(function|determiner) || t[i].class.is(given) && i > 0 && (t.upperWord(i+1) || t.upperWord(i-1))
}

func (t sentenceTokens) upperWord(i int) bool { return t.word(i) && t[i].upper }

// span is the bytes of the tokens [from, to).
func (t sentenceTokens) span(from, to int) news.Span {
	if from >= to {
		return news.Span{}
	}
	return news.Span{Start: t[from].start, End: t[to-1].end}
}

// before reads the phrase that ends before token end, as the subject of a
// verb there.
func (t sentenceTokens) before(end int) (phrase, bool) {
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
func (t sentenceTokens) skipBack(i int) int {
	for limit := i - maxPhrase; i > 0 && i > limit; {
		switch {
		case t.has(i, auxiliary|adverb):
			i--
		case t.has(i, preposition) && t.has(i-1, auxiliary):
			i-- // "quoted as saying"
		case t.has(i, as) && t.agentBefore(i) > 0:
			i = t.agentBefore(i)
		case t.isKind(i, unbracket):
			i = t.opening(i) - 1
		case t.has(i, calendar) && t.has(i-1, preposition|calendar):
			i--
		case t.has(i, calendar) && !t[i].upper, t.has(i, preposition) && t.has(i+1, calendar):
			i--
		case t.has(i, document) && t.has(i-1, determiner) && t.has(i-2, preposition):
			i -= 3
		case t.word(i) && i > 0 && t.has(i-1, calendar) && !t[i].upper && t[i].class == 0 && t.has(i-2, preposition):
			i--
		default:
			return i
		}
	}
	return i
}

// agentBefore is the place before "by" in "quoted by Reuters as"; 0 where the
// words before token i are none such.
func (t sentenceTokens) agentBefore(i int) int {
	for k := i - 1; k > 0 && k > i-6 && t.word(k); k-- {
		if t.has(k, by) && t.has(k-1, auxiliary) {
			return k - 1
		}
	}
	return 0
}

// opening is the place of the bracket that the one at i closes.
func (t sentenceTokens) opening(i int) int {
	for k := i - 1; k >= 0 && k > i-maxPhrase; k-- {
		if t[k].kind == bracket {
			return k
		}
	}
	return i
}

// withAside reads a phrase that something between commas follows, the last
// of which stands at i: "Brandt, the minister, said".
func (t sentenceTokens) withAside(i int) (phrase, bool) {
	if p, ok := t.nameInside(i); ok {
		return p, true
	}
	for k := i - 1; k > 0 && k > i-maxAside; k-- {
		if t[k].kind == quoted && !t.has(k-1, preposition|naming) || t[k].kind == stop {
			break
		}
		if t[k].kind != comma || !t.beginsAside(k+1) && !t.names(office, k+1, i) {
			continue
		}
		if p, ok := t.endingAt(t.skipBack(k - 1)); ok && p.sort != pronominal && !t.insideAside(k, p) {
			if p.role == (news.Span{}) {
				p.role = t.aside(k+1, i)
			}
			p.to = i + 1
			return p, true
		}
	}
	return phrase{}, false
}

// nameInside reads a name that stands between commas itself, after who that
// is: "the ambassador to Oland, Bo Orr, said".
func (t sentenceTokens) nameInside(i int) (phrase, bool) {
	if !t.nameWord(i - 1) {
		return phrase{}, false
	}
	p := t.nameEndingAt(i - 1)
	if p.sort != named || p.from == 0 || p.head == p.from || !t.isKind(p.from-1, comma) || t[i-1].class.is(body) {
		return phrase{}, false
	}
	p.to = i + 1
	if p.role != (news.Span{}) {
		return p, true
	}
	for k := p.from - 2; k >= 0 && k > p.from-maxPhrase && t.word(k); k-- {
		if t.has(k, office) {
			from := t.modifiers(k)
			for from < k && t.has(from, determiner) {
				from++
			}
			p.role = t.span(from, p.from-1)
			p.from = from
			if t.has(from-1, determiner) {
				p.from--
			}
			return p, true
		}
	}
	return phrase{}, false
}

// insideAside reports whether a phrase before the comma at k is the end of
// what stands between commas itself, after a name: "Brandt, a judge in
// Portmere, and head of a panel, said".
func (t sentenceTokens) insideAside(k int, p phrase) bool {
	if t.has(p.from-1, preposition) {
		return true
	}
	return p.sort == described && t.isKind(p.from-1, comma) && t.nameWord(p.from-2)
}

// beginsAside reports whether what begins at i tells who somebody is.
func (t sentenceTokens) beginsAside(i int) bool {
	if !t.word(i) {
		return false
	}
	if t.has(i, pronoun) {
		return t.isWho(i)
	}
	if t.has(i, preposition) && !t[i].upper && !t.has(i+1, calendar) && (t.isKind(i+2, comma) || t.isKind(i+3, comma)) {
		return true // "for their part"
	}
	if t.has(i, determiner) || !t[i].upper && !t[i].class.is(function) || t[i].owner {
		return true
	}
	return !t.has(i, function) && t.has(i+1, office)
}

// endingAt reads the phrase whose last token is i.
func (t sentenceTokens) endingAt(i int) (phrase, bool) {
	switch {
	case !t.word(i):
		return phrase{}, false
	case t.has(i, pronoun):
		return t.pronoun(i)
	case t.nameWord(i):
		return t.nameEndingAt(i), true
	case t[i].class.is(function | determiner | auxiliary):
		return phrase{}, false
	}
	return t.descriptionEndingAt(i)
}

// pronoun reads the pronoun at i; "who" stands for the phrase before it.
func (t sentenceTokens) pronoun(i int) (phrase, bool) {
	p := phrase{sort: pronominal, from: i, to: i + 1, head: i}
	if t.isWho(i) && i > 0 {
		k := i - 1
		if t.isKind(k, comma) {
			k--
		}
		if q, ok := t.endingAt(k); ok && q.sort != pronominal {
			q.to = i + 1
			return q, true
		}
		return phrase{}, false
	}
	return p, true
}

// descriptionEndingAt reads back from a noun to the article that begins its
// phrase.
func (t sentenceTokens) descriptionEndingAt(i int) (phrase, bool) {
	p := phrase{sort: described, to: i + 1, head: i}
	if i > 0 && t.word(i-1) && !t[i-1].class.is(determiner) && t[i].class&^event == 0 && (t[i].past || t[i].gerund || t[i].class.is(event)) {
		i-- // "a statement released"
		p.head = i
	}
	for k := i; k >= 0 && k > i-maxPhrase; k-- {
		switch {
		case !t.word(k):
			k = -1
		case t[k].class.is(determiner):
			if t.has(k-1, determiner) {
				continue
			}
			p.from, p.name = k, t.span(k, i+1)
			// The owner belongs to what it owns: "the company's statement".
			return p, true
		case t[k].class.is(people) && (k == i || k == i-1):
			p.from = t.modifiers(k)
			p.name = t.span(p.from, i+1)
			return p, true
		case t[k].class.is(link) && k < i:
			p.head = k - 1
		case t[k].owner && t[k].upper && !t.nameWord(k-1) && !t.has(k-1, determiner|people):
			p.from, p.name = k, t.span(k, i+1)
			return p, true
		case t[k].class.is(function|says|auxiliary) && !t[k].class.is(office|noun):
			k = -1
		}
		if k < 0 {
			break
		}
	}
	return phrase{}, false
}

// modifiers goes back over what describes the noun at i: "White House".
func (t sentenceTokens) modifiers(i int) int {
	for i > 0 && t.word(i-1) && !t[i-1].class.is(function|says|auxiliary|terms) {
		i--
		if t[i].class.is(determiner) {
			break
		}
	}
	return i
}

// openAside reads a name with a role after it that no comma ends: "Ana
// Brandt, head of the bank said". The role goes on from token k to p.
func (t sentenceTokens) openAside(k int, p phrase) (phrase, bool) {
	for from := k; from > 1 && from > k-maxPhrase && t.word(from); from-- {
		if !t.isKind(from-1, comma) || !t.nameWord(from-2) || !t.has(k, office) {
			continue
		}
		q := t.nameEndingAt(from - 2)
		q.to = p.to
		if q.role == (news.Span{}) {
			q.role = t.aside(from, p.to)
		}
		return q, q.sort == named
	}
	return phrase{}, false
}

// subjectAt makes a subject of a phrase before a verb: with the one it
// belongs to ("a release for the series"), with the one it is joined to
// ("Brandt and Orr"). There is none where the phrase is an object.
func (t sentenceTokens) subjectAt(p phrase) (phrase, bool) {
	k := p.from - 1
	switch {
	case t.isAnd(k) && p.sort == named && t.nameWord(k-1):
		left := t.nameEndingAt(k - 1)
		if left.sort == named && left.role == (news.Span{}) && p.role == (news.Span{}) {
			if t.names(office, left.from, left.to) && p.head > p.from {
				// "Minister of Youth and Sports Bo Orr"
				p.role = t.span(left.from, p.head-1)
				p.name = t.span(p.head-1, p.head+1)
			} else {
				p.name.Start, p.group = left.name.Start, true
			}
			p.from = left.from
		}
	case t.has(k, preposition) && !t[k].upper && !t.has(k, adverb|conjunction):
		if t.word(k-1) && t[k-1].past && t[k-1].class == 0 {
			k-- // "a scientist involved in the research"
		}
		q, ok := t.endingAt(k - 1)
		if !ok || q.sort == pronominal {
			return t.openAside(k-1, p)
		}
		q.to = p.to
		return t.subjectAt(q)
	case p.sort == described && t.word(k) && !t[k].upper && (t[k].class.is(loose) || !t[k].class.is(function|says|terms|and)):
		return phrase{}, false
	}
	return p, true
}

// names reports whether one of the tokens [from, to) is such a word.
func (t sentenceTokens) names(c class, from, to int) bool {
	for i := from; i < to && i < len(t); i++ {
		if t.has(i, c) {
			return true
		}
	}
	return false
}
