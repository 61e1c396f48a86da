package page

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"attache/ingest"
	"attache/internal/sharedtest"
)

// leastF1 is what extraction reached on the pages that people have marked,
// with room for a page that changes its mind.
const leastF1 = 0.98

func TestRealPagesAreReadAsPeopleMarkedThem(t *testing.T) {
	var truth map[string]struct{ ArticleBody string }
	data, err := os.ReadFile(sharedtest.Path(t, "eval", "extraction", "dev", "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	folder := sharedtest.Path(t, "eval", "extraction", "dev", "html")
	var precision, recall float64
	for _, id := range slices.Sorted(maps.Keys(truth)) {
		parsed, err := Parse(ingest.Decode(unpacked(t, filepath.Join(folder, id+".html.gz")), "text/html"), pageAddress)
		if err != nil {
			t.Fatal(err)
		}
		p, r := agreement(truth[id].ArticleBody, parsed.Text())
		precision, recall = precision+p/float64(len(truth)), recall+r/float64(len(truth))
		if p < 0.6 || r < 0.6 {
			t.Logf("%s: precision %.3f, recall %.3f", id, p, r)
		}
	}
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("precision %.4f, recall %.4f, F1 %.4f", precision, recall, f1)
	if f1 < leastF1 {
		t.Errorf("F1 %.4f, at least %.4f", f1, leastF1)
	}
}

var word = regexp.MustCompile(`[\pL\pN_]+`)

// agreement is the share of the runs of four words of the text found that
// stand in the true one, and the reverse: the measure of
// https://github.com/scrapinghub/article-extraction-benchmark.
func agreement(truth, found string) (precision, recall float64) {
	want, got := shingles(truth), shingles(found)
	hits := 0
	for s, n := range got {
		hits += min(n, want[s])
	}
	share := func(all map[string]int) float64 {
		total := 0
		for _, n := range all {
			total += n
		}
		return float64(hits) / float64(max(total, 1))
	}
	return share(got), share(want)
}

func shingles(text string) map[string]int {
	words := word.FindAllString(text, -1)
	counts := make(map[string]int)
	for i := range max(1, len(words)-3) {
		counts[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return counts
}
