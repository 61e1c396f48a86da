package lexicon

import (
	"strings"

	"attache/index"
)

// Mention is a place of a text that names an entry.
type Mention struct {
	// Start and End are its byte range in the text, without a possessive 's.
	Start, End int
	// Entry is what is named.
	Entry *Entry

	name *name
}

// token is a word of a text: its byte range without a possessive, and its
// number in the tree.
type token struct {
	start, end int
	word       uint32
}

const (
	// passageWords is as many words as are read without asking for memory.
	passageWords = 256
	// fewWords is up to how many words a text in capitals is taken at its
	// letter: "US" is the United States, "WHO TOLD US WHAT" is shouting.
	fewWords = 3
)

// Find gives the names in a text from left to right, the longest where
// several begin at one word. They do not overlap.
//
// Capitals matter for names that are other words without them ("WHO",
// "Turkey"); accents, dots in acronyms and possessives do not.
func (l *Lexicon) Find(text string) []Mention {
	var held [passageWords]token
	tokens := held[:0]
	index.Words(text, func(start, end int) bool {
		tokens = append(tokens, token{start, withoutPossessive(text, start, end), l.tree.word(text[start:end])})
		return true
	})
	shouting := len(tokens) > fewWords && isUpper(text)
	var found []Mention
	for i := 0; i < len(tokens); {
		n, count := l.tree.longest(text, tokens[i:], shouting)
		if n == nil {
			i++
			continue
		}
		found = append(found, Mention{Start: tokens[i].start, End: tokens[i+count-1].end, Entry: n.entry, name: n})
		i += count
	}
	return found
}

// longest finds the longest name that begins with the first token, and how
// many tokens it takes.
func (t *tree) longest(text string, tokens []token, shouting bool) (best *name, count int) {
	var node uint32
	for i, tok := range tokens {
		if tok.word == 0 || i > 0 && !joins(text[tokens[i-1].start:tokens[i-1].end], text[tokens[i-1].end:tok.start]) {
			break
		}
		next, ok := t.edges[edge{node, tok.word}]
		if !ok {
			break
		}
		node = next
		n := t.ends[node]
		if n == nil || n.cased && (shouting && isUpper(n.text) || !n.writtenAs(text, tokens)) {
			continue
		}
		best, count = n, i+1
	}
	return best, count
}

// joins reports whether what stands between two words lets them be one name:
// "P5+1", "Guinea-Bissau", "St. Lucia", but not "in the north. Korea".
func joins(before, gap string) bool {
	switch gap {
	case "", " ", "-", "+", "/", "'", "’", "‑", "–", "\u00a0", "\n", " & ", ".":
		return true
	case ". ":
		return len(before) <= 3
	}
	return len(gap) > 1 && len(gap) <= 4 && strings.TrimSpace(gap) == ""
}

// withoutPossessive is the end of the word without its 's.
func withoutPossessive(text string, start, end int) int {
	word := text[start:end]
	return start + len(strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s"))
}
