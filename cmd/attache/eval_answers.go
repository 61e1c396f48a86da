package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"attache/ingest/filing"
	"attache/news"
)

type evalAnswersVerb struct {
	Corpus  string `placeholder:"C.jsonl" help:"Articles to answer from; not needed where every question carries its own passages."`
	Queries string `required:"" placeholder:"Q.jsonl" help:"Questions to ask, each at its own as_of or asked."`
	Out     string `required:"" placeholder:"A.jsonl" help:"Answers to write."`
}

// answerRow is one line of the answers.
type answerRow struct {
	ID  string      `json:"id"`
	Out news.Answer `json:"out"`
}

// Run answers a file of questions.
func (v *evalAnswersVerb) Run(ctx context.Context, settings *Settings, log *slog.Logger) (err error) {
	var shared *corpus
	if v.Corpus != "" {
		if shared, err = openCorpus(ctx, v.Corpus, log); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, shared.Close()) }()
	}
	out, err := createLines(v.Out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return eachQuery(v.Queries, func(q evalQuery) error {
		answer, err := v.ask(ctx, settings, shared, q, log)
		if err != nil {
			return err
		}
		return out.write(answerRow{ID: q.id(), Out: answer})
	})
}

func (v *evalAnswersVerb) ask(ctx context.Context, settings *Settings, shared *corpus, q evalQuery, log *slog.Logger) (a news.Answer, err error) {
	asOf, err := q.asOf()
	if err != nil {
		return a, err
	}
	c := shared
	if q.Passages != nil {
		if c, err = newCorpus(ctx, passageRows(q.Passages), log); err != nil {
			return a, err
		}
		defer func() { err = errors.Join(err, c.Close()) }()
	}
	if c == nil {
		return a, usageError{"the question carries no passages: name a corpus with --corpus"}
	}
	return c.desk(settings).Ask(ctx, news.Question{Text: q.question(), AsOf: asOf}, nil)
}

// passageRows makes an article of each text.
func passageRows(texts []string) func(yield func(filing.Row, error) bool) {
	return func(yield func(filing.Row, error) bool) {
		for i, text := range texts {
			if strings.TrimSpace(text) == "" {
				continue
			}
			id := fmt.Sprintf("passage-%d", i+1)
			if !yield(filing.Row{Line: i + 1, DocID: id, Article: news.Article{URL: id, Text: text}}, nil) {
				return
			}
		}
	}
}
