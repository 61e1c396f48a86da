package feed

import (
	"errors"
	"fmt"
	"net/url"

	"attache/ingest"
	"attache/news"
)

// Feed is a feed as it was published: plain text, full addresses.
type Feed struct {
	Title string
	// Home is the address of the site the feed belongs to, or empty.
	Home string
	// Language is a BCP 47 tag, or empty.
	Language string
	// Items are at most 1,000, in the feed's order; of a longer feed the
	// newest, newest first.
	Items []Item
	// Skipped counts the items that hold nothing to read, cannot be read or
	// have the address of another, and Left those that were too many.
	Skipped, Left int
	// Torn is set where the feed ended before it was closed, as one does
	// that was cut off on its way, or went on as no feed does.
	Torn bool
}

// Item is one entry of a feed.
type Item struct {
	// GUID is what the feed calls the item, so that it is known again when
	// its address changes; empty where the feed gives none, or gives the
	// same to several items.
	GUID string
	// URL is the full address of the article.
	URL string
	// Title is plain text; empty where the item has none.
	Title string
	// Outlet is the publisher where the item names one of its own.
	Outlet  string
	Authors []string
	// Published and Updated are as stated, even if they lie in the future;
	// zero where they are not. An Atom entry that states only when it was
	// updated was published then, and Dublin Core's date is both.
	Published, Updated news.Moment
	// HTML is the item's content and Summary its description, both as
	// published; either may be empty. Content that is plain text is
	// escaped.
	HTML, Summary string
	// Language is a BCP 47 tag where the item states one of its own.
	Language string
	// Categories are at most 20 words or phrases, plain text.
	Categories []string
	// Image is the full address of the item's picture, or empty.
	Image string
}

// Parse reads RSS, Atom, RDF or JSON Feed in any encoding; contentType is
// the header's, or empty. Relative addresses are resolved against base, the
// feed's own address. Broken markup is mended, and of a feed that is cut
// off the items before the cut are kept. Its errors are *news.Fault;
// ErrIsPage is among their causes where the body is a web page.
func Parse(body []byte, contentType, base string) (Feed, error) {
	baseURL, err := ingest.ParseAddress(base)
	if err != nil {
		return Feed{}, err
	}
	decoded := ingest.Decode(body, contentType)
	feed, items, err := parse(decoded, baseURL)
	if err != nil {
		return Feed{}, refusal(decoded, err)
	}
	feed.Items = items.newest()
	feed.Left = items.left
	feed.Skipped += items.skipped
	return feed, nil
}

// parse reads a decoded feed. Its error is for the log.
func parse(decoded []byte, base *url.URL) (Feed, *shelf, error) {
	items := &shelf{}
	switch kind := KindOf(decoded); kind {
	case KindRSS, KindRDF, KindAtom:
		feed, err := parseXML(kind, decoded, base, items.add)
		return feed, items, err
	case KindJSON:
		feed, err := parseJSON(decoded, base, items)
		if err == nil && feed.version == "" && len(items.items) == 0 {
			err = errors.New("JSON without items or a version of JSON Feed")
		}
		return feed.Feed, items, err
	default:
		return Feed{}, nil, fmt.Errorf("%s where a feed was expected", kind)
	}
}
