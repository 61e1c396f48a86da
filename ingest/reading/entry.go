package reading

import (
	"cmp"
	"regexp"
	"strconv"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/page"
	"attache/news"
)

const (
	// fullTextWords is from how many words on a feed's own text is taken
	// for the whole article.
	fullTextWords = 120
	// minSummaryWords is the least a summary needs to stand for its article.
	minSummaryWords = 40
)

// excerptEnd is how texts end that are only the beginning of an article.
var excerptEnd = regexp.MustCompile(`(?i)(…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading\W*|read (more|on|the full (story|article))\W*)$`)

// entry is an item of a list on its way to an article.
type entry struct {
	feed.Item
	// id is the item's canonical URL; guid is its identifier as an alias, or
	// empty.
	id, guid string
	// known is what is held under the id, or under the guid where the id is
	// new: then moved is set.
	known       news.Known
	held, moved bool
	recollection
	// outlet and language are the list's.
	outlet, language string
}

// entries are the items of a list, each address once, and how many were
// left out.
func (r *Reader) entries(l list, source int64) (all []entry, skipped int) {
	seen := make(map[string]bool)
	for _, item := range l.Items {
		id, err := ingest.CanonicalURL(item.URL)
		if err != nil || seen[id] {
			skipped++
			continue
		}
		seen[id] = true
		all = append(all, entry{
			Item: item, id: id, guid: guidAlias(source, item), recollection: r.memory.recall(id),
			outlet: cmp.Or(item.Outlet, l.outlet), language: cmp.Or(item.Language, l.Language),
		})
	}
	return all, skipped
}

// guidAlias is the alias that an item's identifier is: identifiers are
// unique within their list only (RSS 2.0, element guid; RFC 4287, section
// 4.2.6), so the source belongs to it.
func guidAlias(source int64, item feed.Item) string {
	if item.GUID == "" || item.GUID == item.URL {
		return ""
	}
	return "guid:" + strconv.FormatInt(source, 10) + ":" + item.GUID
}

// names are what the archive is asked for.
func (e entry) names() []string {
	if e.guid == "" {
		return []string{e.id}
	}
	return []string{e.id, e.guid}
}

// recognise takes in what the archive knows.
func (e *entry) recognise(known map[string]news.Known) {
	if e.known, e.held = known[e.id]; !e.held && e.guid != "" {
		e.known, e.moved = known[e.guid]
	}
}

// aliases lead to the article beside its own address.
func (e entry) aliases(address string) []string {
	var aliases []string
	for _, name := range e.names() {
		if name != address {
			aliases = append(aliases, name)
		}
	}
	return aliases
}

// complete fills what a page left open from the list.
func (e entry) complete(a news.Article, statedOutlet string) news.Article {
	a.Title = cmp.Or(a.Title, e.Title)
	if statedOutlet == "" {
		a.Outlet = e.outlet
	}
	if len(a.Authors) == 0 {
		a.Authors = e.Authors
	}
	// A feed's exact time says more than a page's day.
	if a.Published.IsZero() || a.Published.DayOnly && !e.Published.IsZero() {
		a.Published = published(e.Item)
	}
	if a.Modified.IsZero() {
		a.Modified = e.Updated
	}
	a.Language = cmp.Or(a.Language, e.language)
	a.Image = cmp.Or(a.Image, e.Image)
	a.Aliases = e.aliases(a.URL)
	return a
}

// article is the article of an entry with a text that the list gives.
func (e entry) article(text string) news.Article {
	a := news.Article{URL: e.id, Text: ingest.Clip(text, ingest.MaxTextBytes)}
	if e.held {
		a.URL = e.known.URL
	}
	return e.complete(a, "")
}

// published is when an item says that it was published, or else updated.
func published(item feed.Item) news.Moment {
	if item.Published.IsZero() {
		return item.Updated
	}
	return item.Published
}

// fullText is an item's own text where the feed carries the whole article.
func fullText(item feed.Item) string {
	text := summaryText(item)
	if ingest.WordCount(text) < fullTextWords || excerptEnd.MatchString(text) {
		return ""
	}
	return text
}

// summaryText is the longer of what a feed says about an item.
func summaryText(item feed.Item) string {
	content, summary := page.HTMLText(item.HTML), page.HTMLText(item.Summary)
	if len(content) >= len(summary) {
		return content
	}
	return summary
}
