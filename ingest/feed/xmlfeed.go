package feed

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"

	"attache/ingest"
)

// parseXML mends RSS, RDF or Atom, gives each item to add, and the rest of
// the feed back.
func parseXML(kind Kind, decoded []byte, base *url.URL, add func(Item)) (Feed, error) {
	mended := mend(decoded)
	feed := Feed{Torn: mended.torn}
	for chunk := range mended.chunks(maxItems, chunkBytes) {
		parsed, outlets, err := parseMarkup(kind, chunk.markup)
		if err != nil {
			return Feed{}, err
		}
		feed.Title = title(parsed.Title)
		feed.Home = ingest.Resolve(base, parsed.Link)
		feed.Language = ingest.LanguageTag(parsed.Language)
		for i, entry := range parsed.Items {
			if len(entry.Authors) == 0 && kind == KindAtom {
				entry.Authors = parsed.Authors // RFC 4287, section 4.2.1
			}
			item := readItem(entry, base)
			item.Outlet = title(outlets[i])
			if len(chunk.entries) == len(parsed.Items) {
				item.complete(chunk.entries[i], base)
			}
			add(item)
		}
	}
	return feed, nil
}

// complete fills what the parser drops of an entry's tag.
func (i *Item) complete(s span, base *url.URL) {
	if i.Language == "" {
		i.Language = ingest.LanguageTag(s.language)
	}
	about := html.UnescapeString(s.about)
	if i.GUID == "" {
		i.GUID = clean(about, ingest.MaxAddressBytes)
	}
	if i.URL == "" {
		i.URL = addressIn(about, base)
	}
}

// parseMarkup parses a feed that is whole. The outlets are the publishers
// that the items name, in the order of the items.
func parseMarkup(kind Kind, markup []byte) (feed *gofeed.Feed, outlets []string, err error) {
	if kind == KindAtom {
		original, err := (&atom.Parser{}).Parse(bytes.NewReader(markup))
		if err != nil {
			return nil, nil, fmt.Errorf("parse Atom: %w", err)
		}
		for _, entry := range original.Entries {
			outlets = append(outlets, entryOutlet(entry))
			escapePlainContent(entry)
		}
		feed, err = (&gofeed.DefaultAtomTranslator{}).Translate(original)
		return feed, outlets, err
	}
	original, err := (&rss.Parser{}).Parse(bytes.NewReader(markup))
	if err != nil {
		return nil, nil, fmt.Errorf("parse RSS: %w", err)
	}
	for _, item := range original.Items {
		outlets = append(outlets, itemOutlet(item))
	}
	// Looking for pictures in the text means a parse of HTML for each item.
	feed, err = (&gofeed.DefaultRSSTranslator{DisableContentImageScan: true}).Translate(original)
	return feed, outlets, err
}

func entryOutlet(entry *atom.Entry) string {
	if entry.Source == nil {
		return ""
	}
	return entry.Source.Title
}

func itemOutlet(item *rss.Item) string {
	if item.Source == nil {
		return ""
	}
	return item.Source.Title
}

// escapePlainContent makes content HTML that says it is plain text.
func escapePlainContent(entry *atom.Entry) {
	if entry.Content == nil {
		return
	}
	switch strings.ToLower(entry.Content.Type) {
	case "text", "text/plain":
		entry.Content.Value = textAsHTML(entry.Content.Value)
	}
}
