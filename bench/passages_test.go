package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManyPassages(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("envoys talked ", renewed))
	given := []passage{{Title: "One", Text: text}, {Title: "Two", Text: text}}
	t.Run("are the first of those given where these are enough", func(t *testing.T) {
		if diff := cmp.Diff(given[:1], many(given, 1)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("are copies with some other words where they are too few", func(t *testing.T) {
		all := many(given, 5)
		if len(all) != 5 || all[0].Text != text || all[4].Title != "One" {
			t.Fatalf("got %+v", all)
		}
		if got := changedWords(text, all[2].Text); got != 2 {
			t.Errorf("%d of %d words changed", got, 2*renewed)
		}
		if all[2].Text == all[4].Text {
			t.Error("two copies are the same")
		}
	})
}

func changedWords(before, after string) (changed int) {
	words := strings.Fields(after)
	for i, word := range strings.Fields(before) {
		if words[i] != word {
			changed++
		}
	}
	return changed
}

func TestPassagesAreReadFromAnImport(t *testing.T) {
	s := written(t, 30)
	articles, want, err := importCorpus(t.Context(), s, nil)
	if err != nil || articles != 30 {
		t.Fatalf("imported %d articles, %v", articles, err)
	}
	passages, err := readPassages(t.Context(), s.db)
	if err != nil || len(passages) != want {
		t.Fatalf("read %d passages, want %d: %v", len(passages), want, err)
	}
	leads := 0
	for i, p := range passages {
		if p.Title == "" || p.Text == "" || !strings.HasPrefix(p.Text, p.Lead) {
			t.Errorf("passage %d is %+v", i, p)
		}
		if p.Lead != "" {
			leads++
		}
	}
	if leads != articles {
		t.Errorf("%d passages begin an article, want %d", leads, articles)
	}
}
