package asking

import (
	"slices"
	"strings"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/lexicon"
)

// maxNames bounds the names that are read in a question.
const maxNames = 24

// naming reads the names of a question.
type naming struct {
	*reading
	analyser *index.Analyser
	lexicon  *lexicon.Lexicon
	mentions []lexicon.Mention
	terms    []retrieval.Term
	names    []retrieval.Name
}

// names finds what the question names: what the lexicon knows, and runs of
// words written like names. It marks their words in r and in terms.
func (a *Asker) names(analyser *index.Analyser, r *reading, terms []retrieval.Term) []retrieval.Name {
	n := naming{reading: r, analyser: analyser, terms: terms}
	if a.lexicon != nil {
		n.lexicon = a.lexicon()
	}
	if n.lexicon != nil {
		n.mentions = n.lexicon.Find(calm(r.text))
	}
	pieces := n.pieces()
	for len(pieces) > 0 {
		run := 1
		for run < len(pieces) && n.isOne(pieces[run-1], pieces[run]) {
			run++
		}
		if run == 1 {
			n.single(pieces[0])
		} else {
			n.run(pieces[:run])
		}
		pieces = pieces[run:]
	}
	return n.names
}

// single takes up a name of one piece, with what else it may be called.
func (n *naming) single(p piece) {
	name := retrieval.Name{Text: n.textOf(p), Proper: true, Others: n.others(p)}
	if p.kind != "" && p.kind != lexicon.Given {
		e := p.mention.Entry
		name.ID, name.Kind = e.ID, string(e.Kind)
		name.Proper = !(e.Kind == lexicon.Office || e.Kind == lexicon.Ministry) || len(e.Of) > 0
	}
	n.add(p.from, p.to, name)
}

// maxSpelled is of how many words of a run other spellings are looked for:
// people have few names, and long runs are not people's.
const maxSpelled = 4

// run takes up a name of several pieces, such as a person's. Behind it come
// those that are spelled otherwise, too: each stands for itself alone, and
// names nobody in particular.
func (n *naming) run(pieces []piece) {
	whole := piece{from: pieces[0].from, to: pieces[len(pieces)-1].to}
	name := retrieval.Name{Text: n.textOf(whole), Proper: true}
	var parts []retrieval.Name
	for _, p := range pieces {
		if p.kind == lexicon.Person {
			name.ID, name.Kind = p.mention.Entry.ID, string(p.kind)
		}
		if len(pieces) > maxSpelled {
			continue
		}
		if others := n.others(p); len(others) > 0 {
			parts = append(parts, retrieval.Name{Text: n.textOf(p), Terms: n.termsOf(p), Others: others})
		}
	}
	n.add(whole.from, whole.to, name)
	n.names = append(n.names, parts...)
}

// places are the kinds of names that outlets have in theirs, too.
var places = map[lexicon.Kind]bool{
	lexicon.Country: true, lexicon.Territory: true, lexicon.Former: true, lexicon.Capital: true, lexicon.City: true, lexicon.Region: true,
}

// add takes up a name that consists of the words from one to another.
func (n *naming) add(from, to int, name retrieval.Name) {
	for i := from; i < to; i++ {
		n.words[i].named, n.words[i].known, n.words[i].place = true, name.ID != "", places[lexicon.Kind(name.Kind)]
		if t := n.words[i].content; t != none {
			name.Terms |= 1 << t
			n.terms[t].Name = n.terms[t].Name || name.Proper
		}
	}
	n.names = append(n.names, name)
}

// termsOf has the bits of a piece's content words.
func (n *naming) termsOf(p piece) (terms uint64) {
	for i := p.from; i < p.to; i++ {
		if t := n.words[i].content; t != none {
			terms |= 1 << t
		}
	}
	return terms
}

// listed are the names that hold a content word, at most 24. A report does
// not have to name its own outlet, so that an outlet's name is none that has
// to stand there.
func listed(names []retrieval.Name, outlets []string) []retrieval.Name {
	kept := names[:0]
	for _, name := range names {
		if name.Terms == 0 || len(kept) == maxNames {
			continue
		}
		isOutlet := func(outlet string) bool { return name.ID == "" && strings.HasSuffix(outlet, name.Text) }
		name.Proper = name.Proper && !slices.ContainsFunc(outlets, isOutlet)
		kept = append(kept, name)
	}
	return kept
}
