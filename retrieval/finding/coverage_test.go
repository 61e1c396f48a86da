package finding_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	untitled := article(t, "", "Post", "2031-03-07T22:00:00Z", "The envoys spoke about the canal treaty.")
	untitled.URL = "doc-7"
	const report = "The envoys of Vastria and Oland signed the canal treaty on Tuesday in Halse, after four years of talks. " +
		"Foreign minister Ana Brandt said that 30 barges a day would pass the locks at Merle from June, and that the tolls " +
		"would be shared in halves. Oland's parliament has to approve the text by 14 May; a committee of nine engineers will " +
		"watch over the water. Fishermen in the lower valley had asked for a later date."
	c.share(t,
		article(t, "Canal treaty signed", "Wire", "2031-03-04", report),
		article(t, "Neighbours agree on a waterway", "Gazette", "2031-03-05", report+" It was the first accord in forty years."),
		untitled,
		article(t, "Undated canal treaty", "Wire", "", "The envoys read the canal treaty."),
		article(t, "Weather", "Wire", "2031-05-01", "It rained in the hills."),
		article(t, "Envoys dine", "Daily", "2031-06-01", "The envoys had dinner."),
	)
	f := c.retrieve(t, news.Question{Text: "the envoys and the canal treaty"})
	t.Run("counts the articles near the question", func(t *testing.T) {
		if f.Coverage.Articles != 4 {
			t.Errorf("%d articles", f.Coverage.Articles)
		}
	})
	t.Run("counts a report and its reprint once", func(t *testing.T) {
		if f.Coverage.Origins != 3 {
			t.Errorf("%d origins", f.Coverage.Origins)
		}
	})
	t.Run("names each outlet once", func(t *testing.T) {
		got := slices.Sorted(slices.Values(f.Coverage.Outlets))
		if diff := cmp.Diff([]string{"Gazette", "Post", "Wire"}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("spans the days that are known", func(t *testing.T) {
		if f.Coverage.From.String() != "2031-03-04" || f.Coverage.To.String() != "2031-03-07" {
			t.Errorf("%s to %s", f.Coverage.From, f.Coverage.To)
		}
	})
	t.Run("names three headlines or identifiers", func(t *testing.T) {
		if len(f.Coverage.Nearest) != 3 {
			t.Errorf("%q", f.Coverage.Nearest)
		}
		for _, name := range f.Coverage.Nearest {
			if !slices.Contains([]string{"Canal treaty signed", "Neighbours agree on a waterway", "doc-7", "Undated canal treaty"}, name) {
				t.Errorf("%q is not near", name)
			}
		}
	})
	t.Run("knows no days where all is undated", func(t *testing.T) {
		f := c.retrieve(t, news.Question{Text: "undated canal treaty", Outlets: []string{"Wire"}, Hidden: []int64{1}})
		if f.Coverage.Articles != 1 || !f.Coverage.From.IsZero() || !f.Coverage.To.IsZero() {
			t.Errorf("%+v", f.Coverage)
		}
	})
}
