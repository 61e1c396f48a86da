// Package opml reads and writes lists of feeds as OPML, the format in which
// feed readers hand their subscriptions on (http://opml.org/spec2.opml; 1.0
// and 1.1 are read the same). Its rules are:
//
//   - A file is foreign: bounded in bytes, outlines and depth, in whatever
//     encoding it says or shows; entities it declares itself are not
//     expanded.
//   - Only outlines with an xmlUrl are feeds. Every other one is a folder,
//     and a feed inside a feed is its neighbour.
//   - What was written is read back equal, folders and order included.
package opml

import (
	"errors"
	"fmt"

	"attache/news"
)

// Bounds of what is read. They leave room for the largest lists people
// keep, which hold some thousand feeds in two or three levels.
const (
	// MaxBytes bounds a file.
	MaxBytes = 10 << 20
	// MaxOutlines bounds the outlines of a file, folders included.
	MaxOutlines = 10_000
	// MaxDepth bounds how deep outlines nest; a feed in no folder is one
	// deep.
	MaxDepth = 32
)

// Document is a list of feeds.
type Document struct {
	// Title is the list's own name, or empty.
	Title string
	// Outlines are the feeds in the file's order. Their addresses are as
	// the file has them: nothing has checked them.
	Outlines []Outline
}

// Outline is one feed of a list. White space in its texts is folded.
type Outline struct {
	Title string
	// URL is the address of the feed and Home that of its site: the
	// attributes xmlUrl and htmlUrl.
	URL, Home   string
	Description string
	// Language is what the file says, a BCP 47 tag in files of ours.
	Language string
	// Folders is the path to the feed, outermost first; nil where it stands
	// in none. Folders without a name are left out.
	Folders []string
	// Kind is an attribute of ours: what stands at the address where that is
	// no feed, such as "page" or "sitemap".
	Kind string
	// Status and From are attributes of ours, which other readers pass
	// over: whether the address has been tried, and the page or file that
	// named it.
	Status, From string
}

var (
	errTooLarge = &news.Fault{
		Sentence: fmt.Sprintf("That list of feeds is larger than %d MB; split it into smaller files.", MaxBytes>>20),
		Cause:    errors.New("opml: too many bytes"),
	}
	errTooMany = &news.Fault{
		Sentence: fmt.Sprintf("That list holds more than %d entries; split it into smaller files.", MaxOutlines),
		Cause:    errors.New("opml: too many outlines"),
	}
	errTooDeep = &news.Fault{
		Sentence: fmt.Sprintf("The folders of that list are more than %d deep; give a list with fewer levels.", MaxDepth),
		Cause:    errors.New("opml: outlines nested too deep"),
	}
	errEmpty = &news.Fault{
		Sentence: "That file is empty; give an OPML file, which feed readers export.",
		Cause:    errors.New("opml: no element"),
	}
	errFeed = &news.Fault{
		Sentence: "That is a feed, not a list of feeds: add it with source add.",
		Cause:    errors.New("opml: the root is a feed's"),
	}
	errPage = &news.Fault{
		Sentence: "That is a web page, not a list of feeds; give an OPML file, which feed readers export.",
		Cause:    errors.New("opml: the root is a page's"),
	}
	errOther = &news.Fault{
		Sentence: "That is not a list of feeds; give an OPML file, which feed readers export.",
		Cause:    errors.New("opml: no opml element"),
	}
)

// damaged is a file that is OPML and cannot be read to its end. Half a list
// would pass for the whole, so nothing of it is taken.
func damaged(cause error) error {
	return &news.Fault{
		Sentence: "That OPML file is damaged or cut off; export it again from your feed reader.",
		Cause:    fmt.Errorf("read opml: %w", cause),
	}
}
