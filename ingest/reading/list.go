package reading

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"attache/ingest"
	"attache/ingest/feed"
	"attache/ingest/fetch"
	"attache/news"
)

const (
	// sitemapsRead bounds the sitemaps of an index that one reading follows:
	// the newest hold the news.
	sitemapsRead = 3
	// sitemapReach is how old a page may be that a sitemap leads to: sites
	// list everything that they ever published.
	sitemapReach = 30 * 24 * time.Hour
)

// list is what a feed or sitemap lists.
type list struct {
	feed.Feed
	// kind is what it was read as.
	kind feed.Kind
	// outlet is the publisher that the list as a whole names, address where
	// it stands.
	outlet, address string
	// missing counts the sitemaps of an index that could not be read.
	missing int
}

// list reads a response as whatever list it is.
func (r *Reader) list(ctx context.Context, response fetch.Response) (list, error) {
	kind := feed.KindOf(ingest.Decode(response.Body, response.ContentType))
	if !kind.IsSitemap() && !isPacked(response) {
		parsed, err := feed.Parse(response.Body, response.ContentType, response.URL)
		if err != nil {
			return list{}, err
		}
		parsed.Torn = parsed.Torn || response.Truncated
		l := list{Feed: parsed, kind: kind, outlet: outletOf(parsed, response.URL), address: response.URL}
		l.tellLanguage()
		return l, nil
	}
	sitemap, err := feed.ParseSitemap(response.Body, response.URL)
	if err != nil {
		return list{}, err
	}
	l := list{kind: feed.KindSitemap, address: response.URL, Feed: feed.Feed{
		Items: sitemap.Items, Skipped: sitemap.Skipped, Left: sitemap.Left, Torn: sitemap.Torn || response.Truncated,
	}}
	if len(sitemap.Index) > 0 {
		l.kind = feed.KindSitemapIndex
		if err := r.followIndex(ctx, sitemap.Index, &l); err != nil {
			return list{}, err
		}
	}
	l.keepRecent(r.now())
	l.outlet = l.statedOutlet()
	l.Title = l.outlet
	l.tellLanguage()
	return l, nil
}

// statedOutlet is the publisher that the items of a sitemap name, or else
// that of its site.
func (l *list) statedOutlet() string {
	for _, item := range l.Items {
		if item.Outlet != "" {
			return item.Outlet
		}
	}
	return outletOf(l.Feed, l.address)
}

// format is what the list is, in words.
func (l *list) format() string {
	if l.kind == feed.KindSitemap && slices.ContainsFunc(l.Items, func(item feed.Item) bool { return item.Title != "" }) {
		return "news sitemap"
	}
	return l.kind.String()
}

// tellLanguage finds the language of a list that does not state it: that of
// its first item that does, else that of its headlines.
func (l *list) tellLanguage() {
	if l.Language != "" {
		return
	}
	var headlines strings.Builder
	for _, item := range l.Items {
		if item.Language != "" {
			l.Language = item.Language
			return
		}
		headlines.WriteString(item.Title + ".\n")
	}
	l.Language = ingest.LanguageOf(headlines.String())
}

// isPacked tells a sitemap that is a gzip file.
func isPacked(response fetch.Response) bool {
	return len(response.Body) > 2 && response.Body[0] == 0x1f && response.Body[1] == 0x8b
}

// newestSitemaps are the sitemaps of an index that hold the news: those that
// changed last, or else those that are named so, or else the last, because
// programs add at the end.
func newestSitemaps(index []feed.SitemapLink) []feed.SitemapLink {
	newest := slices.Clone(index)
	slices.Reverse(newest)
	slices.SortStableFunc(newest, func(a, b feed.SitemapLink) int {
		return cmp.Or(b.Modified.Time.Compare(a.Modified.Time), cmp.Compare(newsRank(b.URL), newsRank(a.URL)))
	})
	return newest[:min(len(newest), sitemapsRead)]
}

// newsRank is higher for a sitemap that is called one of news: it holds the
// last two days, with titles and times.
func newsRank(address string) int {
	if strings.Contains(strings.ToLower(address), "news") {
		return 1
	}
	return 0
}

// followIndex reads the newest sitemaps of an index. It fails only where
// none of them can be read.
func (r *Reader) followIndex(ctx context.Context, index []feed.SitemapLink, l *list) error {
	var failed error
	for _, link := range newestSitemaps(index) {
		response, err := r.fetcher.Fetch(ctx, fetch.Request{URL: link.URL, Want: fetch.WantSitemap})
		if err == nil {
			var sitemap feed.Sitemap
			if sitemap, err = feed.ParseSitemap(response.Body, response.URL); err == nil {
				l.Items = append(l.Items, sitemap.Items...)
				l.Skipped += sitemap.Skipped
				l.Left += sitemap.Left
				l.Torn = l.Torn || sitemap.Torn
				continue
			}
		}
		failed = err
		l.missing++
	}
	if len(l.Items) == 0 {
		return failed
	}
	return nil
}

// keepRecent drops the pages of a sitemap that were published long ago.
func (l *list) keepRecent(now time.Time) {
	l.Items = slices.DeleteFunc(l.Items, func(item feed.Item) bool {
		at := cmp.Or(item.Published.Time, item.Updated.Time)
		old := !at.IsZero() && now.Sub(at) > sitemapReach
		if old {
			l.Left++
		}
		return old
	})
}

func outletOf(f feed.Feed, address string) string {
	for _, address := range []string{f.Home, address} {
		if u, err := ingest.ParseAddress(address); err == nil {
			return ingest.OutletName(f.Title, u)
		}
	}
	return f.Title
}

// dates are the times of publication that are not in the future.
func (l list) dates(now time.Time) []time.Time {
	var moments []news.Moment
	for _, item := range l.Items {
		if m := published(item); !m.Time.After(now) {
			moments = append(moments, m)
		}
	}
	return datesOf(moments...)
}

// notes say in sentences what was wrong with items of the list.
func (l list) notes(g *gathering, now time.Time) []string {
	var undated, early int
	for _, item := range l.Items {
		switch m := published(item); {
		case m.IsZero():
			undated++
		case m.Time.After(now):
			early++
		}
	}
	var notes []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			notes = append(notes, "One item "+one+".")
		case n > 1:
			notes = append(notes, fmt.Sprintf("%d items %s.", n, many))
		}
	}
	add(g.reading.Skipped, "was passed over: it is empty, repeated or has no address", "were passed over: they are empty, repeated or have no address")
	add(l.Left, "was too old or one too many to be looked at", "were too old or too many to be looked at")
	add(undated, "has no date in the list", "have no date in the list")
	add(early, "is dated in the future and counts as published when it was read", "are dated in the future and count as published when they were read")
	if l.missing > 0 {
		notes = append(notes, fmt.Sprintf("%d of the sitemaps that it lists could not be read; they are tried again.", l.missing))
	}
	add(g.walled, "is for subscribers, so only what is open was read", "are for subscribers, so only what is open was read")
	add(g.summaries, "stands as the list has it, because its page could not be read", "stand as the list has them, because their pages could not be read")
	add(g.waiting, "waits until its page is tried again", "wait until their pages are tried again")
	if l.Torn {
		notes = append(notes, "The list was cut off on its way; the items before the cut were read, and the rest is tried again.")
	}
	if g.reading.Left {
		notes = append(notes, "Some pages are left for the next reading.")
	}
	return append(notes, g.reading.Problems...)
}
