package ingest

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attache/news"
	"attache/sentence"
)

func sentenceSplitter(t testing.TB) *sentence.Splitter {
	t.Helper()
	s, err := sentence.New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// article draws paragraphs of sentences of up to most words.
func article(t *rapid.T, most int) string {
	var b strings.Builder
	for range rapid.IntRange(0, 12).Draw(t, "paragraphs") {
		for range rapid.IntRange(1, 8).Draw(t, "sentences") {
			n := rapid.IntRange(1, most).Draw(t, "words")
			b.WriteString("Ministers" + strings.Repeat(" agreed", n-1) + ". ")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func TestPassagesHoldEverySentenceOnceAndWhole(t *testing.T) {
	s := sentenceSplitter(t)
	rapid.Check(t, func(t *rapid.T) {
		text := article(t, 200)
		passages := splitPassages(s, text)
		var got []news.Span
		for i, p := range passages {
			if p.Ordinal != i || p.Text != text[p.Start:p.End] || i > 0 && p.Start < passages[i-1].End {
				t.Fatalf("passage %d is %+v", i, p)
			}
			for _, span := range p.Sentences {
				got = append(got, news.Span{Start: p.Start + span.Start, End: p.Start + span.End})
			}
		}
		want := s.Split(text)
		if len(got) != len(want) {
			t.Fatalf("%d sentences, want %d", len(got), len(want))
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("sentence %d is %v, want %v", i, got[i], want[i])
			}
		}
	})
}

func TestPassagesKeepToTheirBounds(t *testing.T) {
	s := sentenceSplitter(t)
	rapid.Check(t, func(t *rapid.T) {
		passages := splitPassages(s, article(t, 30))
		for i, p := range passages {
			words := len(strings.Fields(p.Text))
			if words > maxWords || words < minWords && i != len(passages)-1 {
				t.Fatalf("passage %d of %d has %d words", i, len(passages), words)
			}
		}
	})
}

func TestASentenceLongerThanAPassageStandsAlone(t *testing.T) {
	s := sentenceSplitter(t)
	long := "Ministers" + strings.Repeat(" agreed", 400) + "."
	passages := splitPassages(s, "Before it.\n\n"+long+"\n\nAfter it.")
	if len(passages) != 3 || passages[1].Text != long {
		t.Errorf("%d passages", len(passages))
	}
}

func TestAppendingLeavesEarlierPassagesAsTheyWere(t *testing.T) {
	s := sentenceSplitter(t)
	rapid.Check(t, func(t *rapid.T) {
		text := article(t, 30)
		before := splitPassages(s, text)
		after := splitPassages(s, text+"\n\nA correction was added on Monday.")
		for i := range len(before) - 2 {
			if before[i].Text != after[i].Text {
				t.Fatalf("passage %d changed", i)
			}
		}
	})
}

func TestCountWordsCountsScriptsWithoutSpaces(t *testing.T) {
	for text, want := range map[string]int{"": 0, "two words": 2, " a\n b ": 2, "外交部长会议": 3, "NATO外交": 2} {
		if got := countWords(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
