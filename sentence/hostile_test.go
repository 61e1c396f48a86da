package sentence

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// hostile are pieces that make a text of marks when repeated: each asks
// again and again whether a sentence has ended.
var hostile = []string{
	".", "!", "…", "。", `"`, "Mr. ", "J. ", "U.S. ", "1. ", ". . ", `." `, ". \"", "( . ", ".[1]", ". — ", "« . » ",
	"a.", "...x ", "ก ", ".\u00a0", "z. ", "“Why?” ", "talks.The",
}

func TestHostileTextCostsNoMoreThanItsLength(t *testing.T) {
	s := newSplitter(t)
	s.Split("The U.S. The.") // the model is read
	for _, piece := range hostile {
		t.Run(fmt.Sprintf("repeated %q", piece), func(t *testing.T) {
			// Eight times the text; the square of its length would be 64 times
			// the work. The best of some runs is compared, for others share the
			// machine.
			short, long := cost(s, strings.Repeat(piece, 32<<10/len(piece))), cost(s, strings.Repeat(piece, 256<<10/len(piece)))
			if long > 30*short+10*time.Millisecond {
				t.Errorf("%v for eight times what took %v", long, short)
			}
		})
	}
}

func cost(s *Splitter, text string) time.Duration {
	best := time.Hour
	for range 3 {
		began := time.Now()
		s.Split(text)
		best = min(best, time.Since(began))
	}
	return best
}

// inventedNews is a text as an agency writes it, of so many bytes or some
// more, made of the sentences that the tests of English are made of.
func inventedNews(size int) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(english)) {
		all = append(all, strings.Join(english[name], " "))
	}
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(all[r.IntN(len(all))] + " The ministers spoke for two hours without coming nearer to a treaty on grain and steel.\n\n")
	}
	return b.String()
}

func BenchmarkInvented(b *testing.B) {
	text, s := inventedNews(1<<20), newSplitter(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Split(text)
	}
}

func BenchmarkHostile(b *testing.B) {
	s := newSplitter(b)
	for _, piece := range hostile {
		b.Run(piece, func(b *testing.B) {
			text := strings.Repeat(piece, 1<<20/len(piece))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s.Split(text)
			}
		})
	}
}
