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
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
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
	// scale names numbers of passages at which questions are measured instead
	// of all else, cache the folder that keeps what is built for it, and peers
	// up to how many passages the peers take part.
	scale, cache string
	peers        int
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
	flag.StringVar(&s.scale, "scale", "", "measure questions over so many passages instead of all else, such as 100000,1000000")
	flag.StringVar(&s.cache, "cache", "", "folder that keeps the indexes built for --scale for the next time")
	flag.IntVar(&s.peers, "peers", 1_000_000, "up to how many passages of --scale the peers take part")
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
	measure := s.all
	if s.long {
		measure = s.longImport
	} else if err := s.check(); err != nil {
		return err
	}
	if s.scale != "" {
		measure = s.scales
	}
	folder, err := os.MkdirTemp("", "attache-bench-")
	if err != nil {
		return err
	}
	row("machine", "%d cores, %s, %s/%s", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return errors.Join(measure(ctx, folder), os.RemoveAll(folder))
}

// check looks for the files that all phases need.
func (s settings) check() error {
	for _, needed := range []struct{ path, cure string }{
		{s.corpus, "name a file of articles with --corpus"},
		{s.queries, "name a file of questions with --queries"},
		{s.binary, "run make build, or name the command with --attache"},
	} {
		if _, err := os.Stat(needed.path); err != nil {
			return fmt.Errorf("there is no %s: %s", needed.path, needed.cure)
		}
	}
	return nil
}

func row(name, format string, values ...any) {
	fmt.Printf("%-36s %s\n", name, fmt.Sprintf(format, values...))
}
