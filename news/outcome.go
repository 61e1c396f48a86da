package news

import "time"

// Outcome is how one reading of a source ended, kept in the source's row.
type Outcome struct {
	Source int64
	// At is when the reading ended, NextAt when the source is due again.
	At, NextAt time.Time
	// Title, ETag and LastModified replace the stored ones where they are
	// not empty.
	Title, ETag, LastModified string
	// Problem is the sentence that explains a failure, for administrators.
	Problem string
	// Failed marks a reading that brought nothing because of Problem.
	Failed bool
	// NotModified marks a reading answered with "304 Not Modified".
	NotModified bool
}

// Filed counts what happened to articles given to the archive.
type Filed struct {
	New, Changed, Unchanged int
}

// Add adds the counts of another filing.
func (f *Filed) Add(other Filed) {
	f.New += other.New
	f.Changed += other.Changed
	f.Unchanged += other.Unchanged
}
