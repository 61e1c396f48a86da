package filing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
	"attache/sentence"
)

// lineSplitter takes each line for a sentence, so that a test decides how
// long sentences are.
type lineSplitter struct{}

func (lineSplitter) Split(text string) (spans []news.Span) {
	start := 0
	for line := range strings.Lines(text) {
		if words := strings.TrimSpace(line); words != "" {
			from := start + strings.Index(line, words)
			spans = append(spans, news.Span{Start: from, End: from + len(words)})
		}
		start += len(line)
	}
	return spans
}

// sentenceOf is a line of so many words.
// cutLines cuts a text whose lines are its sentences.
func cutLines(text string) []news.Passage { return splitPassages(text, lineSplitter{}.Split(text)) }

func sentenceOf(words int) string { return strings.TrimSpace(strings.Repeat("word ", words)) }

// drawText makes a text of sentences of up to longest words, some of them
// parted by an empty line.
func drawText(t *rapid.T, longest int, label string) string {
	lengths := rapid.SliceOfN(rapid.IntRange(1, longest), 0, 60).Draw(t, label)
	breaks := rapid.SliceOfN(rapid.Bool(), len(lengths), len(lengths)).Draw(t, label+" breaks")
	var b strings.Builder
	for i, n := range lengths {
		b.WriteString(sentenceOf(n))
		b.WriteString("\n")
		if breaks[i] {
			b.WriteString("\n")
		}
	}
	return b.String()
}

// checkPassages holds passages to what every splitting promises.
func checkPassages(t interface{ Fatalf(string, ...any) }, s splitter, text string, passages []news.Passage) {
	var sentences []news.Span
	at := 0
	for i, p := range passages {
		switch {
		case p.Ordinal != i:
			t.Fatalf("passage %d has ordinal %d", i, p.Ordinal)
		case p.Start < at || p.End <= p.Start || p.End > len(text):
			t.Fatalf("passage %d has the range [%d, %d) after %d in %d bytes", i, p.Start, p.End, at, len(text))
		case p.Text != text[p.Start:p.End]:
			t.Fatalf("passage %d says %q, its range %q", i, p.Text, text[p.Start:p.End])
		}
		at = p.End
		for _, span := range p.Sentences {
			sentences = append(sentences, news.Span{Start: p.Start + span.Start, End: p.Start + span.End})
		}
	}
	if want := s.Split(text); !slices.Equal(sentences, want) {
		t.Fatalf("the passages hold the sentences %v, the text %v", sentences, want)
	}
}

func TestPassagesHoldEverySentenceOnceAndWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, 400, "words")
		checkPassages(t, lineSplitter{}, text, cutLines(text))
	})
}

func TestPassagesAreOfTheAgreedSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		passages := cutLines(drawText(t, maxWords-minWords, "words"))
		for i, p := range passages {
			n := countWords(p.Text)
			if last := i+1 == len(passages); n > maxWords || n < minWords && !last {
				t.Fatalf("passage %d of %d has %d words", i, len(passages), n)
			}
		}
	})
}

func TestOnlyASingleSentenceMakesAPassageTooLong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for i, p := range cutLines(drawText(t, 400, "words")) {
			if n := countWords(p.Text); n > maxWords && len(p.Sentences) > 1 {
				t.Fatalf("passage %d has %d words in %d sentences", i, n, len(p.Sentences))
			}
		}
	})
}

func TestAppendingTextKeepsThePassagesBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, 90, "words")
		before := cutLines(text)
		after := cutLines(text + drawText(t, 90, "more"))
		for i := range max(0, len(before)-2) {
			if diff := cmp.Diff(before[i], after[i]); diff != "" {
				t.Fatalf("passage %d of %d: %s", i, len(before), diff)
			}
		}
	})
}

func TestSplitPassages(t *testing.T) {
	// lengths are the words of each passage of a text of such sentences.
	lengths := func(sentences ...string) (words []int) {
		for _, p := range cutLines(strings.Join(sentences, "\n")) {
			words = append(words, countWords(p.Text))
		}
		return words
	}
	lines := func(counts ...int) (all []string) {
		for _, n := range counts {
			all = append(all, sentenceOf(n))
		}
		return all
	}
	for name, c := range map[string]struct {
		sentences []string
		want      []int
	}{
		"makes nothing of an empty text":                 {nil, nil},
		"makes nothing of white space":                   {[]string{" ", "\t"}, nil},
		"leaves a short text whole":                      {lines(30, 30), []int{60}},
		"joins a scrap to the passage before":            {lines(40, 40, 40, 40, 10), []int{170}},
		"shares with a last passage that is short":       {lines(30, 30, 30, 30, 40, 20, 60, 10), []int{120, 130}},
		"lets one long sentence stand alone":             {lines(100, 250, 100), []int{100, 250, 100}},
		"keeps a heading with its text":                  {append(lines(50, 50, 52, 5), append([]string{""}, lines(50, 50, 50)...)...), []int{152, 155}},
		"keeps a heading with a text that has no room":   {lines(60, 80, 9, 60, 40, 30), []int{140, 139}},
		"ends with the paragraph when it is long enough": {append(lines(50, 50, 52), append([]string{""}, lines(50, 50, 50)...)...), []int{152, 150}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, lengths(c.sentences...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                       0,
		"  two\u00a0words\n":     2,
		"外交部长会谈":                 3,
		"รัฐมนตรี กลับ":          2,
		"The 外交 talks":           3,
		"hyphen-ated isn't many": 3,
	} {
		t.Run(fmt.Sprintf("finds %d words in %q", want, text), func(t *testing.T) {
			if got := countWords(text); got != want {
				t.Errorf("found %d", got)
			}
		})
	}
}

func FuzzSplitPassages(f *testing.F) {
	s, err := sentence.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Mr. Tallis said \"no.\" He left.\n\n" + strings.Repeat("The talks went on for a day. ", 60))
	f.Add("\x00\xff. \xf0\x9f A.")
	f.Fuzz(func(t *testing.T, text string) { checkPassages(t, s, text, splitPassages(text, s.Split(text))) })
}
