package advice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"attache/internal/llmtest"
)

// candidates are so many passages.
func candidates(count int) []string {
	passages := make([]string, count)
	for i := range passages {
		passages[i] = fmt.Sprintf("Envoy number %d reached Oland.", i+1)
	}
	return passages
}

func TestRerank(t *testing.T) {
	t.Run("takes the model's order, and keeps the rest in theirs", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			a, srv, log := adviser(t, llmtest.Say("4, 2, 5"))
			order, err := a.Rerank(t.Context(), "Who reached Oland?", candidates(6))
			if err != nil || !slices.Equal(order, []int{3, 1, 4, 0, 2, 5}) || log.Len() > 0 {
				t.Errorf("%v, %v: %s", order, err, log)
			}
			if r := srv.Requests(); len(r) != 1 || strings.Count(r[0].User(), "<passage ") != 6 {
				t.Errorf("%+v", r)
			}
		})
	})

	t.Run("shows the model thirty at most", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			a, srv, _ := adviser(t, llmtest.Say("31, 30"))
			order, err := a.Rerank(t.Context(), "Who?", candidates(40))
			if err != nil || order[0] != 29 || order[1] != 0 || len(order) != 40 || order[39] != 39 {
				t.Errorf("%v, %v", order, err)
			}
			if user := srv.Requests()[0].User(); strings.Count(user, "<passage ") != Candidates || len(user) > 30_000 {
				t.Errorf("%d bytes", len(user))
			}
		})
	})

	t.Run("asks nobody where there is nothing to order, or no model", func(t *testing.T) {
		a, srv, _ := adviser(t)
		for want, order := range map[int]func() ([]int, error){
			1: func() ([]int, error) { return a.Rerank(t.Context(), "Who?", candidates(1)) },
			0: func() ([]int, error) { return a.Rerank(t.Context(), "Who?", nil) },
			3: func() ([]int, error) { return New(Options{}).Rerank(t.Context(), "Who?", candidates(3)) },
		} {
			if got, err := order(); err != nil || !slices.Equal(got, []int{0, 1, 2}[:want]) {
				t.Errorf("%v, %v", got, err)
			}
		}
		if len(srv.Requests()) != 0 {
			t.Errorf("%d requests", len(srv.Requests()))
		}
	})

	for name, step := range map[string]llmtest.Step{
		"a server that fails":        llmtest.Fail(401, "", "no"),
		"a server that says nothing": llmtest.Stall(),
		"a server that stalls":       llmtest.Say("3, 1, 2", llmtest.StallAfter(1)),
		"prose":                      llmtest.Say("Passage 3 is the best of the 5."),
		"numbers of no passage":      llmtest.Say("0, 17, 99999999999999999999"),
		"an endless answer":          llmtest.Say(strings.Repeat("3, ", 1000)),
	} {
		t.Run("keeps the order with "+name+", within its time, and logs why", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, _, log := adviser(t, step)
				began := time.Now()
				order, err := a.Rerank(t.Context(), "Who?", candidates(5))
				if err != nil || !slices.Equal(order, []int{0, 1, 2, 3, 4}) || !strings.Contains(log.String(), "order of passages is not used") {
					t.Errorf("%v, %v: %s", order, err, log)
				}
				if took := time.Since(began); took > defaultRerankWithin {
					t.Errorf("took %s", took)
				}
			})
		})
	}

	t.Run("ends with the caller", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			a, _, _ := adviser(t, llmtest.Stall())
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			if order, err := a.Rerank(ctx, "Who?", candidates(3)); !errors.Is(err, context.Canceled) || len(order) != 3 {
				t.Errorf("%v, %v", order, err)
			}
		})
	})
}

func TestParseOrder(t *testing.T) {
	for text, want := range map[string][]int{
		"4, 2, 5":               {3, 1, 4},
		"[4] [2]\n[5].":         {3, 1, 4},
		"4 > 2 > 5":             {3, 1, 4},
		"4, 4, 2, 0, 6, -1":     nil,
		"4, 4, 2, 0, 6":         {3, 1},
		"Here it is:\n4, 2":     {3, 1},
		"4, 2 (the envoys)":     nil,
		"1. 4\n2. 2":            nil,
		"3.5":                   nil,
		"٤, 2":                  nil,
		"":                      nil,
		"99999999999999999, 2.": {1},
	} {
		if got := parseOrder(text, 5); !slices.Equal(got, want) {
			t.Errorf("%q gave %v, want %v", text, got, want)
		}
	}
}

func TestWhateverTheModelWritesTheOrderHoldsEveryPassageOnce(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([0-9]{1,3}[, \n\[\]]{1,2}){0,60}`))
	rapid.Check(t, func(t *rapid.T) {
		passages := rapid.IntRange(0, 40).Draw(t, "passages")
		order := follow(parseOrder(text.Draw(t, "written"), min(passages, Candidates)), passages)
		sorted := slices.Sorted(slices.Values(order))
		for place := range passages {
			if len(sorted) != passages || sorted[place] != place {
				t.Fatalf("order %v of %d", order, passages)
			}
		}
	})
}

func FuzzParseOrder(f *testing.F) {
	f.Add("4, 2, 5")
	f.Add("[4] [2]\n[5].")
	f.Fuzz(func(t *testing.T, text string) {
		for i, place := range parseOrder(text, 30) {
			if place < 0 || place >= 30 || i >= 30 {
				t.Errorf("place %d", place)
			}
		}
	})
}
