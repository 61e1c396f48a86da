package main

import (
	"context"
	"strings"

	"attache/news"
	"attache/retrieval"
)

const (
	// explained is how many passages are shown.
	explained = 10
	// explainedContext is of how many of them the neighbours are found, too:
	// as many as when an answer is written.
	explainedContext = 3
)

// explanation is how a question was understood, what was found for it, and
// whether that is enough. Its JSON is what "attache ask --explain --json"
// prints.
type explanation struct {
	Asked  askedRow   `json:"asked"`
	Found  []foundRow `json:"found"`
	Enough enoughRow  `json:"enough"`
}

type askedRow struct {
	Question string      `json:"question"`
	AsOf     news.Moment `json:"as_of"`
	Kind     string      `json:"kind"`
	Wants    []string    `json:"wants"`
	Negated  bool        `json:"negated"`
	Terms    []termRow   `json:"terms"`
	Names    []nameRow   `json:"names"`
	Times    []timeRow   `json:"times"`
	Outlets  []string    `json:"outlets"`
	Speakers []string    `json:"speakers"`
	Phrases  []string    `json:"phrases"`
	Parts    []string    `json:"parts"`
}

// termRow is a word with what it tells about the question in this corpus.
type termRow struct {
	Word   string  `json:"word"`
	Term   string  `json:"term"`
	Weight float64 `json:"weight"`
	Name   bool    `json:"name"`
	Frame  bool    `json:"frame"`
}

type nameRow struct {
	Text   string     `json:"text"`
	ID     string     `json:"id"`
	Kind   string     `json:"kind"`
	Proper bool       `json:"proper"`
	Others []otherRow `json:"others"`
}

// otherRow is another name, in the words that the index has.
type otherRow struct {
	Name   string  `json:"name"`
	Weight float32 `json:"weight"`
}

// timeRow is a time with its first day and its last, empty where it is open.
type timeRow struct {
	Text     string `json:"text"`
	Relation string `json:"relation"`
	From     string `json:"from"`
	To       string `json:"to"`
	Event    string `json:"event"`
	Coarse   bool   `json:"coarse"`
	Now      bool   `json:"now"`
}

type foundRow struct {
	N         int                `json:"n"`
	URL       string             `json:"url"`
	Outlet    string             `json:"outlet"`
	Published news.Moment        `json:"published"`
	Title     string             `json:"title"`
	Score     float64            `json:"score"`
	Share     float64            `json:"share"`
	Words     []string           `json:"words"`
	Signals   map[string]float64 `json:"signals"`

	signals retrieval.Signals
}

type enoughRow struct {
	Enough  bool     `json:"enough"`
	Chance  float64  `json:"chance"`
	Reasons []string `json:"reasons"`
	Missing []string `json:"missing"`
}

// retriever finds the passages for a question.
type retriever interface {
	Retrieve(ctx context.Context, r retrieval.Request) (retrieval.Findings, error)
}

// recalled finds once, so that what is explained is what is answered from,
// and a model is not asked again. It is for one question.
type recalled struct {
	retriever
	findings *retrieval.Findings
}

// Retrieve finds, or gives what was found.
func (r *recalled) Retrieve(ctx context.Context, request retrieval.Request) (retrieval.Findings, error) {
	if r.findings == nil {
		f, err := r.retriever.Retrieve(ctx, request)
		if err != nil {
			return f, err
		}
		r.findings = &f
	}
	return *r.findings, nil
}

// explain finds for a question what an answer would be written from.
func explain(ctx context.Context, r retriever, q news.Question) (explanation, error) {
	q.Text = strings.TrimSpace(q.Text)
	f, err := r.Retrieve(ctx, retrieval.Request{Question: q, Limit: explained, Context: explainedContext})
	if err != nil {
		return explanation{}, err
	}
	x := explanation{
		Asked: askedRowOf(f, q.AsOf),
		Found: []foundRow{},
		Enough: enoughRow{
			Enough: f.Enough, Chance: f.Chance, Reasons: orEmpty(f.Reasons), Missing: orEmpty(f.Missing),
		},
	}
	for i, found := range f.Found[:min(explained, len(f.Found))] {
		x.Found = append(x.Found, foundRowOf(i+1, found, f.Asked))
	}
	return x, nil
}

// print writes an explanation for people or machines. For machines it stands
// alone, and what is not enough ends the verb as a refusal does.
func (x explanation) print(c console, asJSON bool) error {
	if !asJSON {
		return renderExplanation(c.out, x)
	}
	if err := writeJSON(c.out, x); err != nil {
		return err
	}
	if !x.Enough.Enough {
		return errRefused
	}
	return nil
}
