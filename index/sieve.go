package index

import "slices"

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
	if !has(s.sourceSets, c.sourceSet.at(n)) ||
		c.validFrom.at(n) > s.asOf || s.asOf >= c.validTo.at(n) || c.isDead(n) {
		return false
	}
	if published := c.published.at(n); s.bounded && (published < s.since || published > s.until) {
		return false
	}
	return (s.outlets == nil || has(s.outlets, c.outlet.at(n))) && (s.hidden == nil || !has(s.hidden, c.article.at(n)))
}
