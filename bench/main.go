// Command bench measures Attaché over a real corpus and prints a table. Its
// rules are:
//
//   - It goes the way of the command: the same packages, wired the same.
//   - Every phase runs in a process of its own, so that the peak memory of
//     the one does not hide in the other's.
//   - What is compared works on the same passages in the same run, in turns.
//   - It reports against targets, and never fails because a machine is slow.
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
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"time"
)

// imports is how many fresh databases are filled.
const imports = 3

// settings are what is measured with.
type settings struct {
	corpus, queries, binary string
	// passages is how many the engines index, articles how many the long
	// import brings.
	passages, articles int
	// long asks for the long import and nothing else.
	long bool
	// phase is what a child process measures, in db; engine is what indexes
	// there, and imported the database that its passages come from.
	phase, db, engine, imported string
	// profile is where the child process writes what its time went on.
	profile string
}

func main() {
	var s settings
	flag.StringVar(&s.corpus, "corpus", above("shared/eval/rtqa2022/corpus.jsonl"), "articles to import, JSONL")
	flag.StringVar(&s.queries, "queries", above("shared/eval/rtqa2022/queries_dev.jsonl"), "questions to ask, JSONL")
	flag.StringVar(&s.binary, "attache", above("bin/attache"), "the built command, whose start is timed")
	flag.IntVar(&s.passages, "passages", 100_000, "how many passages the engines index")
	flag.IntVar(&s.articles, "articles", 100_000, "how many invented articles --long imports")
	flag.BoolVar(&s.long, "long", false, "measure memory and speed over a long import instead of all else")
	flag.StringVar(&s.phase, "phase", "", "measure one phase only (used by the command itself)")
	flag.StringVar(&s.db, "db", "", "database of the phase")
	flag.StringVar(&s.engine, "engine", "", "what indexes in the phase index")
	flag.StringVar(&s.imported, "imported", "", "database that the phase index reads passages from")
	flag.StringVar(&s.profile, "profile", "", "file for a CPU profile of the phase, for go tool pprof")
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
	if s.phase != "" {
		return s.profiled(ctx)
	}
	for _, needed := range []struct{ path, cure string }{
		{s.corpus, "name a file of articles with --corpus"},
		{s.queries, "name a file of questions with --queries"},
		{s.binary, "run make build, or name the command with --attache"},
	} {
		if _, err := os.Stat(needed.path); err != nil && !s.long {
			return fmt.Errorf("there is no %s: %s", needed.path, needed.cure)
		}
	}
	folder, err := os.MkdirTemp("", "attache-bench-")
	if err != nil {
		return err
	}
	row("machine", "%d cores, %s, %s/%s", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	measure := s.all
	if s.long {
		measure = s.longImport
	}
	return errors.Join(measure(ctx, folder), os.RemoveAll(folder))
}

// profiled measures a phase, with a profile where one is asked for.
func (s settings) profiled(ctx context.Context) (err error) {
	if s.profile == "" {
		return s.measure(ctx)
	}
	file, err := os.Create(s.profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return s.measure(ctx)
}

// measure is the work of a child process.
func (s settings) measure(ctx context.Context) error {
	switch s.phase {
	case "import":
		return writePhase(measureImport(ctx, s))
	case "parts":
		return writePhase(measureParts(ctx, s))
	case "ask":
		return writePhase(measureAsk(ctx, s))
	case "index":
		return writePhase(measureBuild(ctx, s))
	case "one host":
		return writePhase(measurePass(ctx, s, true))
	case "many hosts":
		return writePhase(measurePass(ctx, s, false))
	case "long":
		return writePhase(measureLong(ctx, s))
	}
	return fmt.Errorf("there is no phase %q", s.phase)
}

// all runs the phases and prints the table.
func (s settings) all(ctx context.Context, folder string) error {
	imported := make([]importResult, imports)
	for i := range imported {
		s.db = filepath.Join(folder, fmt.Sprintf("news-%d.db", i))
		if err := s.child(ctx, "import", &imported[i]); err != nil {
			return err
		}
	}
	median(imported, func(r importResult) time.Duration { return r.Took }).print()
	for _, phase := range []func(context.Context, string) error{
		s.parts, s.asking, s.starting, s.compareEngines, s.reading,
	} {
		if err := phase(ctx, folder); err != nil {
			return err
		}
	}
	return nil
}

func (s settings) parts(ctx context.Context, folder string) error {
	s.db = filepath.Join(folder, "parts.db")
	var parts partsResult
	if err := s.child(ctx, "parts", &parts); err != nil {
		return err
	}
	parts.print()
	return nil
}

func (s settings) asking(ctx context.Context, _ string) error {
	var asked askResult
	if err := s.child(ctx, "ask", &asked); err != nil {
		return err
	}
	asked.print()
	return nil
}

func (s settings) reading(ctx context.Context, folder string) error {
	for _, phase := range []string{"one host", "many hosts"} {
		s.db = filepath.Join(folder, phase+".db")
		var read passResult
		if err := s.child(ctx, phase, &read); err != nil {
			return err
		}
		read.print(phase)
	}
	return nil
}

// child measures one phase in a process of its own.
func (s settings) child(ctx context.Context, phase string, result any) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "--phase", phase, "--db", s.db, "--corpus", s.corpus, "--queries", s.queries,
		"--engine", s.engine, "--imported", s.imported, "--passages", strconv.Itoa(s.passages), "--articles", strconv.Itoa(s.articles))
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
