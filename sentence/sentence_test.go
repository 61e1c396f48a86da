package sentence

import (
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/news"
)

func newSplitter(t testing.TB) *Splitter {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkSentences holds the splitting of texts to the sentences they are
// made of.
func checkSentences(t *testing.T, cases map[string][]string, between string) {
	t.Helper()
	s := newSplitter(t)
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			text := strings.Join(want, between)
			var got []string
			for _, span := range s.Split(text) {
				got = append(got, text[span.Start:span.End])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSplitEnglish(t *testing.T)        { checkSentences(t, english, " ") }
func TestSplitOtherLanguages(t *testing.T) { checkSentences(t, languages, " ") }
func TestSplitWithoutSpaces(t *testing.T)  { checkSentences(t, unspaced, "") }
func TestSplitEnglishLines(t *testing.T)   { checkSentences(t, english, "\n") }
func TestSplitOtherLines(t *testing.T)     { checkSentences(t, languages, "\r\n\r\n") }

func TestAThaiParagraphIsNotOneSentence(t *testing.T) {
	text := strings.Repeat("รัฐมนตรีเดินทางกลับเมื่อวานนี้ ", 60)
	spans := newSplitter(t).Split(text)
	checkCover(t, text, spans)
	for _, span := range spans {
		if size := span.End - span.Start; size > 2*minPhrase {
			t.Errorf("a sentence of %d bytes", size)
		}
	}
}

func TestSplitIsSafeForConcurrentUse(t *testing.T) {
	s := newSplitter(t)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if got := len(s.Split("Mr. Tallis said no. The U.S. will act. \"Fine.\" She left.")); got != 4 {
				t.Errorf("%d sentences", got)
			}
		})
	}
	wait.Wait()
}

// checkCover holds Split to its promise on any text.
func checkCover(t interface{ Fatalf(string, ...any) }, text string, spans []news.Span) {
	at := 0
	for _, span := range spans {
		if span.Start < at || span.End <= span.Start || span.End > len(text) {
			t.Fatalf("span %v of %q after %d", span, text, at)
		}
		if rest := strings.TrimSpace(text[at:span.Start]); rest != "" {
			t.Fatalf("%q of %q belongs to no sentence", rest, text)
		}
		piece := text[span.Start:span.End]
		if strings.Contains(piece, "\n") || strings.TrimFunc(piece, unicode.IsSpace) != piece {
			t.Fatalf("%q is not one trimmed line", piece)
		}
		at = span.End
	}
	if rest := strings.TrimSpace(text[at:]); rest != "" {
		t.Fatalf("%q of %q belongs to no sentence", rest, text)
	}
}

func TestEveryCharacterBelongsToOneSentence(t *testing.T) {
	s := newSplitter(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune(" .!?…。؟\"“”«»’()[]—1\n\tABcd1é北ก\u00a0\u200b"))).Draw(t, "text")
		checkCover(t, text, s.Split(text))
	})
}

func FuzzSplit(f *testing.F) {
	s := newSplitter(f)
	f.Add("Mr. Tallis said \"no.\" \"Yes.\" He left.\n\nGone...")
	f.Add("« Non. » „So.“ z. B. 3. März «Да?» — он. 」。と")
	f.Add("\x00\xff. \xf0\x9f A.")
	f.Fuzz(func(t *testing.T, text string) { checkCover(t, text, s.Split(text)) })
}
