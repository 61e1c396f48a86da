package lexicon

import (
	"unicode"
	"unicode/utf8"

	"attache/index"
)

// tree finds names by their words: each node is what has been read of some
// names, each edge one more word. Words are numbered, so that a step is one
// look-up of two numbers.
type tree struct {
	words map[string]uint32 // from 1
	edges map[edge]uint32   // from 1; 0 is the root
	ends  []*name           // by node: the name that ends there
}

type edge struct{ node, word uint32 }

// add adds a name; it gives the name of another entry that has the same
// words, if there is one. An entry's own name is not added twice.
func (t *tree) add(n *name) (other *name) {
	if t.words == nil {
		t.words, t.edges, t.ends = make(map[string]uint32, 1<<12), make(map[edge]uint32, 1<<13), make([]*name, 1, 1<<13)
	}
	var node uint32
	for _, word := range n.words {
		id, ok := t.words[word]
		if !ok {
			id = uint32(len(t.words) + 1)
			t.words[word] = id
		}
		next, ok := t.edges[edge{node, id}]
		if !ok {
			next = uint32(len(t.ends))
			t.edges[edge{node, id}] = next
			t.ends = append(t.ends, nil)
		}
		node = next
	}
	if held := t.ends[node]; held != nil {
		if held.entry != n.entry {
			return held
		}
		return nil
	}
	t.ends[node] = n
	return nil
}

// word is the number of a word, 0 for one that is in no name.
func (t *tree) word(word string) uint32 {
	var folded [maxWord]byte
	if len(word) > maxWord {
		return 0
	}
	for i := range len(word) {
		c := word[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			return t.words[index.Fold(word)]
		}
		folded[i] = c
	}
	return t.words[string(folded[:len(word)])]
}

// maxWord bounds a word of a name, in bytes.
const maxWord = 64

// writtenAs reports whether the words of a text have the capitals of a cased
// name: all of them for an acronym, the first of each word otherwise.
func (n *name) writtenAs(text string, tokens []token) bool {
	acronym := isUpper(n.text)
	i := 0
	match := true
	index.Words(n.text, func(start, end int) bool {
		word := text[tokens[i].start:tokens[i].end]
		if acronym {
			match = isUpper(word)
		} else if first, _ := utf8.DecodeRuneInString(n.text[start:end]); unicode.IsUpper(first) {
			first, _ = utf8.DecodeRuneInString(word)
			match = unicode.IsUpper(first)
		}
		i++
		return match
	})
	return match
}

// isUpper reports a text without lower-case letters.
func isUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
