package main

import (
	"path/filepath"
	"runtime"
	"testing"
)

// written are settings with a corpus of so many invented articles.
func written(t *testing.T, articles int) settings {
	t.Helper()
	s := settings{
		corpus: filepath.Join(t.TempDir(), "invented.jsonl"), db: filepath.Join(t.TempDir(), "news.db"), articles: articles,
	}
	if err := writeCorpus(t.Context(), s.corpus, articles); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEachPartOfAnImportTakesTime(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(cores) })
	r, err := measureParts(t.Context(), written(t, 300))
	if err != nil || r.Articles != 300 {
		t.Fatalf("%d articles, %v", r.Articles, err)
	}
	seen := make(map[string]bool)
	for _, p := range r.Parts {
		// What is left over may be nothing on a machine that was disturbed.
		if seen[p.Name] || p.Took <= 0 && p.Name != "the rest" {
			t.Errorf("%q took %v, seen before: %v", p.Name, p.Took, seen[p.Name])
		}
		seen[p.Name] = true
	}
}

func TestALongImportIsWatchedToItsEnd(t *testing.T) {
	r, err := measureLong(t.Context(), written(t, 600))
	if err != nil || r.Articles != 600 {
		t.Fatalf("%d articles, %v", r.Articles, err)
	}
	// Of three batches, the first two begin in these stretches.
	if r.Took[0] <= 0 || r.Took[4] <= 0 || r.Took[1] != 0 {
		t.Errorf("the stretches took %v", r.Took)
	}
	if runtime.GOOS == "linux" && r.Peaks[0] <= 0 {
		t.Errorf("the peaks are %v", r.Peaks)
	}
}
