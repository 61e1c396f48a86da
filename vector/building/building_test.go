package building

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"attache/internal/llmtest"
	"attache/news"
	"attache/vector"
)

func TestABuild(t *testing.T) {
	t.Run("gives every passage a vector that is found by what it says", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(200)
		h.write("The parliament of Vastria ratified the river treaty.")
		var told [][2]int64
		summary, err := h.builder("m").Run(t.Context(), func(done, total int64) { told = append(told, [2]int64{done, total}) })
		if err != nil || summary.Embedded != 201 || summary.Skipped != 0 || !summary.Anew || summary.Set.Covered != 201 {
			t.Fatalf("%+v, %v", summary, err)
		}
		if want := [][2]int64{{64, 201}, {128, 201}, {192, 201}, {201, 201}}; !slices.Equal(told, want) {
			t.Errorf("progress %v", told)
		}
		if got := h.nearest("m", "Has the parliament of Vastria ratified the treaty?", 1); !slices.Equal(got, []int64{201}) {
			t.Errorf("nearest is %v", got)
		}
	})

	t.Run("goes on with what has come since, and makes nothing twice", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(100)
		h.build("m")
		h.writeMany(3)
		if s := h.build("m"); s.Embedded != 3 || s.Anew {
			t.Errorf("%+v", s)
		}
		if s := h.build("m"); s.Embedded != 0 {
			t.Errorf("%+v", s)
		}
	})

	t.Run("does not ask the model while nothing is held", func(t *testing.T) {
		h := newHouse(t)
		if s := h.build("m"); s.Embedded != 0 || len(h.server.EmbeddingRequests()) != 0 {
			t.Errorf("%+v after %d requests", s, len(h.server.EmbeddingRequests()))
		}
	})

	t.Run("keeps what it has done when it is stopped, and goes on there", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(200)
		ctx, cancel := context.WithCancel(t.Context())
		summary, err := h.builder("m").Run(ctx, func(done, _ int64) {
			if done == 128 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) || summary.Embedded != 128 {
			t.Fatalf("%+v, %v", summary, err)
		}
		if s := h.build("m"); s.Embedded != 72 || s.Anew {
			t.Errorf("%+v", s)
		}
	})

	t.Run("embeds the title with the passage, and no more of it than a small model takes", func(t *testing.T) {
		h := newHouse(t)
		h.write(strings.Repeat("wörter ", 1000))
		h.build("m")
		requests := h.server.EmbeddingRequests()
		sent := requests[len(requests)-1].Input[0]
		if !strings.HasPrefix(sent, "Treaty\nwörter") || len([]rune(sent)) != longestText {
			t.Errorf("%d characters: %.40s", len([]rune(sent)), sent)
		}
	})
}

func TestANewModel(t *testing.T) {
	t.Run("under a new name replaces the vectors, which nobody uses meanwhile", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(100)
		old := h.build("old").Set
		if got := h.nearest("new", "Envoy number7", 5); len(got) != 0 {
			t.Errorf("the new model found %v among the old one's", got)
		}
		summary := h.build("new")
		if summary.Embedded != 100 || !summary.Anew {
			t.Errorf("%+v", summary)
		}
		if got := h.nearest("old", "Envoy number7", 5); len(got) != 0 {
			t.Errorf("the old model found %v among the new one's", got)
		}
		if got := h.nearest("new", "Treaty: envoy number7 reached Oland", 1); !slices.Equal(got, []int64{7}) {
			t.Errorf("nearest is %v", got)
		}
		left, err := h.VectorsBetween(t.Context(), old.ID, 1, 100)
		sets, err2 := h.VectorSets(t.Context())
		if err = errors.Join(err, err2); err != nil || len(left) != 0 || len(sets) != 1 {
			t.Errorf("left of the old: %d vectors, sets %+v, %v", len(left), sets, err)
		}
	})

	t.Run("behind the same name is noticed by its dimension, in questions and in the next build", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(100)
		h.build("m")
		h.server.ScriptEmbeddings(llmtest.Embed(32))
		if hits, err := h.search("m", "Envoy number7", 5); !errors.Is(err, vector.ErrDimension) {
			t.Errorf("a question ended with %v, %v", hits, err)
		}
		if s := h.build("m"); s.Embedded != 100 || s.Set.Dimension != 32 || !s.Anew {
			t.Errorf("%+v", s)
		}
		if got := h.nearest("m", "Treaty: envoy number7 reached Oland", 1); !slices.Equal(got, []int64{7}) {
			t.Errorf("nearest is %v", got)
		}
		if !strings.Contains(h.log.String(), "another dimension than before") {
			t.Errorf("the log says %s", h.log)
		}
	})

	t.Run("that comes in the middle of a build stops it", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(200)
		h.server.ScriptEmbeddings(llmtest.Embed(16), llmtest.Embed(16), llmtest.Embed(24))
		summary, err := h.builder("m").Run(t.Context(), nil)
		if got := news.Explain(err, ""); !strings.Contains(got, "gave vectors of 16 numbers and now gives 24") || !errors.Is(err, vector.ErrDimension) {
			t.Errorf("ended with %v", err)
		}
		if summary.Embedded != 64 {
			t.Errorf("%+v", summary)
		}
		if s := h.build("m"); s.Embedded != 200 || s.Set.Dimension != 24 {
			t.Errorf("the next build: %+v", s)
		}
	})
}

func TestAPassageThatTheModelRefuses(t *testing.T) {
	poison := func(text string) bool { return strings.Contains(text, "Poison") }

	t.Run("is left out alone", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := newHouse(t)
			h.writeMany(70)
			h.write("Poison for the model.")
			h.writeMany(40)
			h.server.ScriptEmbeddings(llmtest.Refuse(poison, 500, "unsupported value: NaN", llmtest.Embed(16)))
			if s := h.build("m"); s.Embedded != 110 || s.Skipped != 1 || s.Set.Covered != 111 {
				t.Errorf("%+v", s)
			}
			if got := h.nearest("m", "Treaty: envoy number90 reached Oland", 120); len(got) != 110 || got[0] != 90 || slices.Contains(got, 71) {
				t.Errorf("nearest are %v", got)
			}
			if s := h.build("m"); s.Embedded != 0 || s.Skipped != 0 {
				t.Errorf("again: %+v", s)
			}
		})
	})

	t.Run("stops the build where there are many", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			h := newHouse(t)
			h.write(slices.Repeat([]string{"Poison for the model."}, mostSkipped+5)...)
			h.server.ScriptEmbeddings(llmtest.Refuse(poison, 500, "unsupported value: NaN", llmtest.Embed(16)))
			summary, err := h.builder("m").Run(t.Context(), nil)
			if err == nil || summary.Set.Covered != 0 {
				t.Errorf("%+v, %v", summary, err)
			}
		})
	})
}

func TestTwoBuildsAtOnce(t *testing.T) {
	t.Run("of one model share the work", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(150)
		other := h.builder("m")
		first := true
		summary, err := h.builder("m").Run(t.Context(), func(int64, int64) {
			if first {
				first = false
				if _, err := other.Run(t.Context(), nil); err != nil {
					t.Error(err)
				}
			}
		})
		if err != nil || summary.Embedded != 64 || summary.Set.Covered != 150 {
			t.Errorf("%+v, %v", summary, err)
		}
		if got := h.nearest("m", "Envoy", 200); len(got) != 150 {
			t.Errorf("%d vectors", len(got))
		}
	})

	t.Run("of two models do not mix", func(t *testing.T) {
		h := newHouse(t)
		h.writeMany(150)
		other := h.builder("other")
		_, err := h.builder("m").Run(t.Context(), func(int64, int64) {
			if _, err := other.Run(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
		if got := news.Explain(err, ""); !strings.Contains(got, "give both the same ATTACHE_EMBED_MODEL") {
			t.Errorf("ended with %v", err)
		}
		if got := h.nearest("other", "Envoy", 200); len(got) != 150 {
			t.Errorf("%d vectors", len(got))
		}
	})
}
