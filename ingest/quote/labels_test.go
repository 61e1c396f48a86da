package quote

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"attache/internal/sharedtest"
	"attache/news"
	"attache/sentence"
)

// labelled is an article whose quotations were marked by hand, all of them: a
// quotation without a speaker is words in marks that nobody is said to have
// said. Roles are cut after roleWords. Articles held out were labelled when
// the rules were done and have not changed them.
type labelled struct {
	Corpus  string
	DocID   string `json:"doc_id"`
	SHA256  string `json:"sha256"`
	Heldout bool
	Quotes  []label
}

type label struct{ news.Quote }

func (l *label) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &l.Quote) }

// roleWords is how many words of a role are compared.
const roleWords = 4

func readLabels(t *testing.T) []labelled {
	t.Helper()
	var docs []labelled
	eachLine(t, "testdata/labels.jsonl", func(line []byte) {
		var doc labelled
		if err := json.Unmarshal(line, &doc); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	})
	return docs
}

func eachLine(t *testing.T, path string, use func([]byte)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		use(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// readTexts gives the texts of labelled articles, and checks that they are
// those that were labelled.
func readTexts(t *testing.T, docs []labelled) map[string]string {
	t.Helper()
	hashes := map[string]string{}
	for _, doc := range docs {
		hashes[doc.DocID] = doc.SHA256
	}
	texts := map[string]string{}
	for _, corpus := range []string{"rtqa2022", "rtqa2026"} {
		eachLine(t, sharedtest.Path(t, "eval", corpus, "corpus.jsonl"), func(line []byte) {
			var row struct {
				DocID string `json:"doc_id"`
				Text  string
			}
			if err := json.Unmarshal(line, &row); err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256([]byte(row.Text))
			if hashes[row.DocID] == hex.EncodeToString(sum[:]) {
				texts[row.DocID] = row.Text
			}
		})
	}
	return texts
}

// score counts how well quotations were found.
type score struct {
	labelled, found, right int
	role, verb, outlet     int // right ones whose fields are right too
}

func (s *score) add(t *testing.T, text string, doc labelled, got []news.Quote) {
	want := map[news.Span]news.Quote{}
	for _, q := range doc.Quotes {
		if q.Speaker != "" {
			s.labelled++
			want[news.Span{Start: q.Start, End: q.End}] = q.Quote
		}
	}
	for _, q := range got {
		if q.Speaker == "" {
			continue
		}
		s.found++
		w, ok := want[news.Span{Start: q.Start, End: q.End}]
		if !ok || !same(w.Speaker, q.Speaker) {
			t.Logf("%s at %d: %q for %q", doc.DocID, q.Start, q.Speaker, w.Speaker)
			continue
		}
		s.right++
		s.role += count(same(w.Role, firstWords(q.Role)))
		s.verb += count(same(w.Verb, q.Verb))
		s.outlet += count(same(w.Outlet, q.Outlet))
		delete(want, news.Span{Start: q.Start, End: q.End})
	}
	for span, w := range want {
		t.Logf("%s at %d: missed %q", doc.DocID, span.Start, w.Speaker)
	}
}

func firstWords(role string) string {
	words := strings.Fields(role)
	return strings.Join(words[:min(len(words), roleWords)], " ")
}

func same(a, b string) bool { return strings.EqualFold(a, b) }

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func TestFindsWhatPeopleLabelled(t *testing.T) {
	docs := readLabels(t)
	texts := readTexts(t, docs)
	splitter, err := sentence.New()
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]*score{}
	for _, doc := range docs {
		text, ok := texts[doc.DocID]
		if !ok {
			t.Fatalf("%s is missing, or its text has changed", doc.DocID)
		}
		name := "known while the rules were written"
		if doc.Heldout {
			name = "held out"
		}
		if scores[name] == nil {
			scores[name] = &score{}
		}
		scores[name].add(t, text, doc, Find(text, splitter.Split(text)))
	}
	for name, s := range scores {
		t.Run(name, func(t *testing.T) {
			precision := float64(s.right) / float64(max(s.found, 1))
			recall := float64(s.right) / float64(max(s.labelled, 1))
			t.Logf("precision %.3f (%d of %d), recall %.3f (%d of %d); of the right ones: role %d, verb %d, outlet %d",
				precision, s.right, s.found, recall, s.right, s.labelled, s.role, s.verb, s.outlet)
			if precision < .9 || recall < .7 {
				t.Error("precision is to be .9 and recall .7 at least")
			}
		})
	}
}
