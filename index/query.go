package index

import (
	"slices"
	"time"
)

// Query asks for the best passages that share words with a question.
type Query struct {
	// Terms are what to look for; of more than MaxTerms the first count.
	Terms []QueryTerm
	// Filter says which passages may be found at all.
	Filter Filter
	// Boost, if set, multiplies a passage's score by its publication (Unix
	// seconds, or Undated). It must stay within (0, MaxBoost].
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
	// Matched has bit i set where the passage holds Query.Terms[i].
	Matched uint64
}

// Result is what a query found.
type Result struct {
	// Hits are ordered by score, then by passage number.
	Hits []Hit
	// DF counts, for each of the query's terms, the passages that hold it,
	// over all that the index holds, seen or not.
	DF []int
	// Passages counts what the index holds.
	Passages int
}

// sieve is a Filter made ready for the inner loop.
type sieve struct {
	sourceSets, outlets, hidden []bool // by number; nil lets everything pass
	asOf, since, until          int64
	bounded                     bool
}

func newSieve(f Filter) sieve {
	s := sieve{
		sourceSets: flags(f.SourceSets),
		hidden:     flags(f.HiddenArticles),
		asOf:       Forever - 1,
		since:      Undated + 1,
		until:      Forever,
		bounded:    !f.Since.IsZero() || !f.Until.IsZero(),
	}
	if len(f.Outlets) > 0 {
		s.outlets = flags(f.Outlets)
	}
	if !f.AsOf.IsZero() {
		s.asOf = f.AsOf.Unix()
	}
	if !f.Since.IsZero() {
		s.since = f.Since.Unix()
	}
	if !f.Until.IsZero() {
		s.until = f.Until.Unix()
	}
	return s
}

// flags is a set of small numbers as a slice of bools.
func flags(numbers []int64) []bool {
	if len(numbers) == 0 {
		return nil
	}
	set := make([]bool, max(0, slices.Max(numbers))+1)
	for _, n := range numbers {
		if n >= 0 {
			set[n] = true
		}
	}
	return set
}

func has(set []bool, n int64) bool { return n >= 0 && n < int64(len(set)) && set[n] }

// passes reports whether passage number n of the columns may be found.
func (s *sieve) passes(c *columns, n int) bool {
	if !has(s.sourceSets, c.sourceSet[n]) ||
		c.validFrom[n] > s.asOf || s.asOf >= c.until(n) ||
		c.dead != nil && c.dead[n] {
		return false
	}
	if s.bounded && (c.published[n] < s.since || c.published[n] > s.until) {
		return false
	}
	return (s.outlets == nil || has(s.outlets, c.outlet[n])) && !has(s.hidden, c.article[n])
}
