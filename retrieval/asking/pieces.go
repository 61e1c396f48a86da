package asking

import (
	"strings"
	"unicode"

	"attache/retrieval/lexicon"
)

// piece is a name, or a part of one: what the lexicon knows, or a single
// word that is written like a name.
type piece struct {
	from, to int // its words
	mention  lexicon.Mention
	kind     lexicon.Kind // empty for what the lexicon does not know
}

// pieces are the pieces of names, in order. What holds a name of the lexicon
// and means something else is read by its capitals; so is a name that many
// bear.
func (n *naming) pieces() (pieces []piece) {
	mentions := n.mentions
	for i := 0; i < len(n.words); {
		for len(mentions) > 0 && mentions[0].Start < n.words[i].start {
			mentions = mentions[1:]
		}
		p := piece{from: i, to: i + 1}
		if len(mentions) > 0 && mentions[0].Start == n.words[i].start && n.counts(i, mentions[0]) {
			p.mention, p.kind = mentions[0], mentions[0].Entry.Kind
			for p.to < len(n.words) && n.words[p.to].start < p.mention.End {
				p.to++
			}
		}
		if p.kind != "" || n.isNamed(i) {
			pieces = append(pieces, p)
		}
		i = p.to
	}
	return pieces
}

// counts reports whether a mention that begins with a word is a name here.
func (n *naming) counts(i int, m lexicon.Mention) bool {
	switch m.Entry.Kind {
	case lexicon.Other:
		return false
	case lexicon.Given:
		return n.cased && n.isCapital(i)
	}
	return true
}

// isOne reports whether two pieces are of one name: words that are no name
// by themselves and people's names, side by side.
func (n *naming) isOne(a, b piece) bool {
	return a.isPersonal() && b.isPersonal() && a.to == b.from && strings.Trim(n.gap(b.from), " -") == "" &&
		!isPossessive(n.written(a.to-1))
}

func (p piece) isPersonal() bool {
	return p.kind == "" || p.kind == lexicon.Person || p.kind == lexicon.Given
}

// textOf is a piece as the reader wrote it, without a possessive.
func (n *naming) textOf(p piece) string {
	return withoutPossessive(n.text[n.words[p.from].start:n.words[p.to-1].end])
}

// calm gives a text without small letters some, so that names can be told
// from other words in it; other texts as they are. No byte moves.
func calm(text string) string {
	if !isShouting(text) {
		return text
	}
	b := []byte(text)
	for i := 1; i < len(b); i++ {
		if 'A' <= b[i] && b[i] <= 'Z' && (b[i-1] >= 0x80 || unicode.IsLetter(rune(b[i-1]))) {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}
