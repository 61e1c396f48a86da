package news

import "time"

// SourceKind tells how a source is read.
type SourceKind string

// The kinds of source.
const (
	KindFeed   SourceKind = "feed"   // an RSS, Atom or JSON feed
	KindPage   SourceKind = "page"   // one article page
	KindImport SourceKind = "import" // files given to attache import
)

// SharedGuild is the guild of a subscription that every guild sees: the
// operator's own sources.
const SharedGuild = ""

// Source is a place news is read from. It is stored once for all guilds;
// a Subscription says who sees it.
type Source struct {
	ID     int64      `json:"id"`
	URL    string     `json:"url"`
	Kind   SourceKind `json:"kind"`
	Title  string     `json:"title"`
	Paused bool       `json:"paused"`
	// Articles counts the articles held from this source.
	Articles int `json:"articles"`
	// FetchedAt is the last time a fetch ended well; zero if never.
	FetchedAt time.Time `json:"fetched_at,omitzero"`
	// NextAt is when the source is due again.
	NextAt time.Time `json:"next_at,omitzero"`
	// Problem is the sentence that explains the last failure, empty while
	// all is well.
	Problem string `json:"problem,omitempty"`
	// ETag and LastModified are the validators of the last good response
	// (RFC 9110, section 8.8).
	ETag         string `json:"-"`
	LastModified string `json:"-"`
	// Failures counts the failed fetches since the last good one.
	Failures int `json:"-"`
}

// Name is what the source is called in lists: its title, or its address.
func (s Source) Name() string {
	if s.Title != "" {
		return s.Title
	}
	return s.URL
}
