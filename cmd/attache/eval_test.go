package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/internal/sharedtest"
	"attache/news"
)

// readLines reads a JSONL file.
func readLines[T any](t *testing.T, path string) []T {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []T
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		var row T
		if err := json.Unmarshal(scanner.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

func TestEvalRetrievalWritesARunFile(t *testing.T) {
	a := newAttache(t)
	corpus := a.file("corpus.jsonl", articles+`{"doc_id":7,"published":"2031-02-01","text":"A bare text without a title or an address mentions the Merle too."}`)
	queries := a.file("queries.jsonl", `{"query_id":"one","query":"Who signed the treaty on the Merle?","asked":"2031-03-10","leave_out_docs":["https://wire.example/2031/treaty"]}
{"id":"two","q":"Which bare text mentions the Merle?"}
{"id":"three","q":"Who signed the treaty on the Merle?","as_of":"2030-12-01"}`)
	out := filepath.Join(t.TempDir(), "run.jsonl")
	a.must("eval", "retrieval", "--corpus", corpus, "--queries", queries, "--out", out)
	rows := readLines[runRow](t, out)
	if len(rows) != 3 || rows[0].QueryID != "one" || rows[1].QueryID != "two" {
		t.Fatalf("%+v", rows)
	}
	if first := rows[0]; first.Refused || first.Answer == "" || !strings.HasSuffix(first.Retrieved[0].DocID, "example/2031/treaty") {
		t.Errorf("first: %+v", first)
	}
	if second := rows[1]; second.Retrieved[0].DocID != "7" || !strings.HasPrefix(second.Retrieved[0].Text, "A bare text") {
		t.Errorf("second: %+v", second)
	}
	for _, p := range rows[2].Retrieved {
		if p.DocID != "https://wire.example/2030/talks" {
			t.Errorf("as of 2030 finds %s", p.DocID)
		}
	}
	a.must("eval", "retrieval", "--corpus", corpus, "--queries", queries, "--out", out, "--leave-out")
	for _, p := range readLines[runRow](t, out)[0].Retrieved {
		if p.DocID == "https://wire.example/2031/treaty" {
			t.Error("--leave-out finds what it is to hide")
		}
	}
}

func TestEvalAnswersTakesACorpusOrPassages(t *testing.T) {
	a := newAttache(t)
	queries := a.file("queries.jsonl", `{"id":"own","q":"Who opened the bridge at Halse?","passages":["The bridge at Halse was opened by Queen Mara on Monday.","Nothing to see here in the harbour."]}
{"id":"corpus","q":"Who signed the treaty on the Merle?","as_of":"2031-03-10T00:00:00Z"}`)
	out := filepath.Join(t.TempDir(), "answers.jsonl")
	a.must("eval", "answers", "--corpus", a.file("corpus.jsonl", articles), "--queries", queries, "--out", out)
	rows := readLines[answerRow](t, out)
	if len(rows) != 2 || !strings.Contains(rows[0].Out.Text, "Queen Mara") || !strings.Contains(rows[1].Out.Text, "Vastria") {
		t.Errorf("%+v", rows)
	}
	if o := a.run("eval", "answers", "--queries", queries, "--out", out); o.code != exitUsage {
		t.Errorf("without a corpus: %d %s", o.code, o.err)
	}
}

func TestRealNewsIsAnsweredFromTheRightArticle(t *testing.T) {
	corpus := sharedtest.Path(t, "eval", "rtqa2022", "corpus.jsonl")
	a := newAttache(t)
	if out := a.must("import", corpus); out != "3352 new, 0 changed, 0 unchanged, 0 rejected\n" {
		t.Errorf("import: %s", out)
	}
	answer := a.ask(0, "--as-of", "2022-06-16", "Which measure did lawmakers leave out of the Senate gun safety deal?")
	names := func(s news.Sentence) bool {
		text := strings.ToLower(s.Text)
		return strings.Contains(text, "ban") && strings.Contains(text, "assault weapons")
	}
	for _, s := range answer.Sentences {
		if !names(s) {
			continue
		}
		for _, n := range s.Citations {
			if url := answer.Citations[n-1].URL; !strings.Contains(url, "whats-in-senate-gun-reform-agreement") {
				t.Errorf("the ban is cited to %s", url)
			}
		}
		return
	}
	t.Errorf("the ban is not named: %s", answer.Text)
}

func TestTheSeedArticleAnswersWhatItSaysAndNothingElse(t *testing.T) {
	text := sharedtest.Path(t, "seed", "lammy-european-defence.txt")
	a := newAttache(t)
	a.must("import", "--title", "Lammy open to joint European defence funding", "--outlet", "Seed", "--published", "2025-03-08", text)
	for question, want := range map[string]string{
		"What did Lammy say about European defence?":                  "joint funding",
		"Where did Lammy speak?":                                      "Japan",
		"What did Lammy say about the aid budget?":                    "aid budget",
		"What did Lammy call the interaction of Trump and Zelenskyy?": "diplomatic low",
	} {
		if answer := a.ask(0, question); !strings.Contains(answer.Text, want) || len(answer.Citations) == 0 {
			t.Errorf("%s: %s", question, answer.Text)
		}
	}
	for _, question := range []string{
		"What did Lammy say about China?", "What did Macron say in Tokyo?", "How much will the rearmament bank lend?",
		"When did Lammy visit Japan?", "How many troops will the UK send to Ukraine?",
	} {
		if answer := a.ask(exitRefused, question); len(answer.Citations) != 0 {
			t.Errorf("%s: %s", question, answer.Text)
		}
	}
}
