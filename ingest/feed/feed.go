package feed

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"

	"attache/ingest"
	"attache/news"
)

const (
	// maxItems bounds the items of one feed that are looked at.
	maxItems = 1000
)

// Feed is a feed as it was published: plain text, full addresses.
type Feed struct {
	Title string
	// Home is the address of the site the feed belongs to, or empty.
	Home string
	// Language is a BCP 47 tag, or empty.
	Language string
	// Items are at most 1,000, in the feed's order; of a longer feed the
	// newest.
	Items []Item
	// Skipped counts the items that hold nothing to read.
	Skipped int
}

// Item is one entry of a feed.
type Item struct {
	GUID string
	// URL is the full address of the article; empty where the item has none.
	URL   string
	Title string
	// Outlet is the publisher where the item names one of its own.
	Outlet             string
	Authors            []string
	Published, Updated news.Moment
	// HTML is the item's content and Summary its description, both as
	// published; either may be empty.
	HTML, Summary string
}

// Parse reads RSS, Atom or JSON Feed in any encoding. Relative addresses
// are resolved against base, the feed's own address. Of a feed that is cut
// off, the items before the cut are kept. Its errors are *news.Fault.
func Parse(body []byte, contentType, base string) (Feed, error) {
	baseURL, err := ingest.ParseAddress(base)
	if err != nil {
		return Feed{}, err
	}
	parsed, err := parseWhole(ingest.Decode(body, contentType))
	if err == nil && parsed.Title == "" && parsed.Link == "" && len(parsed.Items) == 0 {
		err = errors.New("no title, no link and no items")
	}
	if err != nil {
		return Feed{}, &news.Fault{
			Sentence: "That is not a feed Attaché can read; give the address of an RSS, Atom or JSON feed.",
			Cause:    fmt.Errorf("parse feed: %w", err),
		}
	}
	feed := Feed{
		Title:    ingest.Clip(ingest.PlainText(parsed.Title), ingest.MaxTitleBytes),
		Home:     ingest.Resolve(baseURL, parsed.Link),
		Language: ingest.LanguageTag(parsed.Language),
	}
	outlets := itemOutlets(parsed)
	for i, entry := range parsed.Items {
		item := readItem(entry, baseURL)
		if i < len(outlets) {
			item.Outlet = ingest.Clip(ingest.PlainText(outlets[i]), ingest.MaxTitleBytes)
		}
		if item.URL == "" || item.Title == "" && item.HTML == "" && item.Summary == "" {
			feed.Skipped++
			continue
		}
		feed.Items = append(feed.Items, item)
	}
	feed.Items = newest(feed.Items)
	return feed, nil
}

func readItem(entry *gofeed.Item, base *url.URL) Item {
	return Item{
		GUID:      ingest.Clip(strings.TrimSpace(entry.GUID), ingest.MaxAddressBytes),
		URL:       itemAddress(entry, base),
		Title:     ingest.Clip(ingest.PlainText(entry.Title), ingest.MaxTitleBytes),
		Authors:   feedAuthors(entry),
		Published: feedMoment(entry.Published, entry.PublishedParsed),
		Updated:   feedMoment(entry.Updated, entry.UpdatedParsed),
		HTML:      strings.TrimSpace(entry.Content),
		Summary:   strings.TrimSpace(entry.Description),
	}
}

// itemAddress is where the article of an entry stands: the link a feed
// service has replaced, the link, or a GUID that is an address.
func itemAddress(entry *gofeed.Item, base *url.URL) string {
	for _, original := range entry.Extensions["feedburner"]["origLink"] {
		if full := ingest.Resolve(base, original.Value); full != "" {
			return full
		}
	}
	for _, link := range append([]string{entry.Link}, entry.Links...) {
		if full := ingest.Resolve(base, link); full != "" {
			return full
		}
	}
	if strings.HasPrefix(entry.GUID, "http://") || strings.HasPrefix(entry.GUID, "https://") {
		return ingest.Resolve(base, entry.GUID)
	}
	return ""
}

func feedAuthors(entry *gofeed.Item) []string {
	var names []string
	for _, person := range entry.Authors {
		if person != nil {
			names = append(names, person.Name)
		}
	}
	return ingest.CleanAuthors(names)
}

// feedMoment reads a time as written, or takes what the parser made of it.
func feedMoment(written string, parsed *time.Time) news.Moment {
	if m := ingest.StatedMoment(written); !m.IsZero() {
		return m
	}
	if parsed == nil {
		return news.Moment{}
	}
	return ingest.DatedAt(*parsed)
}

// itemOutlets are the publishers that the items of a collecting feed name,
// in the order of the items.
func itemOutlets(feed *gofeed.Feed) []string {
	var names []string
	switch original := feed.OriginalFeed().(type) {
	case *rss.Feed:
		for _, item := range original.Items {
			name := ""
			if item.Source != nil {
				name = item.Source.Title
			}
			names = append(names, name)
		}
	case *atom.Feed:
		for _, entry := range original.Entries {
			name := ""
			if entry.Source != nil {
				name = entry.Source.Title
			}
			names = append(names, name)
		}
	}
	return names
}

// newest keeps the order of a feed that is short enough, and the newest
// items of one that is not; those without a date count as oldest.
func newest(items []Item) []Item {
	if len(items) <= maxItems {
		return items
	}
	slices.SortStableFunc(items, func(a, b Item) int { return b.Published.Time.Compare(a.Published.Time) })
	return items[:maxItems]
}
