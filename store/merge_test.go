package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"attache/news"
)

// live commits one article, whose tail is then a live segment, and gives the
// segment's number.
func live(t *testing.T, s *Store, url string) int64 {
	t.Helper()
	f, err := filing(t.Context(), s, url, add(t, s, news.SharedGuild, "https://wire.example/feed").ID)
	if err != nil {
		t.Fatal(err)
	}
	tail := news.Segment{Passages: 1, IsTail: true, Columns: []byte("columns"), Tail: []byte("tail")}
	if err := s.Commit(t.Context(), news.Batch{Filings: []news.Filing{f}, Tail: tail}); err != nil {
		t.Fatal(err)
	}
	segments := segments(t, s)
	return segments[len(segments)-1]
}

// segments lists what is live.
func segments(t *testing.T, s *Store) (ids []int64) {
	t.Helper()
	m, err := s.Manifest(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, seg := range m.Segments {
		ids = append(ids, seg.ID)
	}
	return ids
}

// begin makes a building segment with that many runs.
func begin(t *testing.T, s *Store, runs int) int64 {
	t.Helper()
	id, err := s.BeginSegment(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	postings := make([]news.Posting, runs)
	for i := range postings {
		postings[i] = news.Posting{Term: fmt.Sprintf("term%05d", i), DF: 1, Data: []byte{0, 1}}
	}
	if err := s.AppendPostings(t.Context(), id, postings); err != nil {
		t.Fatal(err)
	}
	return id
}

func droppable(t *testing.T, s *Store) []int64 {
	t.Helper()
	ids, err := s.Droppable(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// drop drops a segment and counts the slices.
func drop(t *testing.T, s *Store, id int64) (slices int) {
	t.Helper()
	for {
		slices++
		done, err := s.DropSegment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if done {
			return slices
		}
	}
}

func TestAFinishedSegmentTakesThePlaceOfOthers(t *testing.T) {
	s := open(t)
	old := []int64{live(t, s, "https://wire.example/1"), live(t, s, "https://wire.example/2")}
	id := begin(t, s, 3)
	if got := segments(t, s); !slices.Equal(got, old) {
		t.Errorf("live before it is finished: %v, want %v", got, old)
	}
	if err := s.FinishSegment(t.Context(), news.Segment{ID: id, Passages: 2, FirstPassage: 1}, old); err != nil {
		t.Fatal(err)
	}
	if got := segments(t, s); !slices.Equal(got, []int64{id}) {
		t.Errorf("live afterwards: %v, want %d", got, id)
	}
	if got := droppable(t, s); !slices.Equal(got, old) {
		t.Errorf("droppable: %v, want %v", got, old)
	}
	if standing, err := s.Standing(t.Context(), old); err != nil || !standing {
		t.Errorf("what a question may still read does not stand: %v", err)
	}
	t.Run("only once", func(t *testing.T) {
		second := begin(t, s, 1)
		err := s.FinishSegment(t.Context(), news.Segment{ID: second, Passages: 2}, old)
		if !errors.Is(err, news.ErrStale) || !slices.Equal(segments(t, s), []int64{id}) {
			t.Errorf("ended with %v, live are %v", err, segments(t, s))
		}
	})
	t.Run("not for good when nothing is left in it", func(t *testing.T) {
		empty := begin(t, s, 0)
		err := s.FinishSegment(t.Context(), news.Segment{ID: empty}, []int64{id})
		if err != nil || len(segments(t, s)) != 0 || !slices.Contains(droppable(t, s), empty) {
			t.Errorf("ended with %v, live are %v", err, segments(t, s))
		}
	})
}

func TestADroppedSegmentGoesInSlices(t *testing.T) {
	s := open(t)
	old := live(t, s, "https://wire.example/1")
	id, beside := begin(t, s, 2*dropRows+1), begin(t, s, 5)
	if err := s.FinishSegment(t.Context(), news.Segment{ID: id, Passages: 1, FirstPassage: 1}, []int64{old}); err != nil {
		t.Fatal(err)
	}
	if err := s.FinishSegment(t.Context(), news.Segment{ID: beside, Passages: 1, FirstPassage: 1}, []int64{id}); err != nil {
		t.Fatal(err)
	}
	if done, err := s.DropSegment(t.Context(), id); done || err != nil {
		t.Fatalf("done at once: %v, %v", done, err)
	}
	if standing, err := s.Standing(t.Context(), []int64{id, beside}); standing || err != nil {
		t.Errorf("stands with a slice missing: %v", err)
	}
	if _, err := s.Segment(t.Context(), id); !errors.Is(err, news.ErrGone) {
		t.Errorf("reading it ended with %v", err)
	}
	if !slices.Contains(droppable(t, s), id) {
		t.Error("half dropped, it is not listed any more")
	}
	if got := drop(t, s, id); got != 3 {
		t.Errorf("the rest took %d slices, want 3", got)
	}
	if kept, err := s.PostingsAfter(t.Context(), beside, "", 10); err != nil || len(kept) != 5 {
		t.Errorf("the segment beside it has %d runs: %v", len(kept), err)
	}
	if left, err := s.PostingsAfter(t.Context(), id, "", 10); err != nil || len(left) != 0 || slices.Contains(droppable(t, s), id) {
		t.Errorf("left are %v, %v", left, err)
	}
}

func TestALiveSegmentIsNeverDropped(t *testing.T) {
	s := open(t)
	id := begin(t, s, 5)
	if err := s.FinishSegment(t.Context(), news.Segment{ID: id, Passages: 1, FirstPassage: 1}, nil); err != nil {
		t.Fatal(err)
	}
	drop(t, s, id)
	if left, err := s.PostingsAfter(t.Context(), id, "", 10); err != nil || len(left) != 5 || !slices.Equal(segments(t, s), []int64{id}) {
		t.Errorf("left are %d runs, live are %v: %v", len(left), segments(t, s), err)
	}
}

func TestAKilledMergeLeavesTheIndexWholeAndIsDroppedLater(t *testing.T) {
	s := open(t)
	old := live(t, s, "https://wire.example/1")
	left := begin(t, s, 5)
	if got := droppable(t, s); len(got) != 0 {
		t.Errorf("a merge at work counts as left: %v", got)
	}
	if _, err := s.write.ExecContext(t.Context(), `UPDATE segments SET touched = unixepoch() - ? WHERE id = ?`, abandonedAfter+1, left); err != nil {
		t.Fatal(err)
	}
	if got := droppable(t, s); !slices.Equal(got, []int64{left}) {
		t.Errorf("droppable: %v, want %d", got, left)
	}
	if got := segments(t, s); !slices.Equal(got, []int64{old}) {
		t.Errorf("live: %v, want %d", got, old)
	}
	drop(t, s, left)
	t.Run("and cannot go on when it wakes up", func(t *testing.T) {
		if err := s.AppendPostings(t.Context(), left, []news.Posting{{Term: "late", DF: 1}}); !errors.Is(err, news.ErrStale) {
			t.Errorf("appending ended with %v", err)
		}
		err := s.FinishSegment(t.Context(), news.Segment{ID: left, Passages: 1, FirstPassage: 1}, []int64{old})
		if !errors.Is(err, news.ErrStale) || !slices.Equal(segments(t, s), []int64{old}) {
			t.Errorf("finishing ended with %v, live are %v", err, segments(t, s))
		}
	})
	t.Run("and its number is not used again", func(t *testing.T) {
		if next := begin(t, s, 0); next <= left {
			t.Errorf("%d came after %d", next, left)
		}
	})
}

func TestPostingsAreReadByTermAndInOrder(t *testing.T) {
	s := open(t)
	id := begin(t, s, 10)
	begin(t, s, 20)
	found, err := s.Postings(t.Context(), id, []string{"term00007", "absent", "term00003", `"quoted"`})
	if err != nil || len(found) != 2 {
		t.Errorf("%v, %v", found, err)
	}
	var terms []string
	for after := ""; ; {
		page, err := s.PostingsAfter(t.Context(), id, after, 4)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, p := range page {
			terms = append(terms, p.Term)
		}
		after = terms[len(terms)-1]
	}
	if len(terms) != 10 || !slices.IsSorted(terms) {
		t.Errorf("in pages: %v", terms)
	}
}
