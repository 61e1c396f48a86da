package news

// Change is what a revision changed about an article's words, for those who
// relied on the version before. White space, times of update and counts of
// shares are no change.
type Change struct {
	// Headline is the title before, empty where it has stayed the same.
	Headline string `json:"headline,omitempty"`
	// Added are sentences of the new text, Removed of the one before, and
	// Replaced pairs of one that took the other's place.
	Added    []Span        `json:"added,omitempty"`
	Removed  []Span        `json:"removed,omitempty"`
	Replaced []Replacement `json:"replaced,omitempty"`
}

// Replacement is a sentence, given by its range in the text before, that
// another has taken the place of, given by its range in the new text.
type Replacement struct {
	Before Span `json:"before"`
	After  Span `json:"after"`
}

// IsZero reports whether nothing has changed.
func (c Change) IsZero() bool {
	return c.Headline == "" && len(c.Added)+len(c.Removed)+len(c.Replaced) == 0
}
