package news

import "time"

// Passage is a run of whole sentences of an article, the unit that is
// searched and cited. It stores its own text, so that it can be cited
// after the article has changed.
type Passage struct {
	ID      int64
	Article int64
	// Revision is the article's revision that Start and End refer to.
	Revision int
	// Ordinal is the passage's place in its revision, from 0.
	Ordinal int
	// Start and End are the byte range [Start, End) of the revision's text.
	Start, End int
	// Text is the article's text in that range.
	Text string
	// Sentences are the sentences of Text, in order.
	Sentences []Span
	// ValidFrom is when the passage became known; ValidTo when a revision
	// replaced it, zero while it stands.
	ValidFrom, ValidTo time.Time
}

// Span is a byte range [Start, End) of a text.
type Span struct{ Start, End int }

// Sentence gives the words of the i-th sentence.
func (p Passage) Sentence(i int) string { return p.Text[p.Sentences[i].Start:p.Sentences[i].End] }

// Evidence is a passage with the article it stands in: what an answer
// may be built on and what a citation shows.
type Evidence struct {
	Passage Passage
	Article Article
}
