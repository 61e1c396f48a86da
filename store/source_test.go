package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"attache/news"
)

func TestASourceIsAddedOnceForAllGuilds(t *testing.T) {
	s := open(t)
	first := add(t, s, "1", "https://wire.example/feed")
	again, added, err := s.AddSource(t.Context(), "1", news.Source{URL: first.URL, Kind: news.KindFeed})
	if err != nil || added || again.ID != first.ID {
		t.Errorf("again: %+v, %v, %v", again, added, err)
	}
	other, added, err := s.AddSource(t.Context(), "2", news.Source{URL: first.URL, Kind: news.KindFeed})
	if err != nil || !added || other.ID != first.ID {
		t.Errorf("another guild: %+v, %v, %v", other, added, err)
	}
}

func TestSourcesAreFoundByAddressAndTitle(t *testing.T) {
	s := open(t)
	source := add(t, s, "1", "https://wire.example/feed")
	if _, err := s.PauseSource(t.Context(), "1", "feed OF https://wire.example/feed", true); err != nil {
		t.Error(err)
	}
	if listed, err := s.Sources(t.Context(), "1"); err != nil || len(listed) != 1 || !listed[0].Paused {
		t.Errorf("%+v, %v", listed, err)
	}
	for _, guild := range []string{"2", news.SharedGuild} {
		if _, err := s.RemoveSource(t.Context(), guild, source.URL); !errors.Is(err, news.ErrNotFound) {
			t.Errorf("guild %q removes another's source: %v", guild, err)
		}
	}
	if _, err := s.RemoveSource(t.Context(), "1", source.URL); err != nil {
		t.Error(err)
	}
	if listed, err := s.Sources(t.Context(), "1"); err != nil || len(listed) != 0 {
		t.Errorf("%+v, %v", listed, err)
	}
}

func TestADueSourceIsClaimedByOneAtATime(t *testing.T) {
	s := open(t)
	for i := range 5 {
		add(t, s, "1", fmt.Sprintf("https://wire.example/%d", i))
	}
	claim := func(now time.Time) (news.Source, bool) {
		source, found, err := s.ClaimDue(t.Context(), now, time.Minute, nil)
		if err != nil {
			t.Error(err)
		}
		return source, found
	}
	var mu sync.Mutex
	var claimed []int64
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			for source, found := claim(day); found; source, found = claim(day) {
				mu.Lock()
				claimed = append(claimed, source.ID)
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	slices.Sort(claimed)
	if len(slices.Compact(slices.Clone(claimed))) != 5 || len(claimed) != 5 {
		t.Errorf("claimed %v", claimed)
	}
	if _, found := claim(day.Add(59 * time.Second)); found {
		t.Error("a lease that holds was given out again")
	}
	if _, found := claim(day.Add(2 * time.Minute)); !found {
		t.Error("a lease that lapsed was not given out again")
	}
}

func TestPausedAndForsakenSourcesAreNotDue(t *testing.T) {
	s := open(t)
	paused, forsaken := add(t, s, "1", "https://wire.example/paused"), add(t, s, "1", "https://wire.example/forsaken")
	if _, err := s.PauseSource(t.Context(), "1", paused.URL, true); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RemoveSource(t.Context(), "1", forsaken.URL); err != nil {
		t.Fatal(err)
	}
	if source, found, err := s.ClaimDue(t.Context(), day, time.Minute, nil); err != nil || found {
		t.Errorf("claimed %+v, %v", source, err)
	}
}

func TestAReadingIsRemembered(t *testing.T) {
	s := open(t)
	source := add(t, s, "1", "https://wire.example/feed")
	finish := func(o news.Outcome) news.Source {
		t.Helper()
		o.Source = source.ID
		if err := s.FinishRead(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		listed, err := s.Sources(t.Context(), "1")
		if err != nil {
			t.Fatal(err)
		}
		return listed[0]
	}
	got := finish(news.Outcome{At: day, NextAt: day.Add(time.Hour), Title: "Wire", ETag: `"1"`})
	if got.Title != source.Title || got.ETag != `"1"` || !got.FetchedAt.Equal(day) || !got.NextAt.Equal(day.Add(time.Hour)) || got.Problem != "" {
		t.Errorf("%+v", got)
	}
	got = finish(news.Outcome{At: day, NextAt: day.Add(2 * time.Hour), Failed: true, Problem: "It is gone."})
	if got.Failures != 1 || got.Problem != "It is gone." || got.ETag != `"1"` || !got.FetchedAt.Equal(day) {
		t.Errorf("%+v", got)
	}
	if got = finish(news.Outcome{At: day, NextAt: day}); got.Failures != 0 || got.Problem != "" || got.ETag != "" {
		t.Errorf("%+v", got)
	}
	if _, err := s.RefreshSource(t.Context(), "1", source.Title, day); err != nil {
		t.Fatal(err)
	}
	if claimed, found, err := s.ClaimDue(t.Context(), day, time.Minute, nil); err != nil || !found || claimed.ETag != "" {
		t.Errorf("%+v, %v, %v", claimed, found, err)
	}
}

func TestTwoProcessesNeverClaimTheSameSource(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	stores := []*Store{openAt(t, path), openAt(t, path)}
	const sources = 12
	for i := range sources {
		add(t, stores[0], "1", fmt.Sprintf("https://wire.example/%d", i))
	}
	claimed := make(chan int64, 2*sources)
	var claiming sync.WaitGroup
	for _, s := range stores {
		claiming.Go(func() {
			for range sources {
				source, found, err := s.ClaimDue(t.Context(), day, time.Minute, nil)
				if err != nil {
					t.Error(err)
				}
				if found {
					claimed <- source.ID
				}
			}
		})
	}
	claiming.Wait()
	close(claimed)
	once := make(map[int64]bool)
	for id := range claimed {
		if once[id] {
			t.Errorf("source %d was claimed twice", id)
		}
		once[id] = true
	}
	if len(once) != sources {
		t.Errorf("%d of %d sources were claimed", len(once), sources)
	}
}

func TestAChangedSourceIsGivenAsItIsThen(t *testing.T) {
	s := open(t)
	source := add(t, s, "1", "https://wire.example/feed")
	for _, paused := range []bool{true, false} {
		if got, err := s.PauseSource(t.Context(), "1", source.URL, paused); err != nil || got.Paused != paused {
			t.Errorf("paused %v: %+v, %v", paused, got, err)
		}
	}
	if got, err := s.RefreshSource(t.Context(), "1", source.URL, day); err != nil || !got.NextAt.Equal(day) {
		t.Errorf("refreshed: %+v, %v", got, err)
	}
	for name, change := range map[string]func() error{
		"pausing":    func() error { _, err := s.PauseSource(t.Context(), "2", source.URL, true); return err },
		"refreshing": func() error { _, err := s.RefreshSource(t.Context(), "1", "another", day); return err },
	} {
		if err := change(); !errors.Is(err, news.ErrNotFound) {
			t.Errorf("%s what the guild does not have ended with %v", name, err)
		}
	}
}

func TestImportedFilesAreNeverDue(t *testing.T) {
	s := open(t)
	imported, _, err := s.AddSource(t.Context(), news.SharedGuild, news.Source{URL: "import", Kind: news.KindImport, Title: "Files"})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.RefreshSource(t.Context(), news.SharedGuild, imported.Title, day); err != nil || !got.NextAt.IsZero() {
		t.Errorf("refreshed: %+v, %v", got, err)
	}
	if source, found, err := s.ClaimDue(t.Context(), day, time.Minute, nil); err != nil || found {
		t.Errorf("claimed %+v, %v", source, err)
	}
}

func TestSourcesAreListedWithTheArticlesHeldFromEach(t *testing.T) {
	s := open(t)
	first, second := add(t, s, "1", "https://wire.example/1"), add(t, s, news.SharedGuild, "https://wire.example/2")
	add(t, s, "2", "https://wire.example/another-guilds")
	for i, sources := range [][]int64{{first.ID}, {second.ID}, {first.ID, second.ID}} {
		f, err := filing(t.Context(), s, fmt.Sprintf("https://wire.example/article/%d", i), sources...)
		if err != nil {
			t.Fatal(err)
		}
		commit(t, s, f)
	}
	listed, err := s.Sources(t.Context(), "1")
	if err != nil || len(listed) != 2 || listed[0].Articles != 2 || listed[1].Articles != 2 {
		t.Errorf("%+v, %v", listed, err)
	}
}

// TestAGuildSeesItsOwnSourcesAndTheSharedOnesOnly draws who subscribes to
// what and which sources each article came from.
func TestAGuildSeesItsOwnSourcesAndTheSharedOnesOnly(t *testing.T) {
	s := open(t)
	guilds := []string{news.SharedGuild, "1", "2"}
	var all []news.Source
	for i := range 4 {
		all = append(all, add(t, s, "nobody's", fmt.Sprintf("https://wire.example/%d", i)))
	}
	rapid.Check(t, func(rt *rapid.T) {
		subscribed := make(map[string][]int64)
		for _, guild := range guilds {
			for _, source := range all {
				if _, err := s.RemoveSource(t.Context(), guild, source.URL); err != nil && !errors.Is(err, news.ErrNotFound) {
					rt.Fatal(err)
				}
				if rapid.Bool().Draw(rt, "subscribes") {
					add(t, s, guild, source.URL)
					subscribed[guild] = append(subscribed[guild], source.ID)
				}
			}
		}
		var carriers []int64
		for _, source := range all {
			if rapid.Bool().Draw(rt, "carries") {
				carriers = append(carriers, source.ID)
			}
		}
		set, err := s.SourceSet(t.Context(), carriers)
		if err != nil {
			rt.Fatal(err)
		}
		for _, guild := range guilds {
			sets, err := s.VisibleSets(t.Context(), guild)
			if err != nil {
				rt.Fatal(err)
			}
			may := append(slices.Clone(subscribed[guild]), subscribed[news.SharedGuild]...)
			want := slices.ContainsFunc(carriers, func(id int64) bool { return slices.Contains(may, id) })
			if slices.Contains(sets, set) != want {
				rt.Fatalf("guild %q sees the set %v: %v, want %v", guild, carriers, !want, want)
			}
		}
	})
}
