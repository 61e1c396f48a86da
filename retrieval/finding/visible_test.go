package finding_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
	"attache/retrieval"
	"attache/retrieval/finding"
)

// retrieveAll asks for more than there is.
func (c *corpus) retrieveAll(t testing.TB, q news.Question, context int) retrieval.Findings {
	t.Helper()
	f, err := c.Retrieve(t.Context(), retrieval.Request{Question: q, Limit: 200, Context: context})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestNothingIsFoundButWhatTheQuestionMaySee(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("in corpus ", seed), func(t *testing.T) {
			t.Parallel()
			c := newCorpus(t)
			m := fill(t, c, seed)
			near := c.with(finding.Options{Meaning: nearAll{80}, Adviser: new(contrary)})
			rapid.Check(t, func(rt *rapid.T) {
				words := rapid.SliceOfNDistinct(rapid.SampledFrom(append(slices.Clone(subjects), "dispatch", "number")), 1, 4, rapid.ID).Draw(rt, "words")
				q := drawBounds(rt, m)
				q.Text = strings.Join(words, " ")
				f := c.retrieveAll(t, q, rapid.IntRange(0, 3).Draw(rt, "context"))
				m.check(rt, f, q)
				if diff := cmp.Diff(m.finds(q, words), addresses(f), cmp.Comparer(slices.Equal[[]string])); diff != "" {
					rt.Errorf("not all is found that may be: %s", diff)
				}
				m.check(rt, near.retrieveAll(t, q, 3), q)
				q.Text = "Which " + strings.Join(words, "? When was that? Where is the ") + "?"
				m.check(rt, c.retrieveAll(t, q, 3), q)
			})
		})
	}
}

// drawBounds draws who asks, and within which bounds.
func drawBounds(t *rapid.T, m *model) (q news.Question) {
	moments := rapid.Custom(func(t *rapid.T) news.Moment {
		day := time.Date(2031, 3, rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		switch rapid.IntRange(0, 3).Draw(t, "form") {
		case 0:
			return news.Moment{Time: day, DayOnly: true}
		case 1:
			return news.At(day.Add(time.Duration(rapid.IntRange(0, 86399).Draw(t, "second")) * time.Second))
		}
		return news.Moment{}
	})
	q.Guild = rapid.SampledFrom(append(slices.Clone(modelGuilds), "stranger")).Draw(t, "guild")
	q.AsOf, q.Since, q.Until = moments.Draw(t, "as of"), moments.Draw(t, "since"), moments.Draw(t, "until")
	if rapid.IntRange(0, 2).Draw(t, "by outlet") == 0 {
		q.Outlets = rapid.SliceOfNDistinct(rapid.SampledFrom(modelOutlets), 1, 3, rapid.ID).Draw(t, "outlets")
	}
	for _, url := range rapid.SliceOfN(rapid.SampledFrom(sortedAddresses(m)), 0, 3).Draw(t, "hidden") {
		q.Hidden = append(q.Hidden, m.ids[url])
	}
	return q
}

func sortedAddresses(m *model) (all []string) {
	for url := range m.reports {
		all = append(all, url)
	}
	slices.Sort(all)
	return all
}

// addresses are those of all articles found, and of their copies, sorted.
func addresses(f retrieval.Findings) []string {
	var all []string
	for _, found := range f.Found {
		all = append(all, found.Article.URL)
		for _, copied := range found.Copies {
			all = append(all, copied.URL)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// check checks that everything in the findings may be seen.
func (m *model) check(t *rapid.T, f retrieval.Findings, q news.Question) {
	for _, found := range f.Found {
		v := m.sees(found.Article.URL, q)
		switch {
		case v == nil:
			t.Errorf("%q is found", found.Article.URL)
		case found.Article.Title != v.title || !strings.Contains(v.text, found.Passage.Text):
			t.Errorf("%q is found with %q, not as it stood: %q", found.Article.Title, found.Passage.Text, v.title)
		}
		for _, copied := range found.Copies {
			if v := m.sees(copied.URL, q); v == nil || copied.Title != v.title {
				t.Errorf("%q is named as a copy", copied.Title)
			}
		}
	}
	var titles, outlets []string
	for url, r := range m.reports {
		if v := m.sees(url, q); v != nil {
			titles, outlets = append(titles, v.title), append(outlets, r.outlet)
		}
	}
	for _, headline := range f.Coverage.Nearest {
		if !slices.Contains(titles, headline) {
			t.Errorf("coverage names %q", headline)
		}
	}
	for _, outlet := range f.Coverage.Outlets {
		if !slices.Contains(outlets, outlet) {
			t.Errorf("coverage names %q", outlet)
		}
	}
	if f.Coverage.Articles > len(titles) || f.Coverage.Origins > f.Coverage.Articles {
		t.Errorf("coverage counts %d articles of %d origins, of %d", f.Coverage.Articles, f.Coverage.Origins, len(titles))
	}
	if !q.AsOf.IsZero() && f.Coverage.To.Time.After(q.AsOf.End()) {
		t.Errorf("coverage reaches to %s, as of %s", f.Coverage.To, q.AsOf)
	}
}

func TestAGuildThatHasUnsubscribedSeesNothingMore(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.share(t, article(t, "A shared report", "Wire", "2031-03-04", "The envoys spoke about the canal in the old harbour town."))
	for _, source := range []string{"one", "two"} {
		c.file(t, "guild", source, article(t, "Report of "+source, "Post", "2031-03-05", "The envoys left the old harbour town, says "+source+"."))
	}
	q := news.Question{Text: "envoys in the harbour town", Guild: "guild"}
	for _, source := range []string{"one", "two"} {
		if got := c.titles(t, q); !slices.Contains(got, "Report of "+source) {
			t.Errorf("%q is not found: %q", source, got)
		}
		if _, err := c.store.RemoveSource(t.Context(), "guild", "test:"+source); err != nil && !errors.Is(err, news.ErrNotFound) {
			t.Fatal(err)
		}
		if got := c.titles(t, q); slices.Contains(got, "Report of "+source) {
			t.Errorf("%q is still found", source)
		}
	}
	if diff := cmp.Diff([]string{"A shared report"}, c.titles(t, q)); diff != "" {
		t.Error(diff)
	}
}
