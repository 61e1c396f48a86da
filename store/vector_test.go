package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

// passages files so many articles of one passage each.
func passages(t *testing.T, s *Store, count int) {
	t.Helper()
	source := add(t, s, news.SharedGuild, "https://wire.example/feed")
	for n := range count {
		f, err := filing(t.Context(), s, fmt.Sprintf("https://wire.example/%d", n+1), source.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{f}}); err != nil {
			t.Fatal(err)
		}
	}
}

// embedded keeps a block of made-up vectors for the passages first to last.
func embedded(t *testing.T, s *Store, set news.VectorSet, first, last int64) news.VectorSet {
	t.Helper()
	b := news.VectorBlock{First: first, Last: last, Count: int(last - first + 1), Passages: []byte{1}, Signs: []byte{2}}
	var vectors []news.Vector
	for p := first; p <= last; p++ {
		vectors = append(vectors, news.Vector{Passage: p, Codes: []byte{byte(set.ID), byte(p)}})
	}
	if err := s.AppendVectors(t.Context(), set, last, b, vectors); err != nil {
		t.Fatal(err)
	}
	set.Covered = last
	return set
}

func beginSet(t *testing.T, s *Store, model string) news.VectorSet {
	t.Helper()
	set, err := s.BeginVectorSet(t.Context(), model, 8)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestVectorsAreKeptWithWhatTheyCover(t *testing.T) {
	s := open(t)
	passages(t, s, 4)
	set := embedded(t, s, beginSet(t, s, "m"), 1, 3)
	sets, err := s.VectorSets(t.Context())
	if want := []news.VectorSet{{ID: set.ID, Model: "m", Dimension: 8, Covered: 3}}; err != nil || !cmp.Equal(sets, want) {
		t.Errorf("sets %+v, %v", sets, err)
	}
	got, err := s.Vectors(t.Context(), set.ID, []int64{3, 9, 1})
	want := []news.Vector{{Passage: 3, Codes: []byte{1, 3}}, {Passage: 1, Codes: []byte{1, 1}}}
	if err != nil || !cmp.Equal(got, want) {
		t.Errorf("vectors %v, %v", got, err)
	}
	left, err := s.PassagesAfter(t.Context(), sets[0].Covered, 10)
	if err != nil || len(left) != 1 || left[0].Passage.ID != 4 || left[0].Article.Title != "Treaty" {
		t.Errorf("left to do: %+v, %v", left, err)
	}
	if last, err := s.LastPassage(t.Context()); err != nil || last != 4 {
		t.Errorf("last passage %d, %v", last, err)
	}
	if vectors, all, err := s.CountVectors(t.Context(), set.ID); err != nil || vectors != 3 || all != 4 {
		t.Errorf("%d of %d, %v", vectors, all, err)
	}
}

func TestABatchOfVectorsIsRefusedWhereAnotherCameFirst(t *testing.T) {
	s := open(t)
	passages(t, s, 4)
	before := beginSet(t, s, "m")
	after := embedded(t, s, before, 1, 2)
	if err := s.AppendVectors(t.Context(), before, 2, news.VectorBlock{}, nil); !errors.Is(err, news.ErrStale) {
		t.Errorf("the same passages again ended with %v", err)
	}
	beginSet(t, s, "other")
	if err := s.AppendVectors(t.Context(), after, 4, news.VectorBlock{}, nil); !errors.Is(err, news.ErrStale) {
		t.Errorf("a retired set ended with %v", err)
	}
	blocks, err := s.VectorBlocks(t.Context(), after.ID)
	if err != nil || len(blocks) != 1 {
		t.Errorf("blocks %v, %v", blocks, err)
	}
}

func TestAVectorGoesWithItsPassage(t *testing.T) {
	s := open(t)
	passages(t, s, 3)
	set := embedded(t, s, beginSet(t, s, "m"), 1, 2)
	for _, url := range []string{"https://wire.example/1", "https://wire.example/3"} {
		if _, err := s.DeleteArticle(t.Context(), url); err != nil {
			t.Fatal(err)
		}
	}
	// Passage 3 was deleted between its reading and this.
	set = embedded(t, s, set, 3, 3)
	got, err := s.VectorsBetween(t.Context(), set.ID, 1, 3)
	if want := []news.Vector{{Passage: 2, Codes: []byte{1, 2}}}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("left %v, %v", got, err)
	}
}

func TestBlocksOfVectorsAreJoinedOnce(t *testing.T) {
	s := open(t)
	passages(t, s, 4)
	set := embedded(t, s, embedded(t, s, beginSet(t, s, "m"), 1, 2), 3, 4)
	blocks, err := s.VectorBlocks(t.Context(), set.ID)
	if err != nil || len(blocks) != 2 {
		t.Fatalf("blocks %v, %v", blocks, err)
	}
	joined := news.VectorBlock{First: 1, Last: 4, Count: 4, Passages: []byte{7}, Signs: []byte{8}}
	parts := []int64{blocks[0].ID, blocks[1].ID}
	if err := s.JoinVectorBlocks(t.Context(), set.ID, joined, parts); err != nil {
		t.Fatal(err)
	}
	if err := s.JoinVectorBlocks(t.Context(), set.ID, joined, parts); !errors.Is(err, news.ErrStale) {
		t.Errorf("joining again ended with %v", err)
	}
	if _, err := s.VectorBlock(t.Context(), parts[0]); !errors.Is(err, news.ErrGone) {
		t.Errorf("a part ended with %v", err)
	}
	blocks, err = s.VectorBlocks(t.Context(), set.ID)
	if err != nil || len(blocks) != 1 {
		t.Fatalf("blocks %v, %v", blocks, err)
	}
	got, err := s.VectorBlock(t.Context(), blocks[0].ID)
	if joined.ID = got.ID; err != nil || !cmp.Equal(got, joined) {
		t.Errorf("read %+v, %v", got, err)
	}
}

func TestWhatARetiredSetLeftIsDeletedInSlices(t *testing.T) {
	s := open(t)
	passages(t, s, 5)
	old := embedded(t, s, embedded(t, s, beginSet(t, s, "old"), 1, 2), 3, 4)
	fresh := beginSet(t, s, "new")
	fresh = embedded(t, s, fresh, 1, 3) // 4 could not be embedded
	slices := 0
	for done := false; !done; slices++ {
		var err error
		if done, err = s.DropVectors(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if slices != 4 { // two blocks, the set, and nothing any more
		t.Errorf("%d slices", slices)
	}
	if left, err := s.VectorsBetween(t.Context(), old.ID, 1, 5); err != nil || len(left) != 0 {
		t.Errorf("left of the old: %v, %v", left, err)
	}
	if left, err := s.VectorsBetween(t.Context(), fresh.ID, 1, 5); err != nil || len(left) != 3 {
		t.Errorf("left of the new: %v, %v", left, err)
	}
	if sets, err := s.VectorSets(t.Context()); err != nil || len(sets) != 1 || sets[0].Model != "new" {
		t.Errorf("sets %v, %v", sets, err)
	}
}
