package finding_test

import (
	"slices"
	"testing"

	"attache/news"
	"attache/retrieval"
)

func TestReprintsAreFoldedUnderTheirOrigin(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	c.background(t)
	c.file(t, "origin", "agency", article(t, "Envoys sign canal treaty", "Eastern Wire Agency", "2031-03-04T08:00:00Z", treaty))
	c.file(t, "both", "agency")
	c.file(t, "reprints", "papers",
		article(t, "Canal treaty is signed", "Post", "2031-03-04T11:00:00Z", treaty),
		article(t, "Neighbours agree on canal", "Gazette", "2031-03-05T07:00:00Z", treaty+" It was the first accord in forty years."),
	)
	c.file(t, "both", "papers")
	c.file(t, "both", "own", article(t, "What the canal treaty means", "Daily", "2031-03-05", "A canal treaty of this kind was signed once before, when the envoys of Belmark gave up the western locks to Oland."))
	for name, test := range map[string]struct {
		q      news.Question
		shown  string
		copies []string
	}{
		"with both, the origin is shown":                   {news.Question{Guild: "both"}, "Envoys sign canal treaty", []string{"Canal treaty is signed", "Neighbours agree on canal"}},
		"who sees no reprint is told of none":              {news.Question{Guild: "origin"}, "Envoys sign canal treaty", nil},
		"who does not see the origin has a reprint for it": {news.Question{Guild: "reprints"}, "Canal treaty is signed", []string{"Neighbours agree on canal"}},
		"as of the time before the last, it is not there":  {news.Question{Guild: "both", AsOf: moment(t, "2031-03-04")}, "Envoys sign canal treaty", []string{"Canal treaty is signed"}},
		"since the second, the origin is not there":        {news.Question{Guild: "both", Since: moment(t, "2031-03-04T10:00:00Z")}, "Canal treaty is signed", []string{"Neighbours agree on canal"}},
		"of one outlet, its reprint is shown":              {news.Question{Guild: "both", Outlets: []string{"Gazette"}}, "Neighbours agree on canal", nil},
		"an origin that is hidden stands for nothing":      {news.Question{Guild: "both", Hidden: []int64{c.number(t, "Envoys sign canal treaty")}}, "Canal treaty is signed", []string{"Neighbours agree on canal"}},
		"who sees nothing of it finds nothing":             {news.Question{Guild: "nobody"}, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			test.q.Text = "Who signed the canal treaty in Halse?"
			var shown []retrieval.Found
			for _, f := range c.retrieve(t, test.q).Found {
				if f.Article.Outlet != "Daily" && f.Share > 0.5 {
					shown = append(shown, f)
				}
			}
			if test.shown == "" {
				if len(shown) > 0 {
					t.Errorf("%+v", shown)
				}
				return
			}
			if len(shown) != 1 || shown[0].Article.Title != test.shown {
				t.Fatalf("shown are %+v, want %q", shown, test.shown)
			}
			var copies []string
			for _, copied := range shown[0].Copies {
				copies = append(copies, copied.Title)
			}
			slices.Sort(copies)
			if !slices.Equal(copies, test.copies) {
				t.Errorf("copies %q, want %q", copies, test.copies)
			}
		})
	}
	t.Run("coverage counts them as articles of one origin", func(t *testing.T) {
		coverage := c.retrieve(t, news.Question{Text: "Who signed the canal treaty in Halse?", Guild: "both"}).Coverage
		if coverage.Articles != 4 || coverage.Origins != 2 || len(coverage.Outlets) != 4 {
			t.Errorf("%+v", coverage)
		}
	})
	t.Run("a reprint that says more is shown beside it", func(t *testing.T) {
		f := c.retrieve(t, news.Question{Text: "Was the canal treaty the first accord in forty years?", Guild: "both"})
		if len(f.Found) == 0 || f.Found[0].Article.Title != "Neighbours agree on canal" {
			t.Errorf("%+v", f.Found)
		}
	})
}

// number is the store's number of the shared or subscribed article with a
// headline, as the guild "both" finds it.
func (c *corpus) number(t *testing.T, title string) int64 {
	t.Helper()
	for _, f := range c.retrieve(t, news.Question{Text: title, Guild: "both"}).Found {
		if f.Article.Title == title {
			return f.Article.ID
		}
	}
	t.Fatalf("%q is not found", title)
	return 0
}
