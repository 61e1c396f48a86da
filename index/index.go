// Package index finds the passages that share words with a question. Its
// rules are:
//
//   - Every matching passage is scored; nothing is skipped or sampled.
//   - Who may see a passage, and when it was known, is decided inside
//     scoring. A query without source sets sees nothing.
//   - A segment is immutable and its id is never reused. What changes about
//     a passage (superseded, deleted, seen by another source) is an
//     amendment beside it, folded in when the segment is rewritten.
//   - A question pins one generation, and all its reads agree with it.
//   - The rows are plain: any SQL engine that keeps them ranks identically.
//
// Changing the analysis, the weights, K1, B or AverageLength changes what
// the stored impacts mean: Format must then be raised, and the index rebuilt.
package index

// Format names the meaning of the stored impacts and blobs.
const Format = 1

// The ranking function is BM25F with these constants: Robertson and
// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
// (2009), section 3. The weights were chosen on development questions; see
// eval/RESULTS.md.
const (
	// K1 is how soon a repeated word stops counting.
	K1 = 1.5
	// B is how much a long passage is held back, 0 to 1.
	B = 0.5
	// AverageLength is the stored mean length of a passage with its title,
	// in terms. It is a constant so that impacts never go stale.
	AverageLength = 160
	// TitleWeight is what a word of the title counts, in words of the text.
	TitleWeight = 3.0
	// LeadWeight is what a word of the article's first sentence counts on
	// top, in the passage that begins with it.
	LeadWeight = 0.5
)

const (
	// SegmentSize is the most passages a segment holds.
	SegmentSize = 1 << 16
	// MaxTails is how many tails wait until a merge is due: a power of two,
	// so that batches of a thousand come to fill a segment by doubling.
	MaxTails = 16
	// MaxTerms is how many terms of a query are scored: Matched has a bit
	// for each.
	MaxTerms = 64
	// MaxWords is how many words of a query are read, terms and their
	// alternatives together.
	MaxWords = 256
)
