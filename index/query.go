package index

import "time"

// Query asks for the best passages that share words with a question.
type Query struct {
	// Terms are what to look for; of more than MaxTerms the first count.
	Terms []QueryTerm
	// Filter says which passages may be found at all.
	Filter Filter
	// Boost, if set, multiplies a passage's score by the day of its
	// publication: the beginning of that day, UTC, in Unix seconds, or
	// Undated. It must stay within (0, MaxBoost].
	Boost    func(published int64) float32
	MaxBoost float32
	// Limit is how many hits to return.
	Limit int
}

// QueryTerm is a term as Analyser gives it, with what it counts beside the
// others: 1 for the reader's own words.
type QueryTerm struct {
	Term   string
	Weight float32
	// Alternatives are other words that stand for the term ("British" for
	// "Britain"), each different from it and from one another. A passage is
	// credited with the best of them and the term, never with their sum.
	// Beyond MaxWords words in a query, they are left out.
	Alternatives []Alternative
}

// Alternative is a word that stands for another. Weight, in (0, 1], is what
// it counts beside the term itself; one that counts nothing is left out.
type Alternative struct {
	Term   string
	Weight float32
}

// Undated is the publication time of a passage that has none, in the
// columns of a segment: earlier than anything.
const Undated = -1 << 40

// Filter says which passages may be found. It is applied inside scoring,
// so nothing outside of it can appear in a result.
type Filter struct {
	// SourceSets are the sets of sources that the asker may see. None
	// means that nothing may be seen.
	SourceSets []int64
	// AsOf, unless zero, leaves out what was not known then.
	AsOf time.Time
	// Since and Until, unless zero, bound the publication; both count as
	// inside. Undated passages are outside of any bound.
	Since, Until time.Time
	// Outlets, if any, are the only ones that may appear.
	Outlets []int64
	// HiddenArticles never appear.
	HiddenArticles []int64
}

// Hit is a passage that was found.
type Hit struct {
	Passage, Article int64
	// Score is comparable within one result only.
	Score float32
	// Published is in Unix seconds, or Undated.
	Published int64
	// Outlet is the store's number of the article's outlet.
	Outlet int64
	// Matched has bit i set where the passage holds Query.Terms[i] or one of
	// its alternatives, Own where it holds the term itself.
	Matched, Own uint64
}

// Result is what a query found.
type Result struct {
	// Hits are ordered by score, then by passage number.
	Hits []Hit
	// DF counts, for each of the query's terms, the passages that hold it,
	// over all that the index holds, seen or not. With alternatives it is
	// the sum of theirs and its own, at most Passages: one that holds
	// several is counted with each.
	DF []int
	// Passages counts what the index holds.
	Passages int
}
