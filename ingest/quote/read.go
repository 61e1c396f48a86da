package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	if by == nil && f.first && (r.open || r.full(f.quotes[0].Span)) {
		by = r.before
	}
	for _, q := range f.quotes {
		c := candidate{Span: q.Span}
		if by != nil && (r.open || r.full(q.Span)) {
			c.by = by
		}
		r.found = append(r.found, c)
	}
	if by != nil {
		r.current = by
	}
	r.waiting += len(f.quotes)
}

// full reports whether quoted words are a sentence and not a title.
func (r *reader) full(s news.Span) bool {
	text := strings.TrimSpace(at(r.text, s))
	first, _ := utf8.DecodeRuneInString(text)
	return endsSentence(text) && !unicode.IsLower(first) && !titled(text) || strings.Count(text, " ") > 6
}

// attribute reads a sentence with words of its own.
func (r *reader) attribute(f frame) {
	r.mention()
	subject := r.subject()
	clauses := r.tokens.clauses()
	by := r.resolveAll(clauses, subject)
	var first, last *attribution
	at := 0
	for i, t := range r.tokens {
		if t.kind != quoted {
			continue
		}
		c := candidate{Span: news.Span{Start: t.start, End: t.end}}
		if k := r.governing(clauses, i); k >= 0 && by[k] != nil {
			c.by = by[k]
			last = by[k]
			if at == 0 {
				first = by[k]
			}
		}
		at++
		r.found = append(r.found, c)
	}
	if at < len(f.quotes) { // a sentence of more words than are read
		r.reject(f.quotes[at:])
	}
	r.settle(first, len(f.quotes))
	switch {
	case last != nil:
		r.current = last
	case len(clauses) > 0 && by[0] != nil && len(f.quotes) == 0:
		r.current = by[0]
	default:
		r.current = nil
	}
}

// settle gives quotations that waited for a speaker the one of the sentence
// after them, which has n quotations itself.
func (r *reader) settle(by *attribution, n int) {
	if by != nil {
		end := len(r.found) - n
		for i := end - r.waiting; i < end; i++ {
			if r.found[i].by == nil {
				r.found[i].by = by
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
