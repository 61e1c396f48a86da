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
	comma := false // between the words so far
	for i, tok := range tokens {
		if i > 0 {
			switch between(text, tokens[i-1], tok) {
			case apart:
				return best, count
			case byComma:
				comma = true
			}
		}
		if tok.word == 0 {
			break
		}
		if node = t.step(node, tok.word); node == 0 {
			break
		}
		n := t.ends[node]
		switch {
		case n == nil:
		case comma && !strings.Contains(n.text, ","): // "Turkey, Hamas" is a list
		case n.cased && (shouting && isUpper(n.text) || !n.writtenAs(text, tokens)):
		default:
			best, count = n, i+1
		}
	}
	return best, count
}

// joint is how two words that follow each other stand together.
type joint int

const (
	apart   joint = iota // not in one name: "in the north. Korea"
	near                 // "Guinea-Bissau", "P5+1", "Workers' Party", "St. Lucia"
	byComma              // "one country, two systems"
)

func between(text string, a, b token) joint {
	gap := text[a.end:b.start]
	gap = strings.TrimPrefix(strings.TrimPrefix(gap, "'s"), "’s")
	switch gap {
	case "", " ", "-", "+", "'", "’", "' ", "’ ", "‑", "–", "\u00a0", "\u200c", "\n", " & ", ".":
		return near
	case ", ":
		return byComma
	case ". ":
		if a.end-a.start <= maxAbbreviation {
			return near
		}
	}
	if len(gap) > 1 && len(gap) <= maxSpace && strings.TrimSpace(gap) == "" {
		return near
	}
	return apart
}

const (
	// maxAbbreviation is how long a word may be that a stop follows within a
	// name ("St. Lucia", "No. 10"), in bytes.
	maxAbbreviation = 3
	// maxSpace bounds the space between the words of a name, in bytes: a
	// line's end and an indent, but no gap between columns.
	maxSpace = 4
)

// withoutPossessive is the end of the word without its 's.
func withoutPossessive(text string, start, end int) int {
	word := text[start:end]
	return start + len(strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s"))
}
