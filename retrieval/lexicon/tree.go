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
	first []uint32          // by word: the node after the root, 0 for none
	edges map[edge]uint32   // the node after another
	ends  []*name           // by node: the name that ends there
}

type edge struct{ node, word uint32 }

// manyWords is about how many words and edges the data has, so that maps
// need not grow: what fills 8192 slots of a map to seven eighths.
const manyWords = 7000

// add adds a name and gives the one that has its words from now on: itself,
// or one that was there before. It is nil for a name without words.
func (t *tree) add(n *name) *name {
	if t.words == nil {
		t.words, t.edges = make(map[string]uint32, manyWords), make(map[edge]uint32, manyWords)
		t.first, t.ends = make([]uint32, 1, manyWords), make([]*name, 1, 2*manyWords)
	}
	var node uint32
	index.Words(n.text, func(start, end int) bool {
		node = t.next(node, t.number(n.text[start:end]))
		return true
	})
	if node == 0 {
		return nil
	}
	// Of an entry's own names the one that is found in any case stays.
	if held := t.ends[node]; held == nil || held.entry == n.entry && held.cased {
		t.ends[node] = n
	}
	return t.ends[node]
}

// step is the node after one more word, 0 where no name goes on so.
func (t *tree) step(node, word uint32) uint32 {
	if node == 0 {
		return t.first[word]
	}
	return t.edges[edge{node, word}]
}

// next is the node after one more word, made where there is none.
func (t *tree) next(node, word uint32) uint32 {
	next := t.step(node, word)
	if next == 0 {
		next = uint32(len(t.ends))
		t.ends = append(t.ends, nil)
		if node == 0 {
			t.first[word] = next
		} else {
			t.edges[edge{node, word}] = next
		}
	}
	return next
}

// number is the number of a word, which it has from now on.
func (t *tree) number(word string) uint32 {
	var buffer [maxWord]byte
	folded := fold(buffer[:0], word)
	number := t.words[string(folded)]
	if number == 0 {
		number = uint32(len(t.first))
		t.first = append(t.first, 0)
		t.words[string(folded)] = number
	}
	return number
}

// word is the number of a word in any of its cases, 0 for one that is in no
// name.
func (t *tree) word(word string) uint32 {
	if len(word) > maxWord {
		return 0
	}
	var buffer [maxWord]byte
	if number := t.words[string(fold(buffer[:0], word))]; number != 0 {
		return number
	}
	return t.declined(word)
}

// maxWord bounds a word that is looked for, in bytes.
const maxWord = 64

// fold appends the word as index.Fold gives it. Words of plain letters, which
// nearly all are, need not go there.
func fold(dst []byte, word string) []byte {
	for _, r := range word {
		switch {
		case 'A' <= r && r <= 'Z', 'А' <= r && r <= 'Я' && r != 'Й':
			r += 'a' - 'A' // which is as far in Cyrillic
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', 'а' <= r && r <= 'я' && r != 'й', isPlainArabic(r), isUnifiedHan(r):
		default:
			return append(dst[:0], index.Fold(word)...)
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// isPlainArabic and isUnifiedHan report letters of which Unicode has neither
// cases nor decompositions.
func isPlainArabic(r rune) bool { return 0x627 <= r && r <= 0x64A }
func isUnifiedHan(r rune) bool  { return 0x4E00 <= r && r <= 0x9FFF }

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
