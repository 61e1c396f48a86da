package asking

import (
	"math/bits"
	"strings"
	"unicode"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/lexicon"
)

const (
	// maxNames bounds the names that are read in a question.
	maxNames = 24
	// spelledAlike is what another romanisation of a name counts, and
	// maxSpellings how many are looked for.
	spelledAlike = 0.9
	maxSpellings = 6
)

// names finds what the question names: what the lexicon knows, and runs of
// words written like names. It marks their words in asked.Terms.
func (a *Asker) names(analyser *index.Analyser, asked *retrieval.Asked) []retrieval.Name {
	var l *lexicon.Lexicon
	if a.lexicon != nil {
		l = a.lexicon()
	}
	places := placesOf(analyser, asked)
	var names []retrieval.Name
	taken := 0 // the end of what has been read, in the sense that runs do not reach into mentions
	for _, m := range mentions(l, asked.Text) {
		names = append(names, runs(analyser, places, asked, taken, m.Start)...)
		taken = m.End
		names = append(names, known(l, analyser, asked, places, m))
	}
	names = append(names, runs(analyser, places, asked, taken, len(asked.Text))...)
	kept := names[:0]
	for _, n := range names {
		if n.Terms != 0 && len(kept) < maxNames {
			kept = append(kept, n)
		}
	}
	return kept
}

// mention is a lexicon's mention with those beside it.
type mention struct {
	lexicon.Mention
	beside []lexicon.Mention
}

func mentions(l *lexicon.Lexicon, question string) []mention {
	if l == nil {
		return nil
	}
	all := l.Find(calm(question))
	var found []mention
	for _, m := range all {
		if m.Entry.Kind != lexicon.Other && m.Entry.Kind != lexicon.Given {
			found = append(found, mention{m, all})
		}
	}
	return found
}

// calm gives a text without small letters some, so that names can be told
// from other words in it; other texts as they are.
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

// known is a name that the lexicon knows.
func known(l *lexicon.Lexicon, analyser *index.Analyser, asked *retrieval.Asked, places []place, m mention) retrieval.Name {
	e := m.Entry
	n := retrieval.Name{
		Text: asked.Text[m.Start:m.End], ID: e.ID, Kind: string(e.Kind),
		Proper: !(e.Kind == lexicon.Office || e.Kind == lexicon.Ministry) || len(e.Of) > 0,
	}
	for _, p := range places {
		if p.start >= m.Start && p.end <= m.End {
			n.Terms |= 1 << p.term
			asked.Terms[p.term].Name = asked.Terms[p.term].Name || n.Proper
		}
	}
	for _, x := range l.Expand(m.Mention, m.beside...) {
		var other retrieval.Other
		analyser.Terms(strings.Join(x.Words, " "), func(t index.Token) bool {
			other.Terms = append(other.Terms, t.Term)
			return true
		})
		if other.Weight = x.Weight; len(other.Terms) > 0 {
			n.Others = append(n.Others, other)
		}
	}
	return n
}

// place is where a content word stands.
type place struct{ start, end, term int }

func placesOf(analyser *index.Analyser, asked *retrieval.Asked) []place {
	numbers := make(map[string]int, len(asked.Terms))
	for i, t := range asked.Terms {
		numbers[t.Term] = i
	}
	var places []place
	analyser.Terms(asked.Text, func(t index.Token) bool {
		if i, ok := numbers[t.Term]; ok {
			places = append(places, place{t.Start, t.End, i})
		}
		return len(places) < 4*index.MaxTerms
	})
	return places
}

// runs are the words between two places of the text that are written like
// names, those that stand side by side together.
func runs(analyser *index.Analyser, places []place, asked *retrieval.Asked, from, to int) []retrieval.Name {
	var names []retrieval.Name
	last := -1
	for _, p := range places {
		if p.start < from || p.end > to || !asked.Terms[p.term].Name || !isCapital(asked.Text[p.start:]) {
			continue
		}
		if last >= 0 && len(names) > 0 && strings.Trim(asked.Text[last:p.start], " -") == "" {
			n := &names[len(names)-1]
			n.Text += asked.Text[last:p.end]
			n.Terms |= 1 << p.term
		} else {
			names = append(names, retrieval.Name{Text: asked.Text[p.start:p.end], Terms: 1 << p.term, Proper: true})
		}
		last = p.end
	}
	for i := range names {
		names[i].Others = spellings(analyser, names[i], asked.Terms)
	}
	return names
}

func isCapital(text string) bool {
	return strings.IndexFunc(text, unicode.IsUpper) == 0
}

// spellings are the other romanisations of a name that is a single word.
func spellings(analyser *index.Analyser, n retrieval.Name, terms []retrieval.Term) []retrieval.Other {
	if bits.OnesCount64(n.Terms) != 1 {
		return nil
	}
	own := terms[bits.TrailingZeros64(n.Terms)]
	var others []retrieval.Other
	for _, s := range lexicon.Spellings(own.Word) {
		analyser.Terms(s, func(t index.Token) bool {
			if t.Term != own.Term && len(others) < maxSpellings {
				others = append(others, retrieval.Other{Terms: []string{t.Term}, Weight: spelledAlike})
			}
			return false
		})
	}
	return others
}
