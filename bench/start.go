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

// start times whole runs of the command against a database, without the
// settings of this machine, which may name a model.
func (s settings) start(ctx context.Context) (latency, error) {
	questions, err := readQuestions(s.queries)
	if err != nil {
		return latency{}, err
	}
	binary, err := filepath.Abs(s.binary)
	if err != nil {
		return latency{}, err
	}
	q := questions[0]
	var took []time.Duration
	for range starts {
		cmd := exec.CommandContext(ctx, binary, "--db", s.db, "ask", "--as-of", q.AsOf.String(), "--", q.Text)
		cmd.Env, cmd.Dir = []string{}, filepath.Dir(s.db)
		began := time.Now()
		err := cmd.Run()
		took = append(took, time.Since(began))
		if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != refused) {
			return latency{}, fmt.Errorf("running attache ask: %w", err)
		}
	}
	return latencyOf(took), nil
}
