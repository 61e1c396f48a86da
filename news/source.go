package news

import (
	"strconv"
	"time"
)

// SourceKind tells how a source is read.
type SourceKind string

// The kinds of source.
const (
	KindFeed    SourceKind = "feed"    // an RSS, Atom, RDF or JSON feed
	KindSitemap SourceKind = "sitemap" // a sitemap or an index of sitemaps
	KindPage    SourceKind = "page"    // one article page
	KindImport  SourceKind = "import"  // files given to attache import
)

// SharedGuild is the guild of a subscription that every guild sees: the
// operator's own sources.
const SharedGuild = ""

// Source is a place news is read from. It is stored once for all guilds;
// a subscription says who sees it.
type Source struct {
	ID    int64      `json:"id"`
	URL   string     `json:"url"`
	Kind  SourceKind `json:"kind"`
	Title string     `json:"title"`
	// Home is the address of the site it belongs to, or empty.
	Home string `json:"home,omitempty"`
	// Language is a BCP 47 tag, or empty.
	Language string `json:"language,omitempty"`
	// Folders are where the subscription was filed in an imported list,
	// outermost first.
	Folders []string `json:"folders,omitempty"`
	Paused  bool     `json:"paused"`
	// PauseReason is the sentence that says why reading was given up; empty
	// where an administrator paused it.
	PauseReason string `json:"pause_reason,omitempty"`
	// Articles counts the articles held from this source.
	Articles int `json:"articles"`
	// TriedAt is the last time it was read or failed to be, FetchedAt the
	// last time a reading ended well; zero if never.
	TriedAt   time.Time `json:"tried_at,omitzero"`
	FetchedAt time.Time `json:"fetched_at,omitzero"`
	// NextAt is when the source is due again.
	NextAt time.Time `json:"next_at,omitzero"`
	// Newest is the latest publication that it has listed.
	Newest time.Time `json:"newest,omitzero"`
	// Interval is how long after a good reading it is due again, by its own
	// rhythm of publishing; 0 while that is not known.
	Interval Seconds `json:"interval_seconds,omitzero"`
	// Problem is the sentence that explains the last failure, empty while
	// all is well.
	Problem string `json:"problem,omitempty"`
	// Failures counts the failed fetches since the last good one, which
	// FailingSince dates.
	Failures     int       `json:"failures,omitempty"`
	FailingSince time.Time `json:"failing_since,omitzero"`
	// Skipped counts the items of the last reading that held nothing to
	// read, and Notes say in sentences what was wrong with some.
	Skipped int      `json:"skipped,omitempty"`
	Notes   []string `json:"notes,omitempty"`
	// ETag and LastModified are the validators of the last good response
	// (RFC 9110, section 8.8), ValidatedAt the address they belong to where
	// a redirect led to another.
	ETag         string `json:"-"`
	LastModified string `json:"-"`
	ValidatedAt  string `json:"-"`
	// Lease is until when a claim holds; it names the claim when it ends.
	Lease time.Time `json:"-"`
}

// Seconds is a length of time that JSON shows as whole seconds.
type Seconds time.Duration

// MarshalJSON writes the whole seconds.
func (s Seconds) MarshalJSON() ([]byte, error) {
	return strconv.AppendInt(nil, int64(time.Duration(s)/time.Second), 10), nil
}

// UnmarshalJSON reads whole seconds.
func (s *Seconds) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseInt(string(data), 10, 32)
	*s = Seconds(time.Duration(n) * time.Second)
	return err
}

// Name is what the source is called in lists: its title, or its address.
func (s Source) Name() string {
	if s.Title != "" {
		return s.Title
	}
	return s.URL
}
