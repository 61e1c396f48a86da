package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/retrieval/lexicon"
	"attache/sentence"
	"attache/store"
)

// set is a corpus with its development questions.
type set struct {
	name      string
	folder    string
	data      string
	store     *store.Store
	retriever *finding.Retriever
	bare      *finding.Retriever // that knows no other names
	docs      map[string]string  // doc_id by address
	articles  map[string]int64   // number by doc_id
	questions []*question
	weights   *retrieval.Signals
	// counts is what a question of the set counts when weights are chosen.
	counts float64
}

// question is a row of a file of questions, in any of their spellings.
type question struct {
	QueryID  string   `json:"query_id"`
	ID       string   `json:"id"`
	Query    string   `json:"query"`
	Q        string   `json:"q"`
	Asked    string   `json:"asked"`
	AsOf     string   `json:"as_of"`
	Answer   string   `json:"answer"`
	Gold     []string `json:"gold_docs"`
	Weak     []string `json:"weak_gold_docs"`
	URLs     []string `json:"gold_urls"`
	InGold   any      `json:"answer_in_gold"`
	LeaveOut []string `json:"leave_out_docs"`
	Refuse   bool     `json:"refuse"`

	fold   int
	gold   map[string]bool
	stated map[string]bool // the articles that hold the answer's words
	found  []retrieval.Found
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// corpora are the sets, with their files and what they count: desk2031 is
// small, and its questions are of another kind.
var corpora = []struct {
	name, file string
	counts     float64
}{
	{"rtqa2022", "queries_dev.jsonl", 1},
	{"rtqa2026", "queries_dev.jsonl", 1},
	{"time1963", "queries_dev.jsonl", 1},
	{"desk2031", "questions_dev.jsonl", .5},
}

func openSets(ctx context.Context, data string) (sets []*set, err error) {
	names, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	for _, c := range corpora {
		s := &set{name: c.name, data: data, counts: c.counts, weights: &retrieval.Signals{}}
		if err := s.open(ctx, names); err != nil {
			return nil, fmt.Errorf("opening %s: %w", c.name, err)
		}
		if s.questions, err = readQuestions(filepath.Join(data, c.name, c.file)); err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// open files the articles of a corpus in a database of their own.
func (s *set) open(ctx context.Context, names *lexicon.Lexicon) (err error) {
	if s.folder, err = os.MkdirTemp("", "attache-tune-"); err != nil {
		return err
	}
	if s.store, err = store.Open(ctx, filepath.Join(s.folder, "corpus.db")); err != nil {
		return err
	}
	sentences, err := sentence.New()
	if err != nil {
		return err
	}
	source, _, err := s.store.AddSource(ctx, news.SharedGuild, news.Source{URL: "attache:import", Kind: news.KindImport})
	if err != nil {
		return err
	}
	articles, err := s.read()
	if err != nil {
		return err
	}
	if _, err := filing.NewFiler(s.store, sentences, filing.FilerOptions{}).File(ctx, source.ID, articles); err != nil {
		return err
	}
	x := index.Open(s.store)
	if err := index.NewMerger(x, s.store, nil).Tidy(ctx, true); err != nil {
		return err
	}
	*s.weights = retrieval.Signals{retrieval.SignalScore: 1}
	options := finding.Options{
		Index: x, Archive: s.store, FoldOutlet: filing.FoldOutlet, Weights: s.weights,
		Asker: asking.New(func() *lexicon.Lexicon { return names }),
	}
	s.retriever = finding.New(options)
	options.Asker = asking.New(nil)
	s.bare = finding.New(options)
	return s.number(ctx)
}

func (s *set) read() (articles []news.Article, err error) {
	file, err := os.Open(filepath.Join(s.data, s.name, "corpus.jsonl"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	s.docs = make(map[string]string)
	for row, err := range filing.ReadJSONL(file) {
		if err != nil {
			return nil, err
		}
		// An undated article of a corpus was always known.
		if row.Article.Seen.IsZero() && row.Article.Published.IsZero() {
			row.Article.Seen = news.Always()
		}
		articles = append(articles, row.Article)
		s.docs[row.Article.URL] = row.DocID
	}
	return articles, nil
}

func (s *set) number(ctx context.Context) error {
	var urls []string
	for url := range s.docs {
		urls = append(urls, url)
	}
	held, err := s.store.Held(ctx, urls)
	s.articles = make(map[string]int64)
	for url, h := range held {
		s.articles[s.docs[url]] = h.Article
	}
	return err
}

// Close removes the database.
func (s *set) Close() error { return errors.Join(s.store.Close(), os.RemoveAll(s.folder)) }

func readQuestions(path string) (all []*question, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	decoder := json.NewDecoder(bufio.NewReader(file))
	for decoder.More() {
		q := &question{}
		if err := decoder.Decode(q); err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		q.prepare()
		all = append(all, q)
	}
	return all, nil
}

// prepare parts the questions by a hash of their words, so that the folds
// stay the same whatever is added.
func (q *question) prepare() {
	h := fnv.New32a()
	h.Write([]byte(first(q.Query, q.Q)))
	q.fold = int(h.Sum32() % folds)
	gold := q.Gold
	for _, other := range [][]string{q.Weak, q.URLs} {
		if len(gold) == 0 {
			gold = other
		}
	}
	if !q.Refuse {
		q.gold = setOf(gold)
	}
	q.stated = setOf(q.Weak)
	if list, ok := q.InGold.([]any); ok {
		for _, doc := range list {
			q.stated[fmt.Sprint(doc)] = true
		}
	}
}

func setOf(items []string) map[string]bool {
	set := make(map[string]bool)
	for _, item := range items {
		set[item] = true
	}
	return set
}

// ask finds the candidates of every question.
func (s *set) ask(ctx context.Context, r *finding.Retriever) error {
	for _, q := range s.questions {
		f, err := candidates(ctx, r, q, nil)
		if err != nil {
			return fmt.Errorf("asking %s: %w", first(q.QueryID, q.ID), err)
		}
		q.found = f.Found
	}
	return nil
}

func candidates(ctx context.Context, r *finding.Retriever, q *question, hidden []int64) (f retrieval.Findings, err error) {
	asks := news.Question{Text: first(q.Query, q.Q), Hidden: hidden}
	if at := first(q.AsOf, q.Asked); at != "" {
		if asks.AsOf, err = news.ParseMoment(at); err != nil {
			return f, err
		}
	}
	return r.Candidates(ctx, retrieval.Request{Question: asks, Limit: 50})
}
