package news

import (
	"time"
)

// Article is one piece of news as an outlet published it, at one revision.
type Article struct {
	// ID is the store's number of the article; 0 before it is stored.
	ID int64
	// Revision numbers the versions of an article from 1.
	Revision int
	// URL identifies the article: its canonical address, or, for an
	// imported text that has none, the identifier it came under.
	URL string
	// Title is plain text; it may be empty.
	Title string
	// Outlet is the publisher's name as readers know it.
	Outlet string
	// Authors are plain names in the order of the byline.
	Authors []string
	// Published is when the outlet first published the article, Modified
	// when it says that it last changed it; zero where it does not say.
	Published, Modified Moment
	// Language is a BCP 47 tag, or empty where it is not known.
	Language string
	// Text is the plain body: paragraphs parted by blank lines, UTF-8.
	Text string
	// Image is the full address of the lead image, or empty.
	Image string
	// Walled marks an article that its outlet shows in full to subscribers
	// only: Text is what is open to everyone.
	Walled bool
	// Partial marks a Text that is a feed's summary, which stands in until
	// the page can be read.
	Partial bool
	// Checked is when the article's page was read, and CheckAt when it is
	// to be read again for corrections; zero where it was not or is not.
	Checked, CheckAt time.Time
	// Seen is when this revision was first read.
	Seen time.Time
	// Aliases are other names that lead to the article: the address under
	// which a feed lists it, or a feed's own identifier for it. An article
	// that comes under a known alias is a version of the one held.
	Aliases []string
}

// Name is what the article is called in a list of sources: its title,
// or its identifier where it has none.
func (a Article) Name() string {
	if a.Title != "" {
		return a.Title
	}
	return a.URL
}

// KnownFrom is the time from which this revision counts as known. A first
// version counts as known when it was published, a later one when it was
// seen; an undated first version when it was seen.
func (a Article) KnownFrom() time.Time {
	if a.Revision <= 1 && !a.Published.IsZero() {
		return a.Published.Time
	}
	return a.Seen
}
