package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"attache/index"
	"attache/ingest/filing"
	"attache/news"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/finding"
	"attache/retrieval/lexicon"
	"attache/store"
)

// asker is an open index that answers questions, and how many passages it
// found, at most wanted.
type asker interface {
	ask(ctx context.Context, q news.Question) (found int, err error)
	close() error
}

// contender is an engine that answers over an anthology.
type contender struct {
	name string
	// file is where its index lies in the cache.
	file  string
	build func(ctx context.Context, path string, a anthology, passages int) error
	open  func(ctx context.Context, path string) (asker, error)
}

// contenders by the order of their turns: ours with everything that an
// answer needs, ours up to the numbers of the best passages, and the peers.
func contenders() []contender {
	return []contender{
		{"attache, retrieval", "attache.db", buildOurs, openRetrieval},
		{"attache, index alone", "attache.db", buildOurs, openSearch},
		{"bleve", "bleve", buildBleve, openBleve},
		{"FTS5", "fts5.db", buildFTS5, openFTS5},
	}
}

// retrievalAsker asks the way of an answer: the words understood, the best
// passages read and ranked, with coverage.
type retrievalAsker struct {
	db        *store.Store
	retriever *finding.Retriever
}

func openRetrieval(ctx context.Context, path string) (asker, error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	x := index.Open(db)
	retriever, err := newRetriever(x, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return retrievalAsker{db, retriever}, x.Refresh(ctx)
}

func (r retrievalAsker) ask(ctx context.Context, q news.Question) (int, error) {
	if q.Guild == "" {
		q.Guild = everything
	}
	findings, err := r.retriever.Retrieve(ctx, retrieval.Request{Question: q, Limit: wanted})
	return len(findings.Found), err
}

func (r retrievalAsker) close() error { return r.db.Close() }

// searchAsker asks the index for the numbers of the best passages.
type searchAsker struct {
	db        *store.Store
	index     *index.Index
	analysers index.Analysers
}

func openSearch(ctx context.Context, path string) (asker, error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	x := index.Open(db)
	return searchAsker{db, x, index.NewAnalysers()}, x.Refresh(ctx)
}

func (s searchAsker) ask(ctx context.Context, q news.Question) (int, error) {
	sets, err := s.db.VisibleSets(ctx, everything)
	if err != nil {
		return 0, err
	}
	query := index.Query{Filter: index.Filter{SourceSets: sets}, Limit: wanted}
	for _, term := range contentWords(s.analysers, q) {
		query.Terms = append(query.Terms, index.QueryTerm{Term: term.Term, Weight: 1})
	}
	result, err := s.index.Search(ctx, query)
	return len(result.Hits), err
}

func (s searchAsker) close() error { return s.db.Close() }

// contentWords are the words of a question that say what it is about.
func contentWords(analysers index.Analysers, q news.Question) []retrieval.Term {
	analyser := analysers.Get()
	defer analysers.Put(analyser)
	return asking.New(nil).Understand(analyser, q.Text, q.AsOf.Time).Terms
}

// served is what a serving process says last. Worked is what all cores spent
// on it since it was open: it says more than the clock on a busy machine.
type served struct {
	Memory memory
	Worked time.Duration
}

// turn is what it says after opening, and after each question.
type turn struct {
	Took  time.Duration
	Found int
}

// serve answers the questions whose numbers it reads, one at a time.
func (s settings) serve(ctx context.Context, in io.Reader, out io.Writer) (err error) {
	questions, err := readQuestions(s.queries)
	if err != nil {
		return err
	}
	c, err := s.contender()
	if err != nil {
		return err
	}
	peaks := watchMemory(ctx)
	began := time.Now()
	a, err := c.open(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	replies, worked := json.NewEncoder(out), processorTime()
	if err := replies.Encode(turn{Took: time.Since(began)}); err != nil {
		return err
	}
	for numbers := json.NewDecoder(in); ; {
		var n int
		if err := numbers.Decode(&n); errors.Is(err, io.EOF) {
			return replies.Encode(served{peaks(), processorTime() - worked})
		} else if err != nil {
			return err
		}
		began := time.Now()
		found, err := a.ask(ctx, questions[n])
		if err != nil {
			return fmt.Errorf("asking %q: %w", questions[n].Text, err)
		}
		if err := replies.Encode(turn{time.Since(began), found}); err != nil {
			return err
		}
	}
}

func (s settings) contender() (contender, error) {
	for _, c := range contenders() {
		if c.name == s.engine {
			return c, nil
		}
	}
	return contender{}, fmt.Errorf("there is no engine %q", s.engine)
}

// server is a process that serves one engine.
type server struct {
	contender
	start   time.Duration
	took    []time.Duration
	found   int
	asked   int
	served  served
	cmd     *exec.Cmd
	numbers *json.Encoder
	replies *json.Decoder
	end     io.Closer
}

// startServer starts a process and waits until its index is open.
func (s settings) startServer(ctx context.Context, c contender, cache string) (*server, error) {
	s.engine, s.db = c.name, filepath.Join(cache, c.file)
	cmd, err := s.command(ctx, "serve")
	if err != nil {
		return nil, err
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	v := &server{contender: c, cmd: cmd, numbers: json.NewEncoder(in), replies: json.NewDecoder(out), end: in}
	opened, err := v.reply()
	v.start = opened.Took
	return v, err
}

func (v *server) reply() (t turn, err error) {
	if err := v.replies.Decode(&t); err != nil {
		return t, fmt.Errorf("%s: %w", v.name, err)
	}
	return t, nil
}

// ask puts question n, and counts it unless it is to warm up.
func (v *server) ask(n int, warm bool) error {
	if err := v.numbers.Encode(n); err != nil {
		return fmt.Errorf("%s: %w", v.name, err)
	}
	v.asked++
	t, err := v.reply()
	if err == nil && !warm {
		v.took = append(v.took, t.Took)
		v.found += t.Found
	}
	return err
}

// worked is the processor time of a question.
func (v *server) worked() time.Duration { return v.served.Worked / time.Duration(max(1, v.asked)) }

// stop ends the process and takes what it says last.
func (v *server) stop() error {
	if err := v.end.Close(); err != nil {
		return err
	}
	err := v.replies.Decode(&v.served)
	return errors.Join(err, v.cmd.Wait())
}

// newRetriever wires a retriever as the command does.
func newRetriever(x *index.Index, db *store.Store) (*finding.Retriever, error) {
	names, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	asker := asking.New(func() *lexicon.Lexicon { return names })
	return finding.New(finding.Options{Index: x, Archive: db, Asker: asker, FoldOutlet: filing.FoldOutlet}), nil
}
