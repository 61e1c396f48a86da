// Command bench measures Attaché over a real corpus and prints a table:
// import speed, question latency without a model, the start of the
// command, and memory. It reports against the targets and never fails
// because a machine was slow.
//
// Import and asking run in processes of their own, so that the peak memory
// of the one does not hide in the other's.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// settings are what is measured with.
type settings struct {
	corpus, queries, binary string
	phase, db               string
}

func main() {
	var s settings
	flag.StringVar(&s.corpus, "corpus", "../../shared/eval/rtqa2022/corpus.jsonl", "articles to import, JSONL")
	flag.StringVar(&s.queries, "queries", "../../shared/eval/rtqa2022/queries_dev.jsonl", "questions to ask, JSONL")
	flag.StringVar(&s.binary, "attache", "../bin/attache", "the built command, whose start is timed")
	flag.StringVar(&s.phase, "phase", "", "measure one phase only: import or ask (used by the command itself)")
	flag.StringVar(&s.db, "db", "", "database of the phase")
	flag.Parse()
	if err := s.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (s settings) run(ctx context.Context) error {
	switch s.phase {
	case "import":
		return printPhase(measureImport(ctx, s))
	case "ask":
		return printPhase(measureAsk(ctx, s))
	}
	for _, path := range []string{s.corpus, s.queries} {
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("there is no %s: name a corpus and questions with --corpus and --queries", path)
		}
	}
	folder, err := os.MkdirTemp("", "attache-bench-")
	if err != nil {
		return err
	}
	return errors.Join(s.all(ctx, folder), os.RemoveAll(folder))
}

// all runs the phases and prints the table.
func (s settings) all(ctx context.Context, folder string) error {
	fmt.Printf("%d cores, %s, %s/%s\n\n", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	const rounds = 3
	var imports []importResult
	for i := range rounds {
		s.db = filepath.Join(folder, fmt.Sprintf("news-%d.db", i))
		var r importResult
		if err := s.child(ctx, "import", &r); err != nil {
			return err
		}
		imports = append(imports, r)
	}
	slices.SortFunc(imports, func(a, b importResult) int { return int(b.ArticlesPerSecond - a.ArticlesPerSecond) })
	imports[rounds/2].print()
	var asked askResult
	if err := s.child(ctx, "ask", &asked); err != nil {
		return err
	}
	asked.print()
	return s.start(ctx)
}

// child measures one phase in a process of its own.
func (s settings) child(ctx context.Context, phase string, result any) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "--phase", phase, "--db", s.db, "--corpus", s.corpus, "--queries", s.queries)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("measuring %s: %w", phase, err)
	}
	return json.Unmarshal(out.Bytes(), result)
}

func printPhase[T any](result T, err error) error {
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

// start times whole runs of the command against the last database.
func (s settings) start(ctx context.Context) error {
	if _, err := os.Stat(s.binary); err != nil {
		return fmt.Errorf("there is no %s: run make build first", s.binary)
	}
	const runs = 15
	var took []time.Duration
	for range runs {
		cmd := exec.CommandContext(ctx, s.binary, "--db", s.db, "ask", "--as-of", "2022-06-16", "What did the senators agree on?")
		began := time.Now()
		err := cmd.Run()
		took = append(took, time.Since(began))
		if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 3) {
			return fmt.Errorf("running attache ask: %w", err)
		}
	}
	row("attache ask, the whole process", "p50 %s", ms(percentile(took, 50)))
	return nil
}

// percentile is the p-th of the durations, by the nearest rank.
func percentile(took []time.Duration, p int) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }

func row(name, format string, values ...any) {
	fmt.Printf("%-36s %s\n", name, fmt.Sprintf(format, values...))
}
