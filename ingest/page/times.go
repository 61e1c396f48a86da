package page

import (
	"attache/ingest"
	"attache/news"
)

// published is the first time that the page states for its publication,
// else the day that readers are shown, else the one in its address.
func (s source) published() news.Moment {
	stated := append([]string{s.linked.Published}, s.tagged(
		"article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
		"sailthru.date", "date", "pubdate", "pub_date", "og:pubdate", "published", "published_at", "publishdate", "publish-date",
		"publication_date", "article_date_original", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
		"datecreated", "cxenseparse:recs:publishtime", "article.published")...)
	for _, selector := range []string{
		`[itemprop~="datePublished"]`, "time[pubdate]", "article time[datetime]", "main time[datetime]", "time[datetime]",
	} {
		stated = append(stated, s.marked(selector)...)
	}
	if m := firstMoment(stated); !m.IsZero() {
		return m
	}
	for _, line := range append([]string{s.linked.Published}, s.marked(shownTime)...) {
		if m := ingest.WrittenDay(line); len(line) <= maxShownTime && !m.IsZero() {
			return m
		}
	}
	return ingest.AddressMoment(s.url)
}

// shownTime finds what shows readers when an article appeared. A bare date
// outside of the article is often today's.
const shownTime = `time, [itemprop~="datePublished"], article [class*="date"], main [class*="date"], ` +
	`[class*="article-date"], [class*="article_date"], [class*="article__date"], [class*="pub-date"], [class*="published"], [class*="Published"]`

// maxShownTime bounds, in bytes, a line that shows readers a time.
const maxShownTime = 100

// modified is when the page says that it was last changed after its
// publication; zero where it does not say so.
func (s source) modified(published news.Moment) news.Moment {
	stated := append([]string{s.linked.Modified}, s.tagged(
		"article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified",
		"dcterms.modified", "dc.date.modified", "article.updated", "article_date_updated", "last-modified", "revision_date")...)
	m := firstMoment(append(stated, s.marked(`[itemprop~="dateModified"]`)...))
	if !m.Time.After(published.Time) {
		return news.Moment{}
	}
	return m
}

func firstMoment(stated []string) news.Moment {
	for _, text := range stated {
		if m := ingest.StatedMoment(text); !m.IsZero() {
			return m
		}
	}
	return news.Moment{}
}
