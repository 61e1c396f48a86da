package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache/news"
)

// claim takes the lease of the only source that is due.
func claim(t *testing.T, s *Store, now time.Time) news.Source {
	t.Helper()
	src, found, err := s.ClaimDue(t.Context(), now, time.Minute, nil)
	if err != nil || !found {
		t.Fatalf("nothing is due: %v", err)
	}
	return src
}

func TestAReadingWhoseClaimHasLapsedChangesNothing(t *testing.T) {
	s := open(t)
	add(t, s, "1", "https://wire.example/feed")
	late := claim(t, s, day)
	later := day.Add(2 * time.Minute)
	successor := claim(t, s, later)
	if err := s.FinishRead(t.Context(), news.Outcome{Source: late.ID, Lease: late.Lease, At: later, NextAt: later, Failed: true, Problem: "Late."}); err != nil {
		t.Fatal(err)
	}
	if _, found, err := s.ClaimDue(t.Context(), later, time.Minute, nil); found || err != nil {
		t.Errorf("the successor's claim was given back, %v", err)
	}
	if _, err := s.RenewLease(t.Context(), late.ID, late.Lease, later.Add(time.Hour)); !errors.Is(err, news.ErrStale) {
		t.Errorf("a claim that has lapsed was renewed: %v", err)
	}
	renewed, err := s.RenewLease(t.Context(), successor.ID, successor.Lease, later.Add(time.Hour))
	if err != nil || !renewed.Equal(later.Add(time.Hour)) {
		t.Fatalf("renewed until %s, %v", renewed, err)
	}
	if _, found, err := s.ClaimDue(t.Context(), later.Add(30*time.Minute), time.Minute, nil); found || err != nil {
		t.Errorf("a renewed claim was given to another, %v", err)
	}
	if err := s.ReleaseClaim(t.Context(), successor.ID, renewed); err != nil {
		t.Fatal(err)
	}
	if src := claim(t, s, later); src.Problem != "" || src.Failures != 0 {
		t.Errorf("%+v", src)
	}
}

func TestASourceMovesWithItsSubscribers(t *testing.T) {
	move := func(t *testing.T, s *Store) {
		t.Helper()
		src := claim(t, s, day)
		err := s.FinishRead(t.Context(), news.Outcome{Source: src.ID, Lease: src.Lease, At: day, NextAt: day.Add(time.Hour),
			MovedTo: "https://new.example/feed"})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Run("to a new address", func(t *testing.T) {
		s := open(t)
		add(t, s, "1", "https://old.example/feed")
		move(t, s)
		if listed, err := s.Sources(t.Context(), "1"); err != nil || len(listed) != 1 || listed[0].URL != "https://new.example/feed" || listed[0].Paused {
			t.Errorf("%+v, %v", listed, err)
		}
	})
	t.Run("to a source that is there, and is read no more itself", func(t *testing.T) {
		s := open(t)
		add(t, s, "1", "https://old.example/feed")
		other := add(t, s, "2", "https://new.example/feed")
		if _, err := s.PauseSource(t.Context(), "2", other.URL, true); err != nil {
			t.Fatal(err)
		}
		move(t, s)
		listed, err := s.Sources(t.Context(), "1")
		if err != nil || len(listed) != 2 || !listed[0].Paused || !strings.Contains(listed[0].PauseReason, "https://new.example/feed") || listed[1].ID != other.ID {
			t.Errorf("%+v, %v", listed, err)
		}
	})
}

func TestASourceThatWasGivenUpIsResumedAsIfNew(t *testing.T) {
	s := open(t)
	added := add(t, s, "1", "https://wire.example/feed")
	for _, reason := range []string{"", "It has been gone for two weeks."} {
		src := claim(t, s, day)
		err := s.FinishRead(t.Context(), news.Outcome{Source: src.ID, Lease: src.Lease, At: day, NextAt: day, Failed: true, Problem: "Gone.", PauseReason: reason})
		if err != nil {
			t.Fatal(err)
		}
	}
	listed, err := s.Sources(t.Context(), "1")
	if err != nil || !listed[0].Paused || listed[0].PauseReason == "" || listed[0].Failures != 2 || !listed[0].FailingSince.Equal(day) {
		t.Fatalf("%+v, %v", listed, err)
	}
	if _, found, err := s.ClaimDue(t.Context(), day, time.Minute, nil); found || err != nil {
		t.Errorf("it is still read, %v", err)
	}
	src, err := s.PauseSource(t.Context(), "1", added.URL, false)
	if err != nil || src.Paused || src.PauseReason != "" || src.Problem != "" || src.Failures != 0 || !src.FailingSince.IsZero() {
		t.Errorf("%+v, %v", src, err)
	}
	claim(t, s, day)
}
