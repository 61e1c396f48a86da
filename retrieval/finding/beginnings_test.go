package finding

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/index"
	"attache/news"
	"attache/retrieval/asking"
)

// TestWhatIsPassedOverChangesNothing holds the reading that looks only at
// words with the right beginnings to the one that looks at all.
func TestWhatIsPassedOverChangesNothing(t *testing.T) {
	t.Parallel()
	words := strings.Fields(`The envoys of Vastria went to go gone told tell said say dying die lying lie ties tying
		skies sky talks talking U.S. US Élysée élan 12 1,200 March marching ninth two I a A. o'clock Halse's halse
		left leave leaving brought bring bought buy was is been MERLE Merle ministers minister's Женева 北京 x`)
	analyser := index.NewAnalyser()
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfN(rapid.SampledFrom(words), 1, 12)
		question := strings.Join(some.Draw(t, "question"), " ")
		text := strings.Join(some.Draw(t, "text"), " ")
		asked := asking.New(nil).Understand(analyser, question, time.Time{})
		weights := make([]float64, len(asked.Terms))
		for i := range weights {
			weights[i] = 1 + float64(i)
		}
		e := news.Evidence{Passage: news.Passage{Text: text, Sentences: []news.Span{{Start: 0, End: len(text)}}}}
		e.Article.Title = strings.Join(some.Draw(t, "title"), " ")
		quick, slow := newReader(analyser, asked, weights), newReader(analyser, asked, weights)
		slow.begins.any = true
		if diff := cmp.Diff(slow.read(e), quick.read(e), cmp.AllowUnexported(reading{})); diff != "" {
			t.Fatal(diff)
		}
	})
}
