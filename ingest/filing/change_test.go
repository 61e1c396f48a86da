package filing_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
)

const (
	opening = "Vastria will send 12 ships to the strait, Ana Brandt said on Tuesday."
	middle  = "Oland called the plan a provocation and recalled its envoy."
	closing = "The two navies last met in the strait in 2029."
)

// changeOf files two versions of an article and gives what the second
// changed, with its ranges read out.
func changeOf(t *testing.T, before, after news.Article) (change news.Change, added, removed, replaced []string) {
	t.Helper()
	a := newArchive(t)
	a.file(t, news.Filed{New: 1}, before)
	a.file(t, news.Filed{Changed: 1}, after)
	revisions := a.held(t, before.URL).Revisions
	was, is := revisions[0], revisions[1]
	for _, span := range is.Change.Added {
		added = append(added, is.Text[span.Start:span.End])
	}
	for _, span := range is.Change.Removed {
		removed = append(removed, was.Text[span.Start:span.End])
	}
	for _, r := range is.Change.Replaced {
		replaced = append(replaced, was.Text[r.Before.Start:r.Before.End]+" -> "+is.Text[r.After.Start:r.After.End])
	}
	return is.Change, added, removed, replaced
}

func TestARevisionSaysWhatItChanged(t *testing.T) {
	t.Parallel()
	before := article(address, "Ships for the strait", opening+" "+middle+"\n\n"+closing)
	corrected := strings.Replace(opening, "12 ships", "20 ships", 1)
	for name, c := range map[string]struct {
		title, text              string
		headline                 string
		added, removed, replaced []string
	}{
		"a corrected sentence": {before.Title, corrected + " " + middle + "\n\n" + closing, "", nil, nil, []string{opening + " -> " + corrected}},
		"a sentence that is new": {before.Title, opening + " Trade was not on the agenda. " + middle + "\n\n" + closing, "",
			[]string{"Trade was not on the agenda."}, nil, nil},
		"a sentence that is gone": {before.Title, opening + "\n\n" + closing, "", nil, []string{middle}, nil},
		"a headline":              {"Ships stay at home", before.Text, before.Title, nil, nil, nil},
		"all of it": {before.Title, "Nobody knows when the markets will open again.", "",
			[]string{"Nobody knows when the markets will open again."}, []string{opening, middle, closing}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			change, added, removed, replaced := changeOf(t, before, article(address, c.title, c.text))
			if diff := cmp.Diff([]any{c.headline, c.added, c.removed, c.replaced}, []any{change.Headline, added, removed, replaced}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatChangesByItselfIsNoRevision(t *testing.T) {
	t.Parallel()
	text := "Updated: 10:15 GMT, 3 May 2031\n\n" + opening + " " + middle + "\n\n1,204 shares\n\n3 min read\n\n" + closing
	for name, other := range map[string]string{
		"a time of update": strings.Replace(text, "10:15", "12:40", 1),
		"a count":          strings.Replace(text, "1,204 shares", "2.1K shares", 1),
		"white space":      strings.ReplaceAll(text, " ", "  "),
		"paragraphs":       strings.Replace(text, " "+middle, "\n\n"+middle, 1),
		"its furniture":    opening + " " + middle + "\n\n" + closing,
		"an age":           "5 hours ago\n\n" + opening + " " + middle + "\n\n" + closing,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			a.file(t, news.Filed{New: 1}, article(address, "Ships for the strait", text))
			before := a.rows(t)
			a.file(t, news.Filed{Unchanged: 1}, article(address, "Ships  for the strait ", other))
			if diff := cmp.Diff(before, a.rows(t)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAChangeAccountsForEverySentence draws two versions of a text from the
// same few sentences: what the new one has is either added, or the partner
// of a replaced one, or stood before, and the other way round.
func TestAChangeAccountsForEverySentence(t *testing.T) {
	sentences := []string{opening, middle, closing, "Trade was not on the agenda.", "Rain fell on Merle.", "Gulls cried over the old harbour."}
	draw := func(t *rapid.T, name string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(sentences), 1, 12).Draw(t, name)
	}
	a := newArchive(t)
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		url := address + strings.Repeat("/x", n%7) + "?" + strings.Repeat("n", n)
		was, is := draw(r, "before"), draw(r, "after")
		for _, words := range [][]string{was, is} {
			if _, err := a.File(t.Context(), a.source, []news.Article{article(url, "Ships", strings.Join(words, " "))}); err != nil {
				r.Fatal(err)
			}
		}
		held := a.held(t, url)
		change := held.Newest().Change
		if cmp.Equal(was, is) != (len(held.Revisions) == 1) {
			r.Fatalf("%d revisions of %q and %q", len(held.Revisions), was, is)
		}
		if len(held.Revisions) > 1 && len(was)-len(change.Removed)-len(change.Replaced) != len(is)-len(change.Added)-len(change.Replaced) {
			r.Fatalf("%q became %q by %+v", was, is, change)
		}
	})
}
