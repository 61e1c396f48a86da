package answer_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/news"
	"attache/store"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares the JSON of an answer with the file of that name.
func golden(t *testing.T, name string, a news.Answer) {
	t.Helper()
	got, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; rewrite it with -update):\n%s", path, diff)
	}
}

func TestTheObjectOfAnAnswer(t *testing.T) {
	t.Parallel()
	r := newNewsroom(t)
	empty := &newsroom{store: openEmpty(t)}
	for name, test := range map[string]struct {
		room *newsroom
		text string
	}{
		"answered": {r, question}, "refused": {r, "Did Lena Orr sign the Merle treaty?"}, "wordless": {r, "?!"}, "empty": {empty, question},
	} {
		t.Run("is as agreed when "+name, func(t *testing.T) {
			a, err := test.room.desk(t, "").Ask(t.Context(), news.Question{Text: test.text}, nil)
			if err != nil {
				t.Fatal(err)
			}
			checkAnswer(t, a)
			golden(t, name, a)
			checkObject(t, a)
		})
	}
}

func openEmpty(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// checkObject checks that every key is there and no array is null.
func checkObject(t *testing.T, a news.Answer) {
	t.Helper()
	encoded, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(encoded, &object); err != nil {
		t.Fatal(err)
	}
	coverage, _ := object["coverage"].(map[string]any)
	for _, c := range []struct {
		object map[string]any
		keys   []string
	}{
		{object, []string{"question", "mode", "refused", "answer", "sentences", "citations", "conflicts", "coverage", "as_of"}},
		{coverage, []string{"articles", "outlets", "origins", "from", "to", "nearest"}},
	} {
		for _, key := range c.keys {
			if c.object[key] == nil {
				t.Errorf("%q is missing or null", key)
			}
		}
		if len(c.object) != len(c.keys) {
			t.Errorf("%d keys, want %d: %v", len(c.object), len(c.keys), c.object)
		}
	}
}
