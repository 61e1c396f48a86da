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

func TestWhetherTheFindingsAreEnough(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.share(t,
		article(t, "Canal treaty signed", "Wire", "2031-03-04", "Mira Holt and Jon Tallis signed the canal treaty in Halse on Tuesday."),
		article(t, "Harbour dispute", "Wire", "2031-03-05", "Ardland and Belmark spoke about the harbour dispute for a day."),
	)
	for name, test := range map[string]struct {
		question string
		enough   bool
		missing  []string
	}{
		"when a passage holds what is asked about":   {"Who signed the canal treaty?", true, nil},
		"whatever form the words have":               {"Who was signing canal treaties?", true, nil},
		"although words that only ask are not there": {"What did Mira Holt say about the canal treaty?", true, nil},
		"not when a name is missing":                 {"Did Lena Brandt sign the canal treaty?", false, []string{"Lena", "Brandt"}},
		"not when the passages hold little of it":    {"Why did the price of wheat rise after the harbour closed?", false, nil},
		"not when nothing is near":                   {"How high is the moon?", false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: test.question})
			if f.Enough != test.enough {
				t.Errorf("enough: %v", f.Enough)
			}
			if test.missing != nil && !slices.Equal(f.Missing, test.missing) {
				t.Errorf("missing %q, want %q", f.Missing, test.missing)
			}
			for _, found := range f.Found {
				if found.Share < 0 || found.Share > 1.000001 {
					t.Errorf("share %v", found.Share)
				}
			}
		})
	}
}
