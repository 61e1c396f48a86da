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
	frequency := make(map[string]float64)
	var terms []string
	var length float64
	count := func(text string, weight, lengthWeight float64) {
		if weight == 0 {
			return
		}
		a.Terms(text, func(t Token) bool {
			before, seen := frequency[t.Term]
			if !seen {
				terms = append(terms, t.Term)
			}
			frequency[t.Term] = before + weight
			length += lengthWeight
			return true
		})
	}
	count(f.Title, TitleWeight, 1)
	count(f.Lead, LeadWeight, 0)
	count(f.Text, 1, 1)
	impacts := make([]uint8, len(terms))
	for i, term := range terms {
		impacts[i] = quantise(saturate(frequency[term], length))
	}
	return Impacts{terms: terms, impacts: impacts}
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
