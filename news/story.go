package news

import "time"

// Story is one report with its near-duplicates: reprints and light
// rewrites, by one outlet or many. Every article belongs to one.
type Story struct {
	ID int64
	// Origin is the article that the others go back to.
	Origin int64
	// Members are the articles, the earliest published first.
	Members []int64
}

// Sketch is what an article is compared by when copies of it are looked
// for, in the form of package story.
type Sketch struct {
	Article int64
	// At is when the article was published, or first seen where it does
	// not say.
	At   time.Time
	Data []byte
	// Story is the article's story; 0 while it has not been looked for.
	Story int64
}

// Kin is an article with those that were found to be copies of the same
// report.
type Kin struct {
	Article int64
	Copies  []int64
}
