package news

import "time"

// Outcome is how one reading of a source ended, kept in the source's row.
type Outcome struct {
	Source int64
	// Lease names the claim that the reading was made under. An outcome of
	// a claim that has lapsed and been taken by another is not kept.
	Lease time.Time
	// At is when the reading ended, NextAt when the source is due again.
	At, NextAt time.Time
	// Title is kept where the source has none yet: a name that an
	// administrator gave stays. Home, Language and Newest replace the stored
	// ones where they are not empty.
	Title, Home, Language string
	Newest                time.Time
	// ETag, LastModified and ValidatedAt replace the stored ones.
	ETag, LastModified, ValidatedAt string
	// Interval is the rhythm of reading that NextAt follows.
	Interval time.Duration
	// MovedTo is the new address that the server has given for good; empty
	// where the source stays where it is.
	MovedTo string
	// Skipped and Notes are about single items.
	Skipped int
	Notes   []string
	// Problem is the sentence that explains a failure, for administrators.
	Problem string
	// Failed marks a reading that brought nothing because of Problem.
	Failed bool
	// Postponed marks a reading that was not begun, because the site had
	// asked to be left alone: only NextAt is kept of it.
	Postponed bool
	// PauseReason, if set, is why the source is not to be read again until
	// an administrator resumes it.
	PauseReason string
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
