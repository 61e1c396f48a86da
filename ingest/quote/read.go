package quote

import (
	"strings"
	"unicode"

	"attache/news"
)

// read takes the next frame.
func (r *reader) read(f frame) {
	r.tokens = r.tokens[:0].tokenize(r.text, f.Start, f.End, f.quotes)
	if f.caption && len(r.tokens.clauses()) == 0 {
		r.mention()
		return
	}
	if f.first {
		r.before, r.current = r.current, nil
		if !r.open {
			r.waiting = 0
		}
	}
	switch {
	case f.isHeading(r.text) && !r.open:
		r.current, r.before = nil, nil
		r.reject(f.quotes)
	case len(f.quotes) > 0 && r.alone():
		r.goOn(f)
	default:
		r.attribute(f)
	}
	if n := len(f.quotes); n > 0 {
		r.open = f.quotes[n-1].open
	}
}

// reject notes words in marks that nobody is said to have said.
func (r *reader) reject(quotes []marked) {
	for _, q := range quotes {
		r.found = append(r.found, candidate{Span: q.Span})
	}
}

// alone reports whether a sentence is nothing but quotations.
func (r *reader) alone() bool {
	for _, t := range r.tokens {
		if t.kind == word {
			return false
		}
	}
	return true
}

// goOn gives quotations that stand alone to who spoke before: in this
// paragraph, or in the one before where this one goes on with it.
func (r *reader) goOn(f frame) {
	by := r.current
	if by == nil && f.first && (r.open || isSentence(at(r.text, f.quotes[0].Span))) {
		by = r.before
	}
	for _, q := range f.quotes {
		c := candidate{Span: q.Span}
		if by != nil && (r.open || isSentence(at(r.text, q.Span))) {
			c.by = by
		}
		r.found = append(r.found, c)
	}
	if by != nil {
		r.current = by
	}
	r.waiting += len(f.quotes)
}

// attribute reads a sentence with words of its own.
func (r *reader) attribute(f frame) {
	r.mention()
	subject := r.subject()
	clauses := r.tokens.clauses()
	by := r.resolveAll(clauses, subject)
	from := len(r.found)
	for i, t := range r.tokens {
		if t.kind != quoted {
			continue
		}
		c := candidate{Span: news.Span{Start: t.start, End: t.end}}
		if k := r.governing(clauses, i); k >= 0 {
			c.by = by[k]
		}
		r.found = append(r.found, c)
	}
	// A sentence may have more words than are read.
	r.reject(f.quotes[len(r.found)-from:])
	r.settle(from)
	r.current = speaking(r.found[from:], by)
}

// speaking is who goes on speaking after a sentence: who spoke last in it,
// or who was quoted in other words where it holds no marks.
func speaking(quotes []candidate, by []*attribution) *attribution {
	for i := len(quotes) - 1; i >= 0; i-- {
		if quotes[i].by != nil {
			return quotes[i].by
		}
	}
	if len(quotes) > 0 || len(by) == 0 {
		return nil
	}
	return by[0]
}

// settle gives quotations that waited for a speaker the one of the first
// quotation after them, which is number from.
func (r *reader) settle(from int) {
	if from < len(r.found) {
		for i := from - r.waiting; i < from; i++ {
			if r.found[i].by == nil {
				r.found[i].by = r.found[from].by
			}
		}
	}
	r.waiting = 0
}

func trimmed(text string, s news.Span) news.Span {
	piece := text[s.Start:s.End]
	s.Start += len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(piece))
	return s
}
