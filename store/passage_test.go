package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/news"
)

// paragraphs is a new article of a passage for each text.
func paragraphs(t *testing.T, s *Store, url string, texts ...string) news.Filing {
	t.Helper()
	f, err := filing(t.Context(), s, url, add(t, s, news.SharedGuild, "https://wire.example/feed").ID)
	if err != nil {
		t.Fatal(err)
	}
	f.Article.Text, f.Passages = strings.Join(texts, "\n\n"), nil
	at := 0
	for i, text := range texts {
		f.Passages = append(f.Passages, news.Passage{
			Revision: 1, Ordinal: i, Start: at, End: at + len(text), Text: text,
			Sentences: []news.Span{{End: len(text)}}, ValidFrom: day,
		})
		at += len(text) + 2
	}
	return f
}

func commit(t *testing.T, s *Store, filings ...news.Filing) {
	t.Helper()
	if err := s.Commit(t.Context(), news.Batch{Filings: filings}); err != nil {
		t.Fatal(err)
	}
}

// texts are the words of evidence, one after the other.
func texts(evidence []news.Evidence) string {
	var all []string
	for _, e := range evidence {
		all = append(all, e.Passage.Text)
	}
	return strings.Join(all, " ")
}

func TestEvidenceComesInTheOrderAskedFor(t *testing.T) {
	s := open(t)
	commit(t, s, paragraphs(t, s, "https://wire.example/1", "one", "two"), paragraphs(t, s, "https://wire.example/2", "three"))
	found, err := s.Evidence(t.Context(), []int64{3, 1, 99, 2})
	if err != nil || texts(found) != "three one two" {
		t.Fatalf("%q, %v", texts(found), err)
	}
	want := news.Article{ID: 2, Revision: 1, URL: "https://wire.example/2", Title: "Treaty", Outlet: "Wire", Published: news.At(day), Seen: day}
	if got := found[0].Article; got.URL != want.URL || got.Title != want.Title || got.Outlet != want.Outlet || got.ID != want.ID ||
		got.Revision != 1 || got.Published != want.Published || !got.Seen.Equal(day) || got.Text != "" {
		t.Errorf("its article is %+v, want %+v", got, want)
	}
	headlines, err := s.Headlines(t.Context(), []int64{3, 1, 99})
	if err != nil || !slices.Equal(headlines, []string{"Treaty", "Treaty"}) {
		t.Errorf("headlines %q, %v", headlines, err)
	}
	none, err := s.Evidence(t.Context(), nil)
	if err != nil || len(none) != 0 {
		t.Errorf("for nothing: %v, %v", none, err)
	}
}

// TestNeighboursAreThoseThatWereValid revises the middle of three passages
// an hour later: the first and the last stand.
func TestNeighboursAreThoseThatWereValid(t *testing.T) {
	s := open(t)
	f := paragraphs(t, s, "https://wire.example/1", "one", "two", "three")
	commit(t, s, f)
	revised := f
	revised.Article.ID, revised.Article.Revision, revised.Article.Seen = 1, 2, day.Add(time.Hour)
	revised.Replaced = []int64{2}
	revised.Passages = []news.Passage{{
		Revision: 2, Ordinal: 1, Start: 5, End: 9, Text: "2.0!", Sentences: []news.Span{{End: 4}}, ValidFrom: day.Add(time.Hour),
	}}
	commit(t, s, revised)
	for _, c := range []struct {
		name     string
		passages []int64
		asOf     time.Time
		want     string
	}{
		{"before the revision", []int64{1}, day, "two"},
		{"on both sides, in order", []int64{2}, day, "one three"},
		{"none before they were known", []int64{2}, day.Add(-time.Second), ""},
		{"none that were replaced", []int64{1}, day.Add(time.Hour), ""},
		{"none that were replaced, now", []int64{1}, time.Time{}, ""},
		{"those that stand, now", []int64{2}, time.Time{}, "one three"},
		{"in the order of the given ones", []int64{3, 1}, day, "two two"},
		{"none of what is not there", []int64{99}, day, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := s.Neighbours(t.Context(), c.passages, c.asOf)
			if err != nil || texts(found) != c.want {
				t.Errorf("%q, want %q: %v", texts(found), c.want, err)
			}
		})
	}
	live, err := s.LivePassages(t.Context(), 1)
	if err != nil || len(live) != 3 || live[1].Text != "2.0!" {
		t.Errorf("live: %+v, %v", live, err)
	}
}

func TestAReplacementIsNeverBeforeWhatItReplaces(t *testing.T) {
	s := open(t)
	f := paragraphs(t, s, "https://wire.example/1", "one")
	commit(t, s, f)
	f.Article.ID, f.Article.Revision, f.Article.Seen = 1, 2, day.Add(-time.Hour)
	f.Passages, f.Replaced = nil, []int64{1}
	commit(t, s, f)
	found, err := s.Evidence(t.Context(), []int64{1})
	if err != nil || len(found) != 1 || !found[0].Passage.ValidTo.Equal(day) {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestSentencesReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spans []news.Span
		at := 0
		for range rapid.IntRange(0, 10).Draw(t, "sentences") {
			start := at + rapid.IntRange(0, 300).Draw(t, "gap")
			at = start + rapid.IntRange(1, 300).Draw(t, "length")
			spans = append(spans, news.Span{Start: start, End: at})
		}
		got, err := decodeSpans(encodeSpans(spans), at)
		if err != nil || !slices.Equal(got, spans) {
			t.Fatalf("%v, %v; want %v", got, err, spans)
		}
		if at > 0 {
			if _, err := decodeSpans(encodeSpans(spans), at-1); err == nil {
				t.Fatal("sentences beyond the text were accepted")
			}
		}
	})
}

func FuzzSentences(f *testing.F) {
	f.Add(encodeSpans([]news.Span{{Start: 0, End: 5}, {Start: 6, End: 300}}), uint16(400))
	f.Add([]byte{0x80}, uint16(9))
	f.Fuzz(func(t *testing.T, blob []byte, size uint16) {
		spans, err := decodeSpans(blob, int(size))
		if err != nil {
			return
		}
		at := 0
		for _, span := range spans {
			if span.Start < at || span.End < span.Start || span.End > int(size) {
				t.Fatalf("%v in %d bytes", spans, size)
			}
			at = span.End
		}
	})
}
