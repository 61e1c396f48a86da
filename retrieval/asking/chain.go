package asking

import "strings"

// chain is a run of words that name somebody, from one to another: "the
// Financial Times", "India's prime minister". Empty, it names nobody.
type chain struct{ from, to int }

const (
	// maxChain bounds a chain of names, maxPlain one of words that only their
	// place tells to be a name: "what did lammy say".
	maxChain = 9
	maxPlain = 3
)

var (
	// links are small words inside of names.
	links = foldsOf(`of for de du del al bin von van der la`)
	// afterthoughts may stand between a speaker and what he does.
	afterthoughts = foldsOf(`actually really just exactly not ever also publicly recently reportedly first then now personally still`)
)

// chainAfter is the name that begins with a word and ends before another.
func (r *reading) chainAfter(i, end int) chain {
	for _, plain := range []bool{false, true} {
		c := chain{i, i}
		if r.fold(i) == "the" {
			c.to++
		}
		for c.to < end && c.to-i < maxChain && (c.to == i || r.isClose(c.to)) && r.isPart(c.to, plain) {
			c.to++
		}
		if c = r.trimmed(c, plain); c.from < c.to {
			return c
		}
	}
	return chain{}
}

// chainsAfter are the name that begins with a word, and one that follows it
// with "and".
func (r *reading) chainsAfter(i int) []chain {
	all := []chain{r.chainAfter(i, len(r.words))}
	if and := all[0].to; and > 0 && r.fold(and) == "and" {
		if c := r.chainAfter(and+1, len(r.words)); c.to > 0 && r.words[c.to-1].named {
			all = append(all, c)
		}
	}
	return all
}

// chainBefore is the name that ends before a word.
func (r *reading) chainBefore(i int) chain {
	for _, plain := range []bool{false, true} {
		c := chain{i, i}
		for c.from > 0 && i-c.from < maxChain && r.isClose(c.from) && r.isPart(c.from-1, plain) {
			c.from--
		}
		if c = r.trimmed(c, plain); c.from < c.to {
			if r.fold(c.from-1) == "the" {
				c.from--
			}
			return c
		}
	}
	return chain{}
}

// subjects are the names between "did" and "say", from a word to another;
// several are parted by commas and "and". Of a description with a name the
// name is taken ("the party's spokeswoman Ana Brandt").
func (r *reading) subjects(from, to int) (all []chain) {
	for i := from; i <= to; i++ {
		if i < to && r.fold(i) != "and" && (i == from || r.isClose(i)) {
			continue
		}
		end := i
		for end > from && afterthoughts[r.fold(end-1)] {
			end--
		}
		c := r.chainAfter(from, end)
		if c.to != end {
			c = r.chainBefore(end)
			if stopwords()[r.fold(c.from-1)] {
				c = chain{}
			}
		}
		if c.from >= from && c.to == end {
			all = append(all, c)
		}
		from = i
		if r.fold(i) == "and" {
			from++
		}
	}
	return all
}

// isPart reports whether a word may be part of a name, as "king" is of
// "Jordan's king". Where the question has no capitals, every word may that is
// no stop word (plain).
func (r *reading) isPart(i int, plain bool) bool {
	w := r.words[i]
	if plain {
		return !r.capitals && !stopwords()[w.fold]
	}
	return w.named || links[w.fold] || i > 0 && r.words[i-1].named && isPossessive(r.written(i-1)) &&
		!stopwords()[w.fold] && !speechTerms()[w.term] && !reportTerms()[w.term]
}

// isClose reports whether a word stands with the one before it, without a
// sign that parts them.
func (r *reading) isClose(i int) bool {
	return !strings.ContainsAny(r.gap(i), ",;:.?!()\n\"“”„«»")
}

// trimmed is a chain without links at its ends; empty where it is nothing
// else, or too long.
func (r *reading) trimmed(c chain, plain bool) chain {
	isEmpty := func(i int) bool { return links[r.fold(i)] && !r.words[i].named }
	for c.from < c.to && isEmpty(c.to-1) {
		c.to--
	}
	for c.from < c.to && isEmpty(c.from) {
		c.from++
	}
	named := 0
	for i := c.from; i < c.to; i++ {
		if r.fold(i) != "the" {
			named++
		}
	}
	if named == 0 || plain && named > maxPlain {
		return chain{}
	}
	return c
}

// chainText is a name as the reader wrote it, without a possessive.
func (r *reading) chainText(c chain) string {
	if c.from >= c.to {
		return ""
	}
	return withoutPossessive(r.text[r.words[c.from].start:r.words[c.to-1].end])
}

func withoutPossessive(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
}
