package filing_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/ingest/filing"
	"attache/news"
)

func TestFilingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	articles := []news.Article{
		article(address, "Canal talks", paragraphs("canal", 20)),
		article("https://lakeside.example/dam", "Dam talks", paragraphs("dam", 3)),
	}
	a.file(t, news.Filed{New: 2}, articles...)
	question := news.Question{Text: "What did the envoys say about the canal?"}
	rows, found := a.rows(t), a.find(t, question)
	if len(found) == 0 {
		t.Fatal("nothing was found")
	}
	a.file(t, news.Filed{Unchanged: 2}, articles...)
	if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(found, a.find(t, question)); diff != "" {
		t.Error(diff)
	}
}

func TestARevision(t *testing.T) {
	t.Parallel()
	text := paragraphs("canal", 20)
	first := article(address, "Canal talks", text)

	t.Run("keeps the numbers of the passages that stand", func(t *testing.T) {
		a := newArchive(t)
		a.file(t, news.Filed{New: 1}, first)
		before := a.live(t, address)
		second := first
		second.Text = strings.Replace(text, "On day 20", "Correction: on day 20", 1)
		a.file(t, news.Filed{Changed: 1}, second)
		after := a.live(t, address)
		if len(before) < 3 || len(after) != len(before) {
			t.Fatalf("%d passages became %d", len(before), len(after))
		}
		last := len(before) - 1
		for i := range last {
			if after[i].ID != before[i].ID {
				t.Errorf("passage %d was %d and is %d", i, before[i].ID, after[i].ID)
			}
		}
		if after[last].ID == before[last].ID || !strings.Contains(after[last].Text, "Correction") {
			t.Errorf("the changed passage is %+v", after[last])
		}
		if !after[last].ValidFrom.Equal(now) {
			t.Errorf("the new passage is valid from %v", after[last].ValidFrom)
		}
	})
	t.Run("replaces all when the headline changes", func(t *testing.T) {
		a := newArchive(t)
		a.file(t, news.Filed{New: 1}, first)
		before := a.live(t, address)
		second := first
		second.Title = "Canal talks fail"
		a.file(t, news.Filed{Changed: 1}, second)
		for _, p := range a.live(t, address) {
			for _, old := range before {
				if p.ID == old.ID {
					t.Errorf("passage %d stands", p.ID)
				}
			}
		}
		for _, e := range a.find(t, news.Question{Text: "canal talks"}) {
			if e.Article.Title != second.Title {
				t.Errorf("found under the headline %q", e.Article.Title)
			}
		}
	})
	t.Run("comes of the same address twice in one call", func(t *testing.T) {
		a := newArchive(t)
		second := first
		second.Text = paragraphs("lock", 3)
		a.file(t, news.Filed{New: 1, Changed: 1}, first, second)
		held := a.held(t, address)
		if len(held.Revisions) != 2 || held.Newest().Number != 2 || held.Newest().Text != second.Text {
			t.Errorf("held: %+v", held)
		}
	})
	t.Run("is found as it stood at the time", func(t *testing.T) {
		a := newArchive(t)
		second := first
		second.Text, second.Seen = paragraphs("lock", 3), now.AddDate(0, 0, -5)
		a.file(t, news.Filed{New: 1, Changed: 1}, first, second)
		for day, want := range map[string]int{"2031-05-01": 0, "2031-05-14": 1, "2031-05-15": 2} {
			asOf, err := news.ParseMoment(day)
			if err != nil {
				t.Fatal(err)
			}
			found := a.find(t, news.Question{Text: "the talks of the envoys", AsOf: asOf})
			if len(found) == 0 != (want == 0) {
				t.Errorf("on %s %d passages are found", day, len(found))
			}
			for _, e := range found {
				if e.Passage.Revision != want {
					t.Errorf("on %s revision %d is found, want %d", day, e.Passage.Revision, want)
				}
			}
		}
	})
}

func TestAVersionThatIsOld(t *testing.T) {
	t.Parallel()
	first := article(address, "Canal talks", paragraphs("canal", 20))
	t.Run("is left out when it was seen before the present one", func(t *testing.T) {
		a := newArchive(t)
		second, late := first, first
		second.Text, second.Seen = paragraphs("lock", 3), now.Add(-time.Hour)
		late.Text, late.Seen = paragraphs("quay", 3), now.Add(-2*time.Hour)
		a.file(t, news.Filed{New: 1}, first)
		a.file(t, news.Filed{Changed: 1}, second)
		rows := a.rows(t)
		a.file(t, news.Filed{Unchanged: 1}, late)
		if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("counts once when it is of the day of publication", func(t *testing.T) {
		a := newArchive(t)
		second, third := first, first
		second.Text, second.Seen = paragraphs("lock", 3), first.Published.Time
		third.Text, third.Seen = paragraphs("quay", 3), first.Published.Time
		a.file(t, news.Filed{New: 1, Changed: 2}, first, second, third)
		a.file(t, news.Filed{Unchanged: 3}, first, second, third)
		if newest := a.held(t, address).Newest(); newest.Number != 3 || newest.Text != third.Text {
			t.Errorf("revision %d says %q", newest.Number, newest.Text)
		}
	})
	t.Run("is not undone by reading the first version again", func(t *testing.T) {
		a := newArchive(t)
		second := first
		second.Text, second.Seen = paragraphs("lock", 3), now.Add(-time.Hour)
		a.file(t, news.Filed{New: 1}, first)
		a.file(t, news.Filed{Changed: 1}, second)
		rows := a.rows(t)
		a.file(t, news.Filed{Unchanged: 1}, first)
		a.file(t, news.Filed{Unchanged: 2}, first, second)
		if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnArticleFromTwoSources(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	mine, yours := a.addSource(t, "mine", "test:mine"), a.addSource(t, "yours", "test:yours")
	piece := article(address, "Canal talks", paragraphs("canal", 3))
	question := news.Question{Text: "the canal talks", Guild: "yours"}

	a.source = mine
	a.file(t, news.Filed{New: 1}, piece)
	if found := a.find(t, question); len(found) != 0 {
		t.Fatal("a guild sees another guild's article")
	}
	a.source = yours
	a.file(t, news.Filed{Unchanged: 1}, piece)
	if found := a.find(t, question); len(found) == 0 {
		t.Error("the second source's guild does not see it")
	}
	question.Guild = "mine"
	if found := a.find(t, question); len(found) == 0 {
		t.Error("the first source's guild does not see it any more")
	}
	if held := a.held(t, address); len(held.Sources) != 2 || len(held.Revisions) != 1 {
		t.Errorf("held: %+v", held)
	}
	rows := a.rows(t)
	a.file(t, news.Filed{Unchanged: 1}, piece)
	if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
		t.Error(diff)
	}
}

func TestFilingTidiesAnArticle(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.file(t, news.Filed{New: 2},
		news.Article{
			URL: address, Title: " Canal\r\n talks\x00 ", Outlet: " Lakeside\tPost ",
			Text: "\r\nThe lock\x00s are open.\r\n\r\nNobody \xff came.\rThe end.\u2028Or not.\n",
		},
		news.Article{URL: "https://www.northern.example/a", Title: "No outlet", Text: "The outlet is not named here."},
	)
	held := a.held(t, address).Newest()
	if held.Title != "Canal talks" {
		t.Errorf("title %q", held.Title)
	}
	if want := "The locks are open.\n\nNobody \uFFFD came.\nThe end.\nOr not."; held.Text != want {
		t.Errorf("text %q, want %q", held.Text, want)
	}
	names, err := a.store.Outlets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[int64]string{1: "Lakeside Post", 2: "northern.example"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestFilingStopsWithItsContext(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.File(ctx, a.source, []news.Article{article(address, "Canal talks", paragraphs("canal", 3))})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if rows := a.rows(t); rows["articles"] != 0 || rows["segments"] != 0 {
		t.Errorf("rows: %v", rows)
	}
}

func TestFoldOutlet(t *testing.T) {
	for a, b := range map[string]string{
		"Le Monde":     "LE  MONDE",
		"El País":      "el pais",
		"The A.B.C.":   "the abc",
		"Die „Zeit“":   "die zeit",
		"!?":           " !? ",
		"Straße Heute": "strasse heute",
	} {
		t.Run(fmt.Sprintf("takes %q and %q for one", a, b), func(t *testing.T) {
			if filing.FoldOutlet(a) != filing.FoldOutlet(b) {
				t.Errorf("%q and %q", filing.FoldOutlet(a), filing.FoldOutlet(b))
			}
		})
	}
	t.Run("tells other outlets apart", func(t *testing.T) {
		if filing.FoldOutlet("Northern Wire") == filing.FoldOutlet("Northern Post") {
			t.Error("it did not")
		}
	})
}
