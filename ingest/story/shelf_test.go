package story_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"attache/ingest/story"
)

// TestAShelfFindsWhatIsOnItAndNear draws a history of a shelf and compares
// what it finds with a plain list.
func TestAShelfFindsWhatIsOnItAndNear(t *testing.T) {
	copies := []story.Sketch{
		story.NewSketch("Lake patrols prolonged", protocol),
		story.NewSketch("Boats sail on", rewritten),
		story.NewSketch("Tolls", generated(1, 1)[0].text),
	}
	rapid.Check(t, func(t *rapid.T) {
		sketches, days := make(map[int64]story.Sketch), make(map[int64][]int)
		shelf := shelfOver(sketches)
		id := rapid.Int64Range(1, 12)
		day, kind := rapid.IntRange(-20, 20), rapid.IntRange(0, len(copies)-1)
		at := func(day int) time.Time { return time.Unix(0, 0).UTC().AddDate(0, 0, day) }
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				i, d := id.Draw(t, "id"), day.Draw(t, "day")
				sketches[i], days[i] = copies[i%int64(len(copies))], append(days[i], d)
				shelf.Add(i, at(d).Add(time.Duration(rapid.IntRange(0, 86_399).Draw(t, "second"))*time.Second), sketches[i])
			},
			"find": func(t *rapid.T) {
				s, d := copies[kind.Draw(t, "article")], day.Draw(t, "day")
				var want []int64
				for i, added := range days {
					near := func(other int) bool { return other-d <= story.Window && d-other <= story.Window }
					if slices.ContainsFunc(added, near) && story.Same(s, sketches[i]) {
						want = append(want, i)
					}
				}
				matches, err := shelf.Find(t.Context(), at(d), s)
				if err != nil {
					t.Fatal(err)
				}
				var got []int64
				for _, m := range matches {
					got = append(got, m.ID)
				}
				slices.Sort(want)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("found (-want +got):\n%s", diff)
				}
			},
		})
	})
}

func TestStoriesDoNotDependOnTheOrderOfArrival(t *testing.T) {
	articles := generated(1, 8)
	sketches := make([]story.Sketch, len(articles))
	for i, w := range articles {
		sketches[i] = story.NewSketch(w.title, w.text)
	}
	arrive := func(order []int) groups {
		known := make(map[int64]story.Sketch)
		shelf, found := shelfOver(known), newGroups(len(articles))
		for _, i := range order {
			matches, err := shelf.Find(t.Context(), someDay, sketches[i])
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range matches {
				found.join(i, int(m.ID))
			}
			known[int64(i)] = sketches[i]
			shelf.Add(int64(i), someDay, sketches[i])
		}
		return found
	}
	order := make([]int, len(articles))
	for i := range order {
		order[i] = i
	}
	want := arrive(order)
	rapid.Check(t, func(t *rapid.T) {
		got := arrive(rapid.Permutation(order).Draw(t, "order"))
		for i := range articles {
			for j := range i {
				if want.together(i, j) != got.together(i, j) {
					t.Fatalf("articles %d and %d are together in one order only", i, j)
				}
			}
		}
	})
}

func TestTheErrorOfALookUpIsHandedOn(t *testing.T) {
	broken := errors.New("the disk is gone")
	shelf := story.NewShelf(func(context.Context, []int64) (map[int64]story.Sketch, error) { return nil, broken })
	s := story.NewSketch("Lake patrols", protocol)
	if matches, err := shelf.Find(t.Context(), someDay, s); err != nil || matches != nil {
		t.Errorf("an empty shelf gives %v, %v", matches, err)
	}
	shelf.Add(1, someDay, s)
	if _, err := shelf.Find(t.Context(), someDay, s); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestAShelfServesManyAtATime(t *testing.T) {
	s := story.NewSketch("Lake patrols", protocol)
	shelf := story.NewShelf(func(_ context.Context, ids []int64) (map[int64]story.Sketch, error) {
		known := make(map[int64]story.Sketch)
		for _, id := range ids {
			known[id] = s
		}
		return known, nil
	})
	var all sync.WaitGroup
	for worker := range int64(4) {
		all.Go(func() {
			for i := range int64(100) {
				id := worker*100 + i
				shelf.Add(id, someDay, s)
				if _, err := shelf.Find(t.Context(), someDay, s); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
