package news

import "time"

// Known is what the archive knows of an address or another alias.
type Known struct {
	// URL is the article's own address.
	URL string
	// Partial tells that only a summary is held.
	Partial bool
	// Published is when it was published, Checked when its page was last
	// read; either may be zero.
	Published Moment
	Checked   time.Time
	// Carried tells that the source that asks has brought the article
	// before.
	Carried bool
}

// Held is what the archive holds under one address or alias.
type Held struct {
	Article int64
	// URL is the article's own address, also where it was asked for under
	// an alias.
	URL       string
	Published Moment
	SourceSet int64
	// Sources are the members of SourceSet, ascending.
	Sources []int64
	// Partial tells that the newest version is a summary.
	Partial bool
	// Checked is when the page was last read; zero if never.
	Checked time.Time
	// Revisions are all versions, oldest first.
	Revisions []Revision
}

// Revision is one version of an article's words.
type Revision struct {
	Number      int
	Title, Text string
	Seen        time.Time
	// Change is what it changed about the one before.
	Change Change
}

// Newest is the present version.
func (h Held) Newest() Revision { return h.Revisions[len(h.Revisions)-1] }

// Batch is a set of whole articles that is committed at once, together
// with the index entries of their passages. It was decided on what was held
// at the time; when that has changed, the commit fails with ErrStale.
type Batch struct {
	Filings []Filing
	// Tail indexes the filings' new passages, in their order. It is empty
	// when there are none.
	Tail Segment
}

// Filing is what a batch does to one article.
type Filing struct {
	// Article has ID 0 and Revision 1 when it is new; otherwise Revision is
	// the present one, or one more when the words have changed.
	Article Article
	// Outlet and SourceSet are the store's numbers of them.
	Outlet, SourceSet int64
	// Revised is set when this revision is to be written.
	Revised bool
	// Renewed is set when the revision takes the place of a summary: it then
	// brings its own outlet, authors, language and time of publication.
	Renewed bool
	// Passages are new; Replaced are the numbers of those that they, or
	// nothing, take the place of.
	Passages []Passage
	Replaced []int64
	// Change is what the revision changed; zero for a first version.
	Change Change
	// Quotes are those of each of Passages, in its text.
	Quotes [][]Quote
	// Sketch is what copies of this revision are looked for by.
	Sketch []byte
}
