package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/news"
)

// invented writes a corpus of invented articles and questions on them.
func invented(t *testing.T) settings {
	t.Helper()
	folder := t.TempDir()
	s := settings{corpus: filepath.Join(folder, "corpus.jsonl"), queries: filepath.Join(folder, "queries.jsonl"), passages: 300}
	if err := writeCorpus(t.Context(), s.corpus, 40); err != nil {
		t.Fatal(err)
	}
	questions := `{"query":"Who signed the border agreement?","asked":"2022-12-01"}` + "\n" + `{"query":"What did the envoy want of the ministry?"}`
	if err := os.WriteFile(s.queries, []byte(questions), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnAnthologyIsAlwaysTheSame(t *testing.T) {
	a, err := readAnthology(invented(t).corpus)
	if err != nil {
		t.Fatal(err)
	}
	first, again := a.article(7, 60), a.article(7, 60)
	if diff := cmp.Diff(first, again, cmp.AllowUnexported(drawn{})); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(first.passages, a.article(8, 60).passages) || len(first.passages) != drawnPassages {
		t.Errorf("article 7 is %+v", first)
	}
	for _, p := range first.passages {
		if len(p.Sentences) != drawnSentences || p.End-p.Start != len(p.Text) {
			t.Errorf("passage %+v", p)
		}
	}
}

func TestEveryContenderFindsPassages(t *testing.T) {
	s := invented(t)
	a, err := readAnthology(s.corpus)
	if err != nil {
		t.Fatal(err)
	}
	fts5, err := fts5Built(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range contenders() {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "FTS5" && !fts5 {
				t.Skip("needs -tags sqlite_fts5")
			}
			path := filepath.Join(t.TempDir(), c.file)
			if err := c.build(t.Context(), path, a, s.passages); err != nil {
				t.Fatal(err)
			}
			s := s
			s.engine, s.db = c.name, path
			var out strings.Builder
			if err := s.serve(t.Context(), strings.NewReader("0\n1\n"), &out); err != nil {
				t.Fatal(err)
			}
			replies := json.NewDecoder(strings.NewReader(out.String()))
			for n := range 3 {
				var reply turn
				if err := replies.Decode(&reply); err != nil || reply.Took <= 0 || n > 0 && (reply.Found == 0 || reply.Found > wanted) {
					t.Errorf("reply %d is %+v, %v", n, reply, err)
				}
			}
			var last served
			if err := replies.Decode(&last); err != nil || last.Memory.Own <= 0 {
				t.Errorf("at the end it says %+v, %v", last, err)
			}
		})
	}
}

func TestManyAskersAndFiltersAndAnImport(t *testing.T) {
	s := invented(t)
	a, err := readAnthology(s.corpus)
	if err != nil {
		t.Fatal(err)
	}
	s.db = filepath.Join(t.TempDir(), "load.db")
	if err := buildOurs(t.Context(), s.db, a, s.passages); err != nil {
		t.Fatal(err)
	}
	r, err := measureLoad(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Filtered {
		if f.Latency.P50 <= 0 {
			t.Errorf("%+v", f)
		}
	}
	if r.Passages != s.passages || r.Index <= 0 || r.Quiet.Asked == 0 || r.Writing.Asked != r.Quiet.Asked || r.Writes.Batch.Longest <= 0 || r.Writes.Merge.Longest < r.Writes.Merge.P50 {
		t.Errorf("%+v", r)
	}
}

func TestAFilterLeavesOutWhatItSays(t *testing.T) {
	s := invented(t)
	a, err := readAnthology(s.corpus)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "attache.db")
	if err := buildOurs(t.Context(), path, a, s.passages); err != nil {
		t.Fatal(err)
	}
	open, err := openRetrieval(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := open.close(); err != nil {
			t.Error(err)
		}
	}()
	found := make(map[string]int)
	for _, guild := range []string{everything, single, "nobody"} {
		if found[guild], err = open.ask(t.Context(), news.Question{Text: "envoy treaty ministry agreement", Guild: guild}); err != nil {
			t.Fatal(err)
		}
	}
	if found[everything] <= found[single] || found[single] == 0 || found["nobody"] != 0 {
		t.Errorf("found %v", found)
	}
}

func TestScalesAreRefusedUnlessTheyAreNumbers(t *testing.T) {
	for _, scale := range []string{"many", "100,", "1"} {
		if err := (settings{scale: scale}).scales(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "--scale") {
			t.Errorf("%q: %v", scale, err)
		}
	}
}

func TestATargetIsThatOfTheNextLargerSize(t *testing.T) {
	for passages, want := range map[int]int{300: 100_000, 100_000: 100_000, 300_000: 1_000_000, 9_000_000: 5_000_000} {
		t.Run(fmt.Sprint(passages), func(t *testing.T) {
			if got := (settings{passages: passages}).target().passages; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}
