package news

import "time"

// Segment is a part of the full-text index as the store keeps it: an
// immutable set of passages with their postings. A tail is a segment whose
// postings are one blob, as a batch commits it.
type Segment struct {
	ID int64
	// Passages counts what the segment holds.
	Passages int
	// FirstPassage and FirstArticle are what the numbers in Columns count
	// from.
	FirstPassage, FirstArticle int64
	// Amended is the sequence number of the last amendment that Columns
	// already takes into account.
	Amended int64
	// IsTail tells that the postings stand in Tail.
	IsTail bool
	// Columns and Tail are blobs in the index's format; a manifest leaves
	// them out.
	Columns, Tail []byte
}

// Posting is the run of one term in one segment.
type Posting struct {
	Term string
	// DF counts the passages in Data.
	DF   int
	Data []byte
}

// Amendment is the present state of what may change about an indexed
// passage. A later one, by Seq, replaces an earlier one.
type Amendment struct {
	Seq     int64
	Passage int64
	// ValidTo is when a revision replaced the passage, zero while it stands.
	ValidTo time.Time
	// SourceSet is the set of sources the passage's article came from.
	SourceSet int64
	Deleted   bool
}

// Manifest is one consistent view of which segments are live.
type Manifest struct {
	// Segments are live, in order of FirstPassage, without their blobs.
	Segments []Segment
	// Amendments are those the asker has not seen, in order of Seq.
	Amendments []Amendment
}
