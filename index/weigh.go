package index

import "attache/news"

// Fields are the parts of a passage that are indexed, each with its own
// weight.
type Fields struct {
	// Title is the article's and stands with each of its passages, so that
	// every passage knows what its article is about.
	Title string
	// Lead is the article's first sentence in the passage that begins with
	// it, and empty in the others.
	Lead string
	// Text is the whole passage.
	Text string
}

// Impacts are the terms of one passage with their quantised weights.
type Impacts struct {
	terms   []string
	impacts []uint8
}

// Weigh turns a passage's fields into impacts. The title counts towards
// the passage's length; the lead does not, since the text holds it.
func (a *Analyser) Weigh(f Fields) Impacts {
	a.makeRoom()
	a.passage++
	a.found = a.found[:0]
	length := a.count(f.Title, TitleWeight)
	a.count(f.Lead, LeadWeight)
	length += a.count(f.Text, 1)
	p := Impacts{terms: make([]string, len(a.found)), impacts: make([]uint8, len(a.found))}
	for i, s := range a.found {
		p.terms[i], p.impacts[i] = s.term, quantise(saturate(s.frequency, float64(length)))
	}
	return p
}

// count adds a field to the present passage and gives the number of its
// terms.
func (a *Analyser) count(text string, weight float64) (terms int) {
	if weight == 0 {
		return 0
	}
	Words(text, func(start, end int) bool {
		s := a.stem(text[start:end])
		if s == nil {
			return true
		}
		if s.passage != a.passage {
			s.passage, s.frequency = a.passage, 0
			a.found = append(a.found, s)
		}
		s.frequency += weight
		terms++
		return true
	})
	return terms
}

// NewTail makes the tail of a batch from its passages' impacts and rows,
// which are parallel and at most SegmentSize. The rows' Passage and Article
// are numbered as Row says; the store fills in where they count from.
func NewTail(passages []Impacts, rows []Row) news.Segment {
	b := newBuilder()
	for _, p := range passages {
		b.add(p)
	}
	return news.Segment{
		Passages: len(rows),
		IsTail:   true,
		Columns:  encodeColumns(rows),
		Tail:     b.blob(),
	}
}
