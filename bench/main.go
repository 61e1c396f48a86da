// Command bench measures Attaché over a real corpus and prints a table. Its
// rules are:
//
//   - It goes the way of the command: the same packages, wired the same.
//   - Import and asking run in processes of their own, so that the peak
//     memory of the one does not hide in the other's.
//   - It reports against targets, and never fails because a machine is slow.
package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
)

// imports is how many fresh databases are filled.
const imports = 3

// settings are what is measured with.
type settings struct {
	corpus, queries, binary string
	phase, db               string
}

func main() {
	var s settings
	flag.StringVar(&s.corpus, "corpus", above("shared/eval/rtqa2022/corpus.jsonl"), "articles to import, JSONL")
	flag.StringVar(&s.queries, "queries", above("shared/eval/rtqa2022/queries_dev.jsonl"), "questions to ask, JSONL")
	flag.StringVar(&s.binary, "attache", above("bin/attache"), "the built command, whose start is timed")
	flag.StringVar(&s.phase, "phase", "", "measure one phase only: import or ask (used by the command itself)")
	flag.StringVar(&s.db, "db", "", "database of the phase")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := s.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// above finds a file in the working directory or the nearest folder above
// it that has it. Where none has, the path comes back as it is.
func above(path string) string {
	folder, err := os.Getwd()
	if err != nil {
		return path
	}
	for ; folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, path)); err == nil {
			return filepath.Join(folder, path)
		}
	}
	return path
}

func (s settings) run(ctx context.Context) error {
	switch s.phase {
	case "import":
		return writePhase(measureImport(ctx, s))
	case "ask":
		return writePhase(measureAsk(ctx, s))
	}
	for _, needed := range []struct{ path, cure string }{
		{s.corpus, "name a file of articles with --corpus"},
		{s.queries, "name a file of questions with --queries"},
		{s.binary, "run make build, or name the command with --attache"},
	} {
		if _, err := os.Stat(needed.path); err != nil {
			return fmt.Errorf("there is no %s: %s", needed.path, needed.cure)
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
	row("machine", "%d cores, %s, %s/%s", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	imported := make([]importResult, imports)
	for i := range imported {
		s.db = filepath.Join(folder, fmt.Sprintf("news-%d.db", i))
		if err := s.child(ctx, "import", &imported[i]); err != nil {
			return err
		}
	}
	slices.SortFunc(imported, func(a, b importResult) int { return cmp.Compare(a.Took, b.Took) })
	imported[imports/2].print()
	var asked askResult
	if err := s.child(ctx, "ask", &asked); err != nil {
		return err
	}
	asked.print()
	started, err := s.start(ctx)
	if err != nil {
		return err
	}
	row("attache ask, the whole process", "p50 %s (median of %d)", ms(started.P50), starts)
	return nil
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

// writePhase hands a phase's result to the process that asked for it.
func writePhase[T any](result T, err error) error {
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

func row(name, format string, values ...any) {
	fmt.Printf("%-36s %s\n", name, fmt.Sprintf(format, values...))
}
