package finding_test

import (
	"slices"
	"strings"
	"testing"

	"attache/news"
)

func TestTheBoundsOfAQuestion(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	var all []string
	for _, day := range []string{"2031-03-01", "2031-03-05", "2031-03-05T18:00:00Z", "2031-03-09", ""} {
		title := strings.TrimSpace("Talks of " + day)
		all = append(all, title)
		c.share(t, article(t, title, "Wire", day, "The envoys spoke about the canal."))
	}
	for name, bounds := range map[string]struct {
		q    news.Question
		want []string
	}{
		"none finds all":                      {news.Question{}, all},
		"as-of leaves out what came later":    {news.Question{AsOf: moment(t, "2031-03-05T10:00:00Z")}, []string{all[0], all[1], all[4]}},
		"as-of a day means its end":           {news.Question{AsOf: moment(t, "2031-03-05")}, []string{all[0], all[1], all[2], all[4]}},
		"as-of before all finds the undated":  {news.Question{AsOf: moment(t, "2031-02-01")}, all[4:]},
		"as-of before it was seen finds none": {news.Question{AsOf: moment(t, "2030-02-01")}, nil},
		"since counts its day in":             {news.Question{Since: moment(t, "2031-03-05")}, all[1:4]},
		"since a time":                        {news.Question{Since: moment(t, "2031-03-05T12:00:00Z")}, all[2:4]},
		"until counts its whole day in":       {news.Question{Until: moment(t, "2031-03-05")}, all[0:3]},
		"until a time":                        {news.Question{Until: moment(t, "2031-03-05T12:00:00Z")}, all[0:2]},
		"since and until":                     {news.Question{Since: moment(t, "2031-03-02"), Until: moment(t, "2031-03-08")}, all[1:3]},
		"since after until finds nothing":     {news.Question{Since: moment(t, "2031-03-08"), Until: moment(t, "2031-03-02")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			bounds.q.Text = "the envoys and the canal"
			got := c.titles(t, bounds.q)
			slices.Sort(got)
			want := slices.Sorted(slices.Values(bounds.want))
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestAsOfShowsWhatStoodThen(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	first := article(t, "Ten at the talks", "Wire", "2031-03-01", "Ten envoys spoke about the canal.")
	second := first
	second.Title, second.Text = "Nine at the talks", "Correction: nine envoys spoke about the canal."
	second.Seen = moment(t, "2031-03-05T12:00:00Z").Time
	c.share(t, first, second)
	for asOf, want := range map[string]string{
		"2031-03-04": first.Title, "2031-03-05T11:59:59Z": first.Title, "2031-03-05T12:00:00Z": second.Title, "2031-03-05": second.Title, "": second.Title,
	} {
		t.Run("as of "+asOf, func(t *testing.T) {
			f := c.retrieve(t, news.Question{Text: "the envoys and the canal", AsOf: moment(t, asOf)})
			if len(f.Found) != 1 || f.Found[0].Article.Title != want || !slices.Equal(f.Coverage.Nearest, []string{want}) {
				t.Errorf("found %+v near %q", f.Found, f.Coverage.Nearest)
			}
		})
	}
	t.Run("before it was published finds nothing", func(t *testing.T) {
		if f := c.retrieve(t, news.Question{Text: "the canal", AsOf: moment(t, "2031-02-28")}); len(f.Found) > 0 || f.Coverage.Articles > 0 {
			t.Errorf("%+v", f)
		}
	})
}

func TestOutletsAreFoundByNameHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	c := newCorpus(t)
	for _, outlet := range []string{"El País", "Northern Wire", "The Post"} {
		c.share(t, article(t, "Report of "+outlet, outlet, "2031-03-01", "The envoys spoke about the canal."))
	}
	for name, test := range map[string]struct{ outlets, want []string }{
		"as it is":                             {[]string{"El País"}, []string{"Report of El País"}},
		"without accents and case":             {[]string{"EL PAIS"}, []string{"Report of El País"}},
		"with signs and spaces":                {[]string{" northern-wire!"}, []string{"Report of Northern Wire"}},
		"two of them":                          {[]string{"the post", "el pais"}, []string{"Report of El País", "Report of The Post"}},
		"one that is unknown beside another":   {[]string{"the post", "Southern Wire"}, []string{"Report of The Post"}},
		"one that is unknown finds nothing":    {[]string{"Southern Wire"}, nil},
		"a part of a name finds nothing":       {[]string{"Northern"}, nil},
		"a name without letters finds nothing": {[]string{""}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.titles(t, news.Question{Text: "the envoys and the canal", Outlets: test.outlets})
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
