package quote

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/news"
	"attache/sentence"
)

// checkQuotes holds Find to its promises on any text.
func checkQuotes(t interface{ Fatalf(string, ...any) }, text string, quotes []news.Quote) {
	words := map[string]bool{}
	for _, w := range fields(text) {
		words[w] = true
	}
	at := 0
	for _, q := range quotes {
		if q.Start < at || q.End <= q.Start || q.End > len(text) {
			t.Fatalf("quotation [%d, %d) of %q after %d", q.Start, q.End, text, at)
		}
		if strings.Contains(text[q.Start:q.End], "\n") {
			t.Fatalf("%q crosses a line", text[q.Start:q.End])
		}
		if q.Verb == "" {
			t.Fatalf("%q has no verb", text[q.Start:q.End])
		}
		for _, field := range []string{q.Speaker, q.Role, q.Verb, q.Outlet} {
			for _, w := range fields(field) {
				if !words[w] {
					t.Fatalf("%q of %q does not stand in %q", w, field, text)
				}
			}
		}
		at = q.End
	}
}

// fields are the words of a text in lower case, without marks.
func fields(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWord(r) })
}

func newSplitter(t testing.TB) *sentence.Splitter {
	t.Helper()
	splitter, err := sentence.New()
	if err != nil {
		t.Fatal(err)
	}
	return splitter
}

// scraps are what articles are made of, so that random texts of them meet
// the rules.
var scraps = []string{
	`"`, "“", "”", "«", "»", "„", ",", ".", ":", "?", "\n\n", " ", "(", ")", "—", "’s", "é", "\xff",
	"said", "told", "according to", "called", "adding", "quoted as saying", "was", "that", "and",
	"she", "he", "it", "who", "the", "a", "minister", "Foreign Minister", "statement", "in a", "police",
	"Ana Brandt", "Bo Orr", "von der Leyen", "Macy's", "O'Brien", "King Bo", "the BBC", "on X", "by Reuters", "Monday", "We agreed",
}

func TestFindKeepsItsPromisesOnAnyText(t *testing.T) {
	splitter := newSplitter(t)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(scraps), 0, 60).Draw(t, "parts")
		text := strings.Join(parts, rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
		checkQuotes(t, text, Find(text, splitter.Split(text)))
	})
}

func TestFindTakesSentencesFromElsewhereAsTheyCome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 1, 40).Draw(t, "parts"), " ")
		var spans []news.Span
		for at := 0; at < len(text); {
			end := rapid.IntRange(at+1, len(text)).Draw(t, "end")
			spans = append(spans, news.Span{Start: at, End: end})
			at = rapid.IntRange(end, len(text)).Draw(t, "next")
		}
		checkQuotes(t, text, Find(text, spans))
	})
}

func TestFindIsLinearOnHostileText(t *testing.T) {
	const size = 1 << 20
	for name, unit := range map[string]string{
		"straight marks":      `"`,
		"opening marks":       "“",
		"marks and letters":   `"a `,
		"marks and lines":     "“a\n",
		"verbs":               "said ",
		"quotations and said": `"We agreed," Brandt said, `,
		"names":               "Ana Brandt, ",
		"particles":           "Ana von ",
		"offices":             "minister of ",
		"one long word":       "a",
		"lines":               "\"A b c,\" Ana Brandt, the minister, said.\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(unit, size/len(unit))
			var spans []news.Span
			for at := 0; at < len(text); at += 4096 {
				spans = append(spans, news.Span{Start: at, End: min(at+4000, len(text))})
			}
			start := time.Now()
			checkQuotes(t, text, Find(text, spans))
			Find(text, []news.Span{{Start: 0, End: len(text)}})
			if took := time.Since(start); took > time.Minute { // the square of a megabyte would take hours
				t.Errorf("took %v", took)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	splitter := newSplitter(f)
	f.Add(`"The border stays shut," said Ana Brandt, Vastria's foreign minister. "We agreed," she told the BBC.`)
	f.Add("“We met.\n\n“We agreed,” the minister added, according to «Le Monde».")
	f.Add("\x00\xff “\xf0\x9f” said \"")
	f.Fuzz(func(t *testing.T, text string) { checkQuotes(t, text, Find(text, splitter.Split(text))) })
}

func BenchmarkFind(b *testing.B) {
	splitter := newSplitter(b)
	paragraph := `Foreign Secretary Ana Brandt flew to Oland on Monday to meet Bo Orr, the prime minister of the republic, who had asked for talks. ` +
		`"We agreed on most of it," Brandt told the Example Times after the meeting in Portmere. "The rest will take time." ` +
		`According to the ministry, the two sides will meet again in June, when the treaty that was signed ten years ago runs out.` + "\n\n"
	text := strings.Repeat(paragraph, 11) // about 700 words
	sentences := splitter.Split(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if len(Find(text, sentences)) != 22 {
			b.Fatal("quotations are missing")
		}
	}
}
