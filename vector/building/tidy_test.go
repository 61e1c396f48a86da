package building

import (
	"testing"

	"pgregory.net/rapid"

	"attache/news"
	"attache/vector"
)

func TestSmallBlocksAreJoined(t *testing.T) {
	t.Run("in a database, with nothing lost", func(t *testing.T) {
		h := newHouse(t)
		for range 40 {
			h.writeMany(2)
			h.build("m")
		}
		set, err := h.builder("m").live(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		blocks, err := h.VectorBlocks(t.Context(), set.ID)
		if err != nil || len(blocks) > 16 {
			t.Errorf("%d blocks, %v", len(blocks), err)
		}
		if got := h.nearest("m", "Treaty: envoy number33 reached Oland", 100); len(got) != 80 || got[0] != 33 {
			t.Errorf("%d found, nearest %d", len(got), got[0])
		}
	})

	t.Run("never beyond a block, and only neighbours", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			var blocks []news.VectorBlock
			for i, count := range rapid.SliceOfN(rapid.IntRange(1, vector.BlockSize), 0, 60).Draw(t, "counts") {
				blocks = append(blocks, news.VectorBlock{ID: int64(i), Count: count})
			}
			at := int64(-1)
			for _, run := range joinable(blocks) {
				total := 0
				for i, b := range run {
					if total += b.Count; b.ID <= at || i > 0 && b.ID != run[i-1].ID+1 || b.Count >= nearlyFull {
						t.Fatalf("run %v behind %d", run, at)
					}
				}
				at = run[len(run)-1].ID
				if total > vector.BlockSize || len(run) < 2 || total < nearlyFull && len(run) < fewParts {
					t.Fatalf("%d vectors in %d parts", total, len(run))
				}
			}
		})
	})
}
