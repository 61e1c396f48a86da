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

func TestSplit(t *testing.T) {
	s := newSplitter(t)
	for name, want := range map[string][]string{
		"keeps titles and initials together": {"Mr. Tallis met Gen. Orr and J. K. Rowe.", "Then he left."},
		"keeps acronyms together":            {"The U.S. will act.", "It was late at the U.N. Security Council."},
		"keeps decimals together":            {"Prices rose 3.5% to 2.1bn.", "Then they fell."},
		"parts a quotation from the one before": {
			`"I won."`, `"You lost."`, `He paused.`},
		"ends a sentence at a year":              {"It began in October 2023.", "Fourteen members voted on May 5.", "None left."},
		"keeps an item with its number":          {"1. Gun laws come first."},
		"keeps No. 10 together":                  {"The No. 10 spokesman declined."},
		"parts a quotation from a number before": {"It was signed on Jan. 5.", `"Good," said one.`},
		"keeps the speaker with the quotation":   {`"Is it done?" asked Bob.`, `"It is," she said.`},
		"keeps a title before a nickname":        {`He met Mr. "Bell" Smith.`},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Join(want, " ")
			var got []string
			for _, span := range s.Split(text) {
				got = append(got, text[span.Start:span.End])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("never crosses a line break", func(t *testing.T) {
		text := "A heading without a stop\n\nThe text begins"
		if got := len(s.Split(text)); got != 2 {
			t.Errorf("%d sentences, want 2", got)
		}
	})
	t.Run("is safe for concurrent use", func(t *testing.T) {
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() { s.Split("Mr. Tallis said no. The U.S. will act. \"Fine.\" She left.") })
		}
		wait.Wait()
	})
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
		text := rapid.StringOf(rapid.RuneFrom([]rune(" .!?\"“”’()[]\n\tABcd1é北\u00a0\u200b"))).Draw(t, "text")
		checkCover(t, text, s.Split(text))
	})
}

func FuzzSplit(f *testing.F) {
	s := newSplitter(f)
	f.Add("Mr. Tallis said \"no.\" \"Yes.\" He left.\n\nGone...")
	f.Add("\x00\xff. \xf0\x9f A.")
	f.Fuzz(func(t *testing.T, text string) { checkCover(t, text, s.Split(text)) })
}
