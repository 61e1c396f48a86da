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
	// known is what is held under the id.
	known news.Known
	held  bool
	// listed is set for an item of a list, and not for an article that is
	// only due for a check.
	listed bool
	recollection
	// outlet and language are the list's; outlet is empty where neither the
	// item nor the site says whose article it is. teller is whose words the
	// list's own text is.
	outlet, teller, language string
	// foreign marks an article of another site than the list's: what the
	// list says of it is another's word.
	foreign bool
}

// entries are the items of a list, each address once, and how many were
// left out.
func (r *Reader) entries(l list, source int64) (all []entry, skipped int) {
	own, err := ingest.ParseAddress(l.address)
	if err != nil {
		return nil, len(l.Items)
	}
	seen := make(map[string]bool)
	for _, item := range l.Items {
		id, err := ingest.CanonicalURL(item.URL)
		if err != nil || seen[id] {
			skipped++
			continue
		}
		seen[id] = true
		e := entry{
			Item: item, listed: true, id: id, guid: guidAlias(source, item), recollection: r.memory.recall(id),
			outlet: item.Outlet, teller: cmp.Or(item.Outlet, l.outlet), language: cmp.Or(item.Language, l.Language),
		}
		site, err := ingest.ParseAddress(id)
		e.foreign = err != nil || !ingest.SameSite(own, site)
		if e.outlet == "" && !e.foreign {
			e.outlet = l.outlet
		}
		all = append(all, e)
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
		a.Outlet = cmp.Or(e.outlet, a.Outlet)
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
	a = e.complete(a, "")
	a.Outlet = e.teller
	return a
}

// published is when an item says that it was published, or else updated.
func published(item feed.Item) news.Moment {
	if item.Published.IsZero() {
		return item.Updated
	}
	return item.Published
}

// ownText is what a list says of an article: its content or its summary,
// whichever is longer.
func (e entry) ownText() string {
	content, summary := page.HTMLText(e.HTML), page.HTMLText(e.Summary)
	if len(summary) > len(content) {
		content = summary
	}
	return page.WithoutTitle(content, e.Title)
}

// carriesAll reports whether a text from a list's content is a whole article
// rather than the beginning or an abstract of one.
func (e entry) carriesAll(text string) bool {
	return e.HTML != "" && ingest.WordCount(text) >= fullTextWords && !excerptEnd.MatchString(text)
}

// better chooses between a page and what the list says of it: the list's
// text stands in where the page is for subscribers, or where most of the
// article could not be found on it. Of another site's article the page alone
// counts.
func (e entry) better(a news.Article) news.Article {
	if e.foreign {
		return a
	}
	own := e.ownText()
	if a.Walled && len(own) > len(a.Text) ||
		e.carriesAll(own) && ingest.WordCount(own) > 2*ingest.WordCount(a.Text) {
		a.Text = ingest.Clip(own, ingest.MaxTextBytes)
	}
	return a
}
