package main

import (
	"context"
	"errors"
	"log/slog"

	"attache/news"
	"attache/retrieval"
)

type evalRetrievalVerb struct {
	Corpus   string `required:"" placeholder:"C.jsonl" help:"Articles to search."`
	Queries  string `required:"" placeholder:"Q.jsonl" help:"Questions to ask."`
	Out      string `required:"" placeholder:"RUN.jsonl" help:"Run file to write."`
	LeaveOut bool   `help:"Hide each question's leave_out_docs, so that the corpus does not cover it."`
}

// retrieved is how many passages a run file lists for a question.
const retrieved = 50

// runRow is one line of a run file.
type runRow struct {
	QueryID   string       `json:"query_id"`
	Retrieved []runPassage `json:"retrieved"`
	Refused   bool         `json:"refused"`
	Answer    string       `json:"answer"`
}

type runPassage struct {
	DocID string `json:"doc_id"`
	Text  string `json:"text"`
}

// Run measures retrieval.
func (v *evalRetrievalVerb) Run(ctx context.Context, log *slog.Logger) (err error) {
	c, err := openCorpus(ctx, v.Corpus, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	out, err := createLines(v.Out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return eachQuery(v.Queries, func(q evalQuery) error {
		row, err := v.ask(ctx, c, q)
		if err != nil {
			return err
		}
		return out.write(row)
	})
}

func (v *evalRetrievalVerb) ask(ctx context.Context, c *corpus, q evalQuery) (runRow, error) {
	asOf, err := q.asOf()
	if err != nil {
		return runRow{}, err
	}
	request := retrieval.Request{Question: news.Question{Text: q.question(), AsOf: asOf}, Limit: retrieved}
	if v.LeaveOut {
		for _, doc := range q.LeaveOut {
			if article, held := c.articles[doc]; held {
				request.Hidden = append(request.Hidden, article)
			}
		}
	}
	findings, err := c.retriever.Retrieve(ctx, request)
	if err != nil {
		return runRow{}, err
	}
	row := runRow{QueryID: q.id(), Retrieved: []runPassage{}, Refused: !findings.Enough}
	for _, found := range findings.Found {
		row.Retrieved = append(row.Retrieved, runPassage{DocID: c.docID[found.Article.URL], Text: found.Passage.Text})
	}
	return row, nil
}
