package story_test

import (
	"testing"

	"attache/ingest/story"
)

// TestGeneratedWireCopyIsGroupedIntoStories measures on several hundred
// invented reports, each with reprints and a light rewrite, beside accounts
// by others, follow-ups, digests and reports from the same mould.
func TestGeneratedWireCopyIsGroupedIntoStories(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3, 4, 5, 6} {
		all := generated(seed, 48)
		sketches := make(map[int64]story.Sketch)
		shelf := shelfOver(sketches)
		for i, w := range all {
			sketches[int64(i)] = story.NewSketch(w.title, w.text)
			shelf.Add(int64(i), someDay, sketches[int64(i)])
		}
		found, pairs := newGroups(len(all)), tally{}
		for i := range all {
			matches, err := shelf.Find(someDay, sketches[int64(i)])
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range matches {
				found.join(i, int(m.ID))
			}
			for j := range i {
				_ = j
			}
		}
		var grouped tally
		for i := range all {
			for j := range i {
				grouped.add(found.together(i, j), all[i].report == all[j].report)
			}
		}
		t.Logf("seed %d, %d articles: stories: precision %.3f, recall %.3f; single pairs: precision %.3f, recall %.3f",
			seed, len(all), grouped.precision(), grouped.recall(), pairs.precision(), pairs.recall())
		if grouped.precision() < .97 || grouped.recall() < .97 {
			t.Errorf("seed %d: precision %.3f, recall %.3f", seed, grouped.precision(), grouped.recall())
		}
	}
}

// tally counts pairs of articles.
type tally struct{ right, wrong, missed int }

func (c *tally) add(got, want bool) {
	switch {
	case got && want:
		c.right++
	case got:
		c.wrong++
	case want:
		c.missed++
	}
}

func (c tally) precision() float64 { return float64(c.right) / float64(max(1, c.right+c.wrong)) }
func (c tally) recall() float64    { return float64(c.right) / float64(max(1, c.right+c.missed)) }
