package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"

	"attache/ingest"
)

const (
	// maxDepth bounds how deep the elements of a feed nest.
	maxDepth = 1000
	// maxEntries bounds the entries that are parsed, so that a feed of
	// nothing but entries costs no more than a large real one.
	maxEntries = 5 * maxItems
	// harmlessTags is the number of tags up to which no nesting is too deep
	// for the parser's stack.
	harmlessTags = 20_000
)

var (
	entryEnd = regexp.MustCompile(`(?i)</((?:\w+:)?(?:item|entry))\s*>`)
	rootTag  = regexp.MustCompile(`(?i)<((?:\w+:)?(?:rss|feed|rdf))[\s>]`)
)

// LooksLikeFeed tells a feed from a page by its first tags.
func LooksLikeFeed(decoded []byte) bool {
	return gofeed.DetectFeedType(bytes.NewReader(decoded)) != gofeed.FeedTypeUnknown
}

// parseWhole parses a decoded feed, and once more without its torn end if
// that is what is wrong with it.
func parseWhole(decoded []byte) (*gofeed.Feed, error) {
	if isTooDeep(decoded) {
		return nil, errors.New("elements nested too deep")
	}
	if ends := entryEnd.FindAllIndex(decoded, maxEntries+1); len(ends) > maxEntries {
		decoded = closeAfter(decoded, ends[maxEntries-1][1])
	}
	feed, err := parseFeed(decoded)
	if err == nil {
		return feed, nil
	}
	if ends := entryEnd.FindAllIndex(decoded, -1); len(ends) > 0 {
		if feed, again := parseFeed(closeAfter(decoded, ends[len(ends)-1][1])); again == nil {
			return feed, nil
		}
	}
	return nil, err
}

// closeAfter cuts a feed after the entry that ends at the given byte, and
// closes what is open there.
func closeAfter(decoded []byte, end int) []byte {
	closed := bytes.Clone(decoded[:end])
	root := rootTag.FindSubmatch(decoded[:min(len(decoded), ingest.DeclarationBytes)])
	if root == nil {
		return closed
	}
	if strings.EqualFold(string(root[1]), "rss") {
		closed = append(closed, "</channel>"...)
	}
	return append(closed, "</"+string(root[1])+">"...)
}

func parseFeed(decoded []byte) (*gofeed.Feed, error) {
	parser := gofeed.NewParser()
	// Only the original holds an item's own source.
	parser.KeepOriginalFeed = true
	return parser.Parse(bytes.NewReader(decoded))
}

// isTooDeep reports whether elements nest deeper than maxDepth. The parser
// of feeds calls itself for each level, and a stack that overflows ends the
// whole process.
func isTooDeep(decoded []byte) bool {
	if bytes.Count(decoded, []byte("<")) <= harmlessTags {
		return false
	}
	// The same decoder, as lenient as the parser has it, sees the same
	// levels.
	tokens := xml.NewDecoder(bytes.NewReader(decoded))
	tokens.Strict = false
	for depth := 0; ; {
		token, err := tokens.Token()
		if err != nil {
			return false
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return true
			}
		case xml.EndElement:
			depth--
		}
	}
}
