package feed

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"attache/ingest"
	"attache/news"
)

// maxCategories bounds the categories of one item.
const maxCategories = 20

// date is when an item appeared, as far as it says.
func (i Item) date() time.Time {
	if i.Published.IsZero() {
		return i.Updated.Time
	}
	return i.Published.Time
}

// touched is the last time that an item states.
func (i Item) touched() time.Time {
	if i.Updated.Time.After(i.Published.Time) {
		return i.Updated.Time
	}
	return i.Published.Time
}

// readItem makes an Item of an entry of RSS, RDF or Atom.
func readItem(entry *gofeed.Item, base *url.URL) Item {
	item := Item{
		GUID:       clean(entry.GUID, ingest.MaxAddressBytes),
		URL:        itemAddress(entry, base),
		Title:      title(entry.Title),
		Published:  published(entry),
		Updated:    updated(entry),
		HTML:       strings.TrimSpace(entry.Content),
		Summary:    strings.TrimSpace(entry.Description),
		Categories: categories(entry.Categories),
		Image:      itemImage(entry, base),
	}
	var names []string
	for _, person := range entry.Authors {
		if person != nil {
			names = append(names, person.Name)
		}
	}
	item.Authors = ingest.CleanAuthors(names)
	if item.Title == "" {
		item.Title = title(mediaText(entry, "title"))
	}
	if item.Summary == "" {
		item.Summary = mediaText(entry, "description")
	}
	if entry.DublinCoreExt != nil && len(entry.DublinCoreExt.Language) > 0 {
		item.Language = ingest.LanguageTag(entry.DublinCoreExt.Language[0])
	}
	return item
}

// leftover is a reference to a character that a text still holds once it has
// been read as HTML.
var leftover = regexp.MustCompile(`&(?:[a-zA-Z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});`)

// title is a headline or a name as one line of plain text. Some programs
// escape what is escaped already, and no headline speaks of references.
func title(s string) string {
	s = ingest.PlainText(s)
	if strings.IndexByte(s, '&') >= 0 && leftover.MatchString(s) {
		s = ingest.PlainText(html.UnescapeString(s))
	}
	return ingest.Clip(s, ingest.MaxTitleBytes)
}

func clean(s string, limit int) string { return ingest.Clip(strings.TrimSpace(s), limit) }

// categories are plain text, each once.
func categories(stated []string) []string {
	var all []string
	for _, s := range stated {
		if name := title(s); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
		if len(all) == maxCategories {
			break
		}
	}
	return all
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
	return addressIn(entry.GUID, base)
}

// addressIn is a GUID that is a web address, or nothing: RSS says that it
// may be one (https://www.rssboard.org/rss-specification, "guid").
func addressIn(guid string, base *url.URL) string {
	guid = strings.TrimSpace(guid)
	if strings.HasPrefix(guid, "http://") || strings.HasPrefix(guid, "https://") {
		return ingest.Resolve(base, guid)
	}
	return ""
}

// published is the first of an entry's dates of publication that can be
// understood: its own, or that of Dublin Core's terms.
func published(entry *gofeed.Item) news.Moment {
	if m := moment(entry.Published, entry.PublishedParsed); !m.IsZero() {
		return m
	}
	return termsMoment(entry, "issued", "created", "date")
}

func updated(entry *gofeed.Item) news.Moment {
	if m := moment(entry.Updated, entry.UpdatedParsed); !m.IsZero() {
		return m
	}
	return termsMoment(entry, "modified")
}

// termsMoment reads a date of Dublin Core's terms
// (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/).
func termsMoment(entry *gofeed.Item, names ...string) news.Moment {
	for _, name := range names {
		for _, prefix := range []string{"dcterms", "dc"} {
			for _, stated := range entry.Extensions[prefix][name] {
				if m := ingest.StatedMoment(stated.Value); !m.IsZero() {
					return m
				}
			}
		}
	}
	return news.Moment{}
}

// moment reads a time as written, or takes what the parser made of it.
func moment(written string, parsed *time.Time) news.Moment {
	if m := ingest.StatedMoment(written); !m.IsZero() {
		return m
	}
	if parsed == nil {
		return news.Moment{}
	}
	return ingest.DatedAt(*parsed)
}

// textAsHTML is plain text as HTML with a paragraph for each of its own.
func textAsHTML(text string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			b.WriteString("<p>" + html.EscapeString(paragraph) + "</p>")
		}
	}
	return b.String()
}
