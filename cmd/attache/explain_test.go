package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"attache/news"
	"attache/retrieval"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// held is a retriever that has always found the same.
type held retrieval.Findings

func (h held) Retrieve(context.Context, retrieval.Request) (retrieval.Findings, error) {
	return retrieval.Findings(h), nil
}

func day(n int) time.Time { return time.Date(2031, 3, n, 0, 0, 0, 0, time.UTC) }

// everything are findings with something of each kind in them.
var everything = held{
	Asked: retrieval.Asked{
		Text: "What did Mohammed Qadir not say on the Merle since the summit?",
		Kind: retrieval.KindWhoSaid, Wants: retrieval.WantsWords | retrieval.WantsDate, Negated: true,
		Terms: []retrieval.Term{
			{Word: "Qadir", Term: "qadir", Name: true}, {Word: "say", Term: "say", Frame: true}, {Word: "Merle", Term: "merl", Name: true},
		},
		Names: []retrieval.Name{
			{Text: "Mohammed Qadir", Terms: 1, Proper: true},
			{Text: "Qadir", Terms: 1, Others: []retrieval.Other{{Terms: []string{"kadir"}, Weight: 0.9}}},
			{Text: "Merle", Terms: 4, ID: "merle", Kind: "region", Proper: true, Others: []retrieval.Other{{Terms: []string{"river", "merl"}, Weight: 0.5}}},
		},
		Times: []retrieval.Time{
			{Text: "since the summit", Relation: "since", Event: "the summit", From: day(4)},
			{Text: "last week", Relation: "on", From: day(3), To: day(10), Now: true},
			{Text: "yesterday", Relation: "on", From: day(11), To: day(12), Now: true},
			{Text: "before 2031", Relation: "before", To: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC), Coarse: true},
			{Text: "before the vote", Relation: "before", Event: "the vote"},
			{Text: "latest", Relation: "latest", Now: true},
		},
		Outlets: []string{"the Post"}, Speakers: []string{"Mohammed Qadir"}, Phrases: []string{"a red line"},
		Parts: []string{"What did he say?", "What did he not say?"},
	},
	Weights: []float64{5.25, 0.4, 3},
	Found: []retrieval.Found{{
		Evidence: news.Evidence{Article: news.Article{
			URL: "https://wire.example/1", Title: "Qadir on the \x1b[31mMerle\x07 " + strings.Repeat("long ", 80), Outlet: "Example\nWire", Published: news.At(day(4)),
		}},
		Score: 12.345, Share: 0.96, Matched: 5,
		Signals: retrieval.Signals{retrieval.SignalScore: 0.5, retrieval.SignalTitle: 1},
	}, {
		Evidence: news.Evidence{Article: news.Article{URL: "https://post.example/" + strings.Repeat("x", 300), Outlet: "Post"}},
	}},
	Chance: 0.125, Reasons: []string{`nothing found names "Qadir"`, "the nearest passage is not recent"}, Missing: []string{"Qadir"},
}

func explained2031(t *testing.T) explanation {
	t.Helper()
	x, err := explain(t.Context(), everything, news.Question{AsOf: news.At(day(12))})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestAnExplanationReads(t *testing.T) {
	var b bytes.Buffer
	if err := renderExplanation(&b, explained2031(t)); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if utf8.RuneCountInString(line) > width || strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("a terminal cannot show %q", line)
		}
	}
	path := filepath.Join("testdata", "explanation.golden")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got; rewrite it with -update):\n%s", path, diff)
	}
}

func TestAnExplanationForMachines(t *testing.T) {
	var b bytes.Buffer
	if err := explained2031(t).print(console{out: &b}, true); !errors.Is(err, errRefused) {
		t.Errorf("what is not enough ends with %v", err)
	}
	var got explanation
	decoder := json.NewDecoder(&b)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := explained2031(t)
	for i := range want.Found {
		want.Found[i].signals = retrieval.Signals{}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(foundRow{})); diff != "" {
		t.Error(diff)
	}
	if f := got.Found[0]; f.N != 1 || !cmp.Equal(f.Words, []string{"Qadir", "Merle"}) || !cmp.Equal(f.Signals, map[string]float64{"score": 0.5, "title": 1}) {
		t.Errorf("%+v", f)
	}
	if w := got.Asked.Times[1]; w.From != "2031-03-03" || w.To != "2031-03-09" {
		t.Errorf("last week is %+v", w)
	}
	if got.Enough.Enough || got.Enough.Chance != 0.125 || len(got.Enough.Reasons) != 2 {
		t.Errorf("%+v", got.Enough)
	}
}

func TestAskExplains(t *testing.T) {
	a := newAttache(t)
	a.must("import", a.file("articles.jsonl", articles))

	t.Run("above the answer", func(t *testing.T) {
		plain := a.run("ask", "--as-of", "2031-03-12", "Who signed the Merle treaty?")
		told := a.run("ask", "--as-of", "2031-03-12", "--explain", "Who signed the Merle treaty?")
		if told.code != plain.code || !strings.HasSuffix(told.out, plain.out) {
			t.Errorf("ended with %d for %d:\n%s", told.code, plain.code, told.out)
		}
		for _, want := range []string{"How the question was understood", "an answer states: person", "Merle", "1. Example", "Whether that is enough", "The answer"} {
			if !strings.Contains(told.out, want) {
				t.Errorf("says nothing of %q:\n%s", want, told.out)
			}
		}
	})

	t.Run("with --json alone", func(t *testing.T) {
		o := a.run("ask", "--as-of", "2031-03-12", "--explain", "--json", "Who signed the Merle treaty?")
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(o.out), &fields); err != nil {
			t.Fatalf("%v in %s", err, o.out)
		}
		if len(fields) != 3 || fields["asked"] == nil || fields["found"] == nil || fields["enough"] == nil {
			t.Errorf("prints %s", o.out)
		}
		var x explanation
		if err := json.Unmarshal([]byte(o.out), &x); err != nil {
			t.Fatal(err)
		}
		if enough := o.code == 0; enough != x.Enough.Enough || !enough && o.code != exitRefused {
			t.Errorf("ended with %d where enough is %v", o.code, x.Enough.Enough)
		}
	})

	for name, question := range map[string]string{
		"nothing":             "",
		"a stop word":         "the",
		"5,000 words":         strings.Repeat("Merle treaty of Oland ", 1_250),
		"one endless word":    strings.Repeat("x", 20_000),
		"right-to-left text":  "ماذا قال في جنيف؟",
		"SQL":                 "'; DROP TABLE articles; --",
		"terminal sequences":  "Merle \x1b[31mtreaty\x1b[0m \x07\"a \x1b[2J b\"",
		"zero-width letters":  "Mer\u200ble trea\u200bty",
		"no UTF-8":            "Merle \xff\xfe treaty",
		"a phrase without an": "who said \"" + strings.Repeat("a-", 140) + "\"",
	} {
		t.Run("bad input: "+name, func(t *testing.T) {
			o := a.run("ask", "--as-of", "2031-03-12", "--explain", question)
			if o.code != 0 && o.code != exitRefused {
				t.Fatalf("ended with %d: %s", o.code, o.err)
			}
			explanation, _, _ := strings.Cut(o.out, "\nThe answer\n")
			for line := range strings.Lines(explanation) {
				line = strings.TrimSuffix(line, "\n")
				if utf8.RuneCountInString(line) > width || strings.ContainsFunc(line, unicode.IsControl) || !utf8.ValidString(line) {
					t.Errorf("a terminal cannot show %q", line)
				}
			}
		})
	}
}
