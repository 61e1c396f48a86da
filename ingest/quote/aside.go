package quote

import "attache/news"

// aside is the role that what stands after a name says: "a professor of law
// at Vastria State", "who chairs the committee"; empty where it says none.
// The tokens are [from, limit), as far as the next mark.
func (t sentenceTokens) aside(from, limit int) news.Span {
	if t.isWho(from) {
		return t.whoAside(from, limit)
	}
	if t.has(from, determiner) && !t[from].owner {
		from++
	}
	to, told := from, false
	for to < limit && to < from+maxAside && t.word(to) {
		c := t[to].class
		if c.is(function) && !c.is(preposition) || c.is(says|being|auxiliary) && !c.is(office|noun) {
			break
		}
		if t.isAnd(to) && !t.has(to+1, office) && told {
			break
		}
		told = told || c.is(office|regnal)
		to++
	}
	for to > from && t[to-1].class.is(calendar|adverb) {
		to--
	}
	if !told {
		return news.Span{}
	}
	return t.span(from, to)
}

// whoAside is the role that "who" begins.
func (t sentenceTokens) whoAside(from, limit int) news.Span {
	if !t.has(from+1, being|leads) {
		return news.Span{}
	}
	start := from
	if t.has(from+1, being) {
		start = from + 2
		if t.has(start, determiner) {
			start++
		}
	}
	to, told := start, start == from
	for to < limit && to < from+maxAside && t.word(to) && (start == from || !t.isAnd(to)) {
		told = told || t.has(to, office)
		to++
	}
	if !told {
		return news.Span{}
	}
	return t.span(start, to)
}

func (t sentenceTokens) isWho(i int) bool { return t.has(i, relative) }

func (t sentenceTokens) isAnd(i int) bool { return t.has(i, and) }
