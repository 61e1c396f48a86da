package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[len(hundred)-1-i] = time.Duration(i + 1)
	}
	for name, c := range map[string]struct {
		took []time.Duration
		p    int
		want time.Duration
	}{
		"takes the nearest rank":             {hundred, 95, 95},
		"takes the middle":                   {hundred, 50, 50},
		"takes the only one":                 {hundred[99:], 95, 1},
		"is nothing where nothing was timed": {nil, 50, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := percentile(c.took, c.p); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestTheMedianOfRunsIsTheMiddleOne(t *testing.T) {
	runs := []buildResult{{Took: 5, Size: 50}, {Took: 1, Size: 10}, {Took: 3, Size: 30}}
	got := median(runs, func(r buildResult) time.Duration { return r.Took })
	if got.Size != 30 || runs[0].Took != 5 {
		t.Errorf("got %+v of %+v", got, runs)
	}
}

func TestAboveFindsAFileInAFolderFurtherUp(t *testing.T) {
	folder := t.TempDir()
	deep := filepath.Join(folder, "a", "b")
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "corpus.jsonl"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(deep)
	if got := above("corpus.jsonl"); !filepath.IsAbs(got) || filepath.Base(got) != "corpus.jsonl" {
		t.Errorf("found %q", got)
	}
	if got := above("not-there.jsonl"); got != "not-there.jsonl" {
		t.Errorf("found %q", got)
	}
}

func TestAMissingCorpusIsSaidInOneLine(t *testing.T) {
	err := settings{corpus: "not-there.jsonl"}.run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "--corpus") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

func TestQuestions(t *testing.T) {
	read := func(text string) (int, error) {
		path := filepath.Join(t.TempDir(), "q.jsonl")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		questions, err := readQuestions(path)
		return len(questions), err
	}
	t.Run("are read with and without a day", func(t *testing.T) {
		if n, err := read(`{"query":"Who?","asked":"2022-06-16"}` + "\n" + `{"query":"When?"}`); n != 2 || err != nil {
			t.Errorf("%d questions, %v", n, err)
		}
	})
	t.Run("are refused where one is malformed or none is there", func(t *testing.T) {
		for _, text := range []string{"", "{", `{"query":"Who?","asked":"soon"}`} {
			if _, err := read(text); err == nil {
				t.Errorf("%q was read", text)
			}
		}
	})
}
