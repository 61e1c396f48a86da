package filing

import (
	"slices"
	"time"

	"attache/index"
	"attache/news"
)

// draft is a filing in the making.
type draft struct {
	filing news.Filing
	// sources are the members of the article's set of sources to be.
	sources []int64
	// needed is set when there is anything to write although the words have
	// not changed: a source or a name that is new to the article.
	needed bool
	// renewed is set when what is indexed with every passage has changed:
	// the headline, or the time of publication.
	renewed bool
	impacts []index.Impacts
}

// compare decides what an article is beside what is held of it.
func (f *Filer) compare(a news.Article, held news.Held, known bool, source int64) *draft {
	d := &draft{filing: news.Filing{Article: a}, sources: []int64{source}}
	article := &d.filing.Article
	if !known {
		article.Revision, d.filing.Revised = 1, true
		if a.Seen.IsZero() {
			article.Seen = f.options.Now()
		}
		return d
	}
	newest := held.Newest()
	article.ID, article.Revision = held.Article, newest.Number
	if !held.Published.IsZero() && !held.Partial || a.Published.IsZero() {
		article.Published = held.Published
	}
	d.sources = held.Sources
	if !slices.Contains(held.Sources, source) {
		d.sources, d.needed = append(slices.Clone(held.Sources), source), true
	}
	d.needed = d.needed || a.Checked.After(held.Checked)
	article.Seen = afterKnown(a, held)
	if isOldNews(*article, held) {
		return d
	}
	change := changeOf(f.sentences, newest, a)
	if change.IsZero() && !held.Partial {
		return d
	}
	if !held.Partial {
		// What takes the place of a summary is the article that it stood
		// for, not a change of it.
		d.filing.Change = change
	}
	d.filing.Revised, d.filing.Renewed = true, held.Partial
	d.renewed = held.Partial || a.Title != newest.Title
	article.Revision++
	if a.Seen.IsZero() {
		article.Seen = f.options.Now()
	}
	return d
}

// afterKnown is when a version was seen. What has just been read from its
// page is newer than what is held, whatever the clock says now or said then.
func afterKnown(a news.Article, held news.Held) time.Time {
	newest := held.Newest()
	knownFrom := news.Article{Revision: newest.Number, Published: held.Published, Seen: newest.Seen}.KnownFrom()
	if !a.Checked.IsZero() && !a.Seen.After(knownFrom) {
		return knownFrom.Add(time.Second)
	}
	return a.Seen
}

// isOldNews reports whether a version adds nothing: it is the present one,
// or one seen before the present one was known, or one that is held already
// and has no time or the present one's, or a summary of what is held in
// full. Days are often all that is said, so that two versions of one day
// have the same time.
func isOldNews(a news.Article, held news.Held) bool {
	newest := held.Newest()
	if same(a, newest) || a.Partial && !held.Partial {
		return true
	}
	knownFrom := news.Article{Revision: newest.Number, Published: held.Published, Seen: newest.Seen}.KnownFrom()
	if a.Seen.IsZero() || a.Seen.Equal(knownFrom) {
		return slices.ContainsFunc(held.Revisions, func(r news.Revision) bool { return same(a, r) })
	}
	return a.Seen.Before(knownFrom)
}

func same(a news.Article, r news.Revision) bool { return a.Title == r.Title && a.Text == r.Text }

// keep leaves passages whose words stand unchanged in the new revision as
// they are, marks the others as replaced, and returns those that are new.
func (d *draft) keep(live, passages []news.Passage) []news.Passage {
	standing := make(map[string][]int64)
	for _, p := range live {
		standing[p.Text] = append(standing[p.Text], p.ID)
	}
	var fresh []news.Passage
	for _, p := range passages {
		if ids := standing[p.Text]; len(ids) > 0 && !d.renewed {
			standing[p.Text] = ids[1:]
			continue
		}
		fresh = append(fresh, p)
	}
	for _, p := range live {
		if slices.Contains(standing[p.Text], p.ID) {
			d.filing.Replaced = append(d.filing.Replaced, p.ID)
		}
	}
	return fresh
}

// weigh takes up the new passages with their index entries and the
// quotations in them.
func (d *draft) weigh(analyser *index.Analyser, passages []news.Passage, quotes []news.Quote) {
	article := d.filing.Article
	for _, p := range passages {
		d.filing.Quotes = append(d.filing.Quotes, within(p, quotes))
		fields := index.Fields{Title: article.Title, Text: p.Text}
		if p.Ordinal == 0 {
			fields.Lead = p.Sentence(0)
		}
		p.Revision, p.ValidFrom = article.Revision, article.KnownFrom()
		d.filing.Passages = append(d.filing.Passages, p)
		d.impacts = append(d.impacts, analyser.Weigh(fields))
	}
}

// within gives the quotations in a passage by their range in its text. Of
// one that goes on beyond the passage, the part in it.
func within(p news.Passage, quotes []news.Quote) []news.Quote {
	var found []news.Quote
	for _, q := range quotes {
		q.Start, q.End = max(q.Start, p.Start)-p.Start, min(q.End, p.End)-p.Start
		if q.Start < q.End {
			found = append(found, q)
		}
	}
	return found
}

// assemble makes the batch with the tail that indexes it. In the tail's
// rows, new articles and passages are numbered from 0 in order.
func assemble(drafts []*draft) news.Batch {
	var batch news.Batch
	var impacts []index.Impacts
	var rows []index.Row
	newArticles := int64(0)
	for _, d := range drafts {
		number := -d.filing.Article.ID
		if d.filing.Article.ID == 0 {
			number = newArticles
			newArticles++
		}
		for i, p := range d.filing.Passages {
			impacts = append(impacts, d.impacts[i])
			rows = append(rows, rowOf(d.filing, p, number, int64(len(rows))))
		}
		batch.Filings = append(batch.Filings, d.filing)
	}
	if len(rows) > 0 {
		batch.Tail = index.NewTail(impacts, rows)
	}
	return batch
}

func rowOf(f news.Filing, p news.Passage, article, number int64) index.Row {
	published := int64(index.Undated)
	if !f.Article.Published.IsZero() {
		published = f.Article.Published.Time.Unix()
	}
	return index.Row{
		Passage: number, Article: article, Published: published,
		ValidFrom: p.ValidFrom.Unix(), ValidTo: index.Forever,
		SourceSet: f.SourceSet, Outlet: f.Outlet,
	}
}
