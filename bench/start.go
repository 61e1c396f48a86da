package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	// starts is how often the command is run.
	starts = 15
	// refused is its exit status for want of coverage.
	refused = 3
)

// starting times whole runs of the command against a database.
func (s settings) starting(ctx context.Context, _ string) error {
	questions, err := readQuestions(s.queries)
	if err != nil {
		return err
	}
	q := questions[0]
	for _, verb := range []struct {
		name string
		args []string
	}{
		{"attache version, the whole process", []string{"version"}},
		{"attache ask, the whole process", []string{"--db", s.db, "ask", "--as-of", q.AsOf.String(), "--", q.Text}},
	} {
		took, err := s.start(ctx, verb.args)
		if err != nil {
			return fmt.Errorf("timing %s: %w", verb.name, err)
		}
		row(verb.name, "p50 %s (median of %d)", ms(took.P50), starts)
	}
	return nil
}

// start times the command with some arguments, without the settings of this
// machine, which may name a model.
func (s settings) start(ctx context.Context, args []string) (latency, error) {
	binary, err := filepath.Abs(s.binary)
	if err != nil {
		return latency{}, err
	}
	var took []time.Duration
	for range starts {
		cmd := exec.CommandContext(ctx, binary, args...)
		cmd.Env, cmd.Dir = []string{}, filepath.Dir(s.db)
		began := time.Now()
		err := cmd.Run()
		took = append(took, time.Since(began))
		if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != refused) {
			return latency{}, err
		}
	}
	return latencyOf(took), nil
}
