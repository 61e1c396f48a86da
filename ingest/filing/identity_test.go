package filing_test

import (
	"slices"
	"strings"
	"testing"

	"attache/news"
)

func TestAnArticleIsKnownAgain(t *testing.T) {
	t.Parallel()
	text := paragraphs("canal", 4)
	first := article(address, "Canal talks", text)
	first.Aliases = []string{"guid:1:post-7"}
	at := func(url, title, text string, aliases ...string) news.Article {
		a := article(url, title, text)
		a.Aliases = aliases
		return a
	}
	for name, again := range map[string]news.Article{
		"with a slash at the end":        at(address+"/", first.Title, text),
		"under http":                     at(strings.Replace(address, "https", "http", 1), first.Title, text),
		"with www":                       at(strings.Replace(address, "//", "//www.", 1), first.Title, text),
		"under a new address, by its id": at(address+"-fail", first.Title, text, "guid:1:post-7"),
		"retitled, by its id":            at(address+"-fail", "Canal talks fail", text+"\n\nNo date was set.", "guid:1:post-7"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			a.file(t, news.Filed{New: 1}, first)
			filed, err := a.File(t.Context(), a.source, []news.Article{again})
			if err != nil || filed.New != 0 {
				t.Fatalf("filed %+v, %v", filed, err)
			}
			t.Run("and then by the name it came under", func(t *testing.T) {
				known, err := a.store.Known(t.Context(), a.source, []string{again.URL})
				if again.URL != address+"/" && (err != nil || filed.Changed > 0 && known[again.URL].URL != address) {
					t.Errorf("%+v, %v", known, err)
				}
			})
			if held := a.held(t, address); held.Newest().Title != again.Title {
				t.Errorf("held under %q", held.Newest().Title)
			}
		})
	}
	t.Run("but not by an id alone, which feeds use for different articles", func(t *testing.T) {
		t.Parallel()
		a := newArchive(t)
		other := at("https://lakeside.example/weather", "Rain", wire("Dorn", 3), "guid:1:post-7")
		a.file(t, news.Filed{New: 2}, first, other)
		if len(a.held(t, other.URL).Revisions) != 1 || len(a.held(t, address).Revisions) != 1 {
			t.Error("two articles were taken for one")
		}
	})
	t.Run("and a summary gives way to the article, without a change", func(t *testing.T) {
		t.Parallel()
		a := newArchive(t)
		summary := at(address, "Canal talks", paragraphs("canal", 1))
		summary.Partial = true
		a.file(t, news.Filed{New: 1}, summary)
		if known, err := a.store.Known(t.Context(), a.source, []string{address}); err != nil || !known[address].Partial {
			t.Fatalf("%+v, %v", known, err)
		}
		a.file(t, news.Filed{Changed: 1}, first)
		if held := a.held(t, address); held.Partial || !held.Newest().Change.IsZero() {
			t.Errorf("held: %+v", held)
		}
		a.file(t, news.Filed{Unchanged: 1}, summary)
	})
}

func TestTwoNamesOfOneArticleInOneCall(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	one, two := article(address, "Canal talks", paragraphs("canal", 4)), article(address+"-fail", "Canal talks", paragraphs("canal", 4))
	one.Aliases, two.Aliases = []string{"guid:1:post-7"}, []string{"guid:1:post-7"}
	filed, err := a.File(t.Context(), a.source, []news.Article{one, two})
	if err != nil || filed != (news.Filed{New: 1, Unchanged: 1}) {
		t.Errorf("filed %+v, %v", filed, err)
	}
}

func TestTwoNamesOfAnArticleHeldInOneCall(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	one := article(address, "Canal talks", paragraphs("canal", 4))
	one.Aliases = []string{"guid:1:post-7"}
	a.file(t, news.Filed{New: 1}, one)
	one.Aliases, one.Text = nil, one.Text+"\n\nNo date was set."
	two := article(address+"-fail", "Canal talks", one.Text+"\n\nNobody spoke.")
	two.Aliases = []string{"guid:1:post-7"}
	a.file(t, news.Filed{Changed: 2}, one, two)
	if held := a.held(t, address); len(held.Revisions) != 3 {
		t.Errorf("%d revisions", len(held.Revisions))
	}
}

func TestQuotationsAreKeptWithTheirPassages(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	text := paragraphs("canal", 8) + "\n\n" + `"The water belongs to both of us," Ana Brandt, Vastria's foreign minister, told the Merle Gazette.`
	a.file(t, news.Filed{New: 1}, article(address, "Canal talks", text))
	passages := a.live(t, address)
	var ids []int64
	for _, p := range passages {
		ids = append(ids, p.ID)
	}
	all, err := a.store.Quotes(t.Context(), ids)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	for id, quotes := range all {
		p := passages[slices.IndexFunc(passages, func(p news.Passage) bool { return p.ID == id })]
		q := quotes[0]
		if words := p.Text[q.Start:q.End]; words != "The water belongs to both of us," || q.Speaker != "Ana Brandt" || q.Verb != "told" || q.Outlet != "Merle Gazette" {
			t.Errorf("%q: %+v", words, q)
		}
	}
}
