package story_test

import (
	"testing"

	"attache/ingest/story"
)

// TestGeneratedWireCopyIsGroupedIntoStories measures on several hundred
// invented articles at a time: reports with reprints and a light rewrite,
// beside accounts by others, follow-ups, digests and reports from the same
// mould.
func TestGeneratedWireCopyIsGroupedIntoStories(t *testing.T) {
	for seed := range uint64(6) {
		all := generated(seed, 48)
		stories, single := grouped(t, all)
		var pairs, confirmed tally
		for i := range all {
			for j := range i {
				same := all[i].report == all[j].report
				pairs.add(stories.together(i, j), same)
				confirmed.add(single[[2]int{j, i}], same)
			}
		}
		t.Logf("seed %d, %d articles: pairs in one story: precision %.3f, recall %.3f; pairs joined directly: precision %.3f, recall %.3f",
			seed, len(all), pairs.precision(), pairs.recall(), confirmed.precision(), confirmed.recall())
		if pairs.precision() < .97 || pairs.recall() < .97 {
			t.Errorf("seed %d: precision %.3f, recall %.3f", seed, pairs.precision(), pairs.recall())
		}
	}
}

// grouped files the articles one by one, and gives the stories they make and
// the pairs, lower number first, that were found.
func grouped(t *testing.T, all []written) (groups, map[[2]int]bool) {
	t.Helper()
	sketches := make(map[int64]story.Sketch)
	shelf, stories, pairs := shelfOver(sketches), newGroups(len(all)), make(map[[2]int]bool)
	for i, w := range all {
		sketch := story.NewSketch(w.title, w.text)
		matches, err := shelf.Find(t.Context(), someDay, sketch)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range matches {
			stories.join(i, int(m.ID))
			pairs[[2]int{int(m.ID), i}] = true
		}
		sketches[int64(i)] = sketch
		shelf.Add(int64(i), someDay, sketch)
	}
	return stories, pairs
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
