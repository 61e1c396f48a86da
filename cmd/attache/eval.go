package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"attache/ingest/filing"
	"attache/news"
)

type evalVerb struct {
	Retrieval  evalRetrievalVerb  `cmd:"" help:"Write a run file of the passages found for each question."`
	Answers    evalAnswersVerb    `cmd:"" help:"Write the answer to each question."`
	Extraction evalExtractionVerb `cmd:"" help:"Write the article found on each page of a folder."`
}

// corpus is a temporary database with the articles of a corpus file.
type corpus struct {
	*app
	folder   string
	docID    map[string]string // by article URL
	articles map[string]int64  // store's number by doc_id
}

// openCorpus imports a corpus file into a temporary database. Close it.
func openCorpus(ctx context.Context, path string, log *slog.Logger) (c *corpus, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fileFault(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return newCorpus(ctx, filing.ReadJSONL(file), log)
}

func newCorpus(ctx context.Context, rows func(yield func(filing.Row, error) bool), log *slog.Logger) (*corpus, error) {
	folder, err := os.MkdirTemp("", "attache-eval-")
	if err != nil {
		return nil, err
	}
	c := &corpus{folder: folder, docID: make(map[string]string), articles: make(map[string]int64)}
	if c.app, err = openAppAt(ctx, filepath.Join(folder, "corpus.db"), log); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if err := c.fill(ctx, rows); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *corpus) fill(ctx context.Context, rows func(yield func(filing.Row, error) bool)) error {
	filer, err := c.newFiler()
	if err != nil {
		return err
	}
	source, err := c.importSource(ctx)
	if err != nil {
		return err
	}
	var articles []news.Article
	for row, err := range rows {
		if err != nil {
			return err
		}
		// An undated article of a corpus was always known.
		if row.Article.Seen.IsZero() && row.Article.Published.IsZero() {
			row.Article.Seen = news.Always()
		}
		articles = append(articles, row.Article)
		c.docID[row.Article.URL] = row.DocID
	}
	if _, err := filer.File(ctx, source.ID, articles); err != nil {
		return err
	}
	if err := c.merger.Tidy(ctx, true); err != nil {
		return err
	}
	return c.numberDocs(ctx)
}

// numberDocs looks up the articles' numbers by doc_id.
func (c *corpus) numberDocs(ctx context.Context) error {
	urls := make([]string, 0, len(c.docID))
	for url := range c.docID {
		urls = append(urls, url)
	}
	held, err := c.store.Held(ctx, urls)
	for url, h := range held {
		c.articles[c.docID[url]] = h.Article
	}
	return err
}

// Close closes and removes the temporary database.
func (c *corpus) Close() error {
	return errors.Join(c.app.Close(), os.RemoveAll(c.folder))
}

// evalQuery is a row of a file of questions, in either of its spellings.
type evalQuery struct {
	QueryID  string   `json:"query_id"`
	ID       string   `json:"id"`
	Query    string   `json:"query"`
	Q        string   `json:"q"`
	Asked    string   `json:"asked"`
	AsOf     string   `json:"as_of"`
	LeaveOut []string `json:"leave_out_docs"`
	Passages []string `json:"passages"`
}

func (q evalQuery) id() string       { return firstOf(q.QueryID, q.ID) }
func (q evalQuery) question() string { return firstOf(q.Query, q.Q) }

// asOf is the day or time at which the question is asked; zero if none.
func (q evalQuery) asOf() (news.Moment, error) {
	text := firstOf(q.AsOf, q.Asked)
	if text == "" {
		return news.Moment{}, nil
	}
	return news.ParseMoment(text)
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// eachQuery reads a JSONL file of questions.
func eachQuery(path string, do func(q evalQuery) error) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return fileFault(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	decoder := json.NewDecoder(bufio.NewReader(file))
	for n := 1; ; n++ {
		var q evalQuery
		if err := decoder.Decode(&q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return usageError{fmt.Sprintf("%s: question %d is malformed: %v", path, n, err)}
		}
		if err := do(q); err != nil {
			return fmt.Errorf("question %s: %w", q.id(), err)
		}
	}
}

// writeLines writes JSON objects to a file, one a line.
type writeLines struct {
	file    *os.File
	encoder *json.Encoder
}

func createLines(path string) (*writeLines, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, fileFault(path, err)
	}
	encoder := json.NewEncoder(file)
	encoder.SetEscapeHTML(false)
	return &writeLines{file: file, encoder: encoder}, nil
}

func (w *writeLines) write(value any) error { return w.encoder.Encode(value) }
func (w *writeLines) Close() error          { return w.file.Close() }

// fileFault explains why a file cannot be opened.
func fileFault(path string, err error) error {
	sentence := fmt.Sprintf("The file %s cannot be opened: check its name and that you may read it.", path)
	if errors.Is(err, os.ErrNotExist) {
		sentence = fmt.Sprintf("There is no file %s: check the name.", path)
	}
	return &news.Fault{Sentence: sentence, Cause: err}
}
