package index

import (
	"encoding/binary"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/news"
)

// drawRows draws rows as a tail or a segment has them: passages ascending.
func drawRows(t *rapid.T) []Row {
	times := rapid.Int64Range(Undated, 1<<40)
	rows := make([]Row, rapid.IntRange(0, 20).Draw(t, "rows"))
	passage := int64(0)
	for i := range rows {
		r := Row{
			Passage: passage, Article: rapid.Int64Range(-1<<40, 1<<40).Draw(t, "article"),
			Published: times.Draw(t, "published"), ValidFrom: times.Draw(t, "from"), ValidTo: Forever,
			SourceSet: rapid.Int64Range(1, 1<<40).Draw(t, "set"), Outlet: rapid.Int64Range(1, 1<<40).Draw(t, "outlet"),
		}
		if rapid.Bool().Draw(t, "replaced") {
			r.ValidTo = r.ValidFrom + rapid.Int64Range(0, 1<<40).Draw(t, "for")
		}
		rows[i] = r
		passage += rapid.Int64Range(1, 1000).Draw(t, "gap")
	}
	return rows
}

func TestColumnsReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		firstPassage, firstArticle := rapid.Int64Range(0, 1<<40).Draw(t, "first passage"), rapid.Int64Range(0, 1<<40).Draw(t, "first article")
		c, err := decodeColumns(encodeColumns(rows), len(rows), firstPassage, firstArticle)
		if err != nil {
			t.Fatal(err)
		}
		if c.len() != len(rows) {
			t.Fatalf("%d rows, want %d", c.len(), len(rows))
		}
		for n, want := range rows {
			want.Passage += firstPassage
			if want.Article < 0 {
				want.Article = -want.Article // an article that exists keeps its number
			} else {
				want.Article += firstArticle
			}
			if got := c.row(n); got != want {
				t.Fatalf("row %d is %+v, want %+v", n, got, want)
			}
			if found, ok := c.find(want.Passage); !ok || found != n {
				t.Fatalf("passage %d is found at %d, %v", want.Passage, found, ok)
			}
		}
	})
}

func TestAReplacementBeforeTheBeginningIsStoredAsNeverValid(t *testing.T) {
	c, err := decodeColumns(encodeColumns([]Row{{ValidFrom: 100, ValidTo: 50}}), 1, 1, 1)
	if err != nil || c.validTo.at(0) != 100 {
		t.Errorf("valid to %v, %v; want 100", c.validTo.at(0), err)
	}
}

func TestDamagedColumnsAreRefused(t *testing.T) {
	rows := []Row{{Passage: 0, ValidTo: Forever, Outlet: 300}, {Passage: 1, ValidTo: Forever, Outlet: 700}}
	whole := encodeColumns(rows)
	for cut := range whole {
		if _, err := decodeColumns(whole[:cut], 2, 1, 1); err == nil {
			t.Errorf("%d of %d bytes were taken for the whole", cut, len(whole))
		}
	}
	for name, blob := range map[string][]byte{
		"more than the rows":    append(slices.Clone(whole), 0),
		"passages that repeat":  encodeColumns([]Row{{Passage: 5}, {Passage: 5}}),
		"passages that go back": encodeColumns([]Row{{Passage: 5}, {Passage: 4}}),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := decodeColumns(blob, 2, 1, 1); err == nil {
				t.Error("was taken for whole")
			}
		})
	}
}

func FuzzColumns(f *testing.F) {
	f.Add(encodeColumns([]Row{{Passage: 0, Article: -7, Published: Undated, ValidTo: Forever, SourceSet: 1, Outlet: 2}, {Passage: 3, ValidTo: 9}}), uint8(2))
	f.Add(slices.Repeat([]byte{0xff}, 80), uint8(1))
	f.Add(binary.AppendVarint(nil, -1), uint8(0))
	f.Fuzz(func(t *testing.T, blob []byte, count uint8) {
		c, err := decodeColumns(blob, int(count), 1, 1)
		if err != nil {
			return
		}
		s := newSieve(Filter{SourceSets: []int64{1, 2}, Outlets: []int64{1}, HiddenArticles: []int64{3}, Since: time.Unix(0, 0)})
		for n := range c.len() {
			s.passes(c, n)
			if n > 0 && c.passage(n) <= c.passage(n-1) {
				t.Fatalf("passages %d and %d are not in order", c.passage(n-1), c.passage(n))
			}
		}
	})
}

func TestAnAmendmentLeavesTheColumnsItWasClonedFromAlone(t *testing.T) {
	rows := []Row{{Passage: 0, ValidTo: Forever, SourceSet: 1}, {Passage: 1, ValidTo: Forever, SourceSet: 1}}
	before, err := decodeColumns(encodeColumns(rows), 2, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	after := before.amend(map[int][]news.Amendment{1: {{SourceSet: 9}, {ValidTo: time.Unix(500, 0), SourceSet: 4, Deleted: true}}})
	if before.row(1) != (Row{Passage: 11, Article: 1, ValidTo: Forever, SourceSet: 1}) || before.deleted() != 0 {
		t.Errorf("the original became %+v", before.row(1))
	}
	if got := after.row(1); got.ValidTo != 500 || got.SourceSet != 4 || after.deleted() != 1 || after.amended != 2 {
		t.Errorf("the copy became %+v with %d deleted", got, after.deleted())
	}
	if got := after.row(0); got.ValidTo != Forever || got.SourceSet != 1 {
		t.Errorf("the passage beside it became %+v", got)
	}
	later := after.amend(map[int][]news.Amendment{1: {{SourceSet: 5}}})
	if later.deleted() != 0 || later.row(1).ValidTo != Forever || after.deleted() != 1 {
		t.Error("a later amendment does not replace the earlier one")
	}
}
