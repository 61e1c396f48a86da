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
func (v *evalRetrievalVerb) Run(ctx context.Context, settings *Settings, log *slog.Logger) (err error) {
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
		row, err := v.ask(ctx, settings, c, q)
		if err != nil {
			return err
		}
		return out.write(row)
	})
}

func (v *evalRetrievalVerb) ask(ctx context.Context, settings *Settings, c *corpus, q evalQuery) (row runRow, err error) {
	question := news.Question{Text: q.question()}
	if question.AsOf, err = q.asOf(); err != nil {
		return row, err
	}
	if v.LeaveOut {
		for _, doc := range q.LeaveOut {
			if article, held := c.articles[doc]; held {
				question.Hidden = append(question.Hidden, article)
			}
		}
	}
	findings, err := c.retriever.Retrieve(ctx, retrieval.Request{Question: question, Limit: retrieved})
	if err != nil {
		return row, err
	}
	answer, err := c.desk(settings).Ask(ctx, question, nil)
	if err != nil {
		return row, err
	}
	row = runRow{QueryID: q.id(), Retrieved: []runPassage{}, Refused: answer.Refused, Answer: answer.Text}
	for _, found := range findings.Found {
		row.Retrieved = append(row.Retrieved, runPassage{DocID: c.docID[found.Article.URL], Text: found.Passage.Text})
	}
	return row, nil
}
