package feed

import (
	"slices"
)

// maxItems bounds the items of one feed or sitemap that are kept.
const maxItems = 1000

// shelf keeps the newest items of a list that may be of any length.
type shelf struct {
	items         []Item
	skipped, left int
}

// add takes an item that has something to read.
func (s *shelf) add(item Item) {
	if item.Title == "" && item.HTML == "" && item.Summary == "" {
		s.skipped++
		return
	}
	s.keep(item)
}

// keep takes an item that has an address. Now and then the oldest are
// thrown out, so that a long list never stands in memory as a whole.
func (s *shelf) keep(item Item) {
	if item.URL == "" {
		s.skipped++
		return
	}
	s.items = append(s.items, item)
	if len(s.items) >= 2*maxItems {
		s.trim()
	}
}

// trim drops all but the newest; those without a date count as oldest, and
// among equals the first stay.
func (s *shelf) trim() {
	s.single()
	if len(s.items) <= maxItems {
		return
	}
	slices.SortStableFunc(s.items, func(a, b Item) int { return b.date().Compare(a.date()) })
	s.left += len(s.items) - maxItems
	s.items = slices.Delete(s.items, maxItems, len(s.items))
}

// newest gives what has been kept, each address once, in the order of a
// list that was short enough and newest first of one that was not.
func (s *shelf) newest() []Item {
	s.trim()
	owners := make(map[string]int, len(s.items))
	for _, item := range s.items {
		owners[item.GUID]++
	}
	for i, item := range s.items {
		// What two items are called tells neither.
		if owners[item.GUID] > 1 {
			s.items[i].GUID = ""
		}
	}
	return s.items
}

// single keeps of several items with one address the one that was touched
// last, in the place of the first.
func (s *shelf) single() {
	places := make(map[string]int, len(s.items))
	kept := s.items[:0]
	for _, item := range s.items {
		place, isKnown := places[item.URL]
		switch {
		case !isKnown:
			places[item.URL] = len(kept)
			kept = append(kept, item)
			continue
		case item.touched().After(kept[place].touched()):
			kept[place] = item
		}
		s.skipped++
	}
	clear(s.items[len(kept):])
	s.items = kept
}
