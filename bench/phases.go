package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"time"
)

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
		return writePhase(measurePass(ctx, s, oneHost))
	case "many hosts":
		return writePhase(measurePass(ctx, s, manyHosts))
	case "long":
		return writePhase(measureLong(ctx, s))
	case "anthology":
		return writePhase(measureAnthology(ctx, s))
	case "serve":
		return s.serve(ctx, os.Stdin, os.Stdout)
	case "load":
		return writePhase(measureLoad(ctx, s))
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
	cmd, err := s.command(ctx, phase)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("measuring %s: %w", phase, err)
	}
	return json.Unmarshal(out.Bytes(), result)
}

// command is this program once more, for one phase.
func (s settings) command(ctx context.Context, phase string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return exec.CommandContext(ctx, self, "--phase", phase, "--db", s.db, "--corpus", s.corpus, "--queries", s.queries,
		"--engine", s.engine, "--imported", s.imported, "--passages", strconv.Itoa(s.passages), "--articles", strconv.Itoa(s.articles)), nil
}

// writePhase hands a phase's result to the process that asked for it.
func writePhase[T any](result T, err error) error {
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}
