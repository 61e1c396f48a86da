package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"attache/index"
)

const (
	// turns is how often all questions are asked of ours, after one round to
	// warm up; the peers are asked in the first of them.
	turns = 3
	// startTarget is how long opening an index of a million may take,
	// sizeTarget how many bytes a passage takes in it, writeTarget how long
	// a write may keep others waiting, writingShare how many times longer a
	// question may take while an import is writing.
	startTarget  = time.Second
	sizeTarget   = 250
	writeTarget  = 50 * time.Millisecond
	writingShare = 2
)

// scaleTarget is what is wanted of an index of up to so many passages.
type scaleTarget struct {
	passages int
	p95      time.Duration
	// bleve and fts5 are how many times faster than those ours is to be by
	// p50; 0 where they are not compared. memory is in MiB.
	bleve, fts5, memory float64
}

func scaleTargets() []scaleTarget {
	return []scaleTarget{
		{100_000, 4 * time.Millisecond, 3, 0, 32},
		{1_000_000, 15 * time.Millisecond, 10, 100, 128},
		{5_000_000, 80 * time.Millisecond, 0, 0, 512},
	}
}

// scales measures every size that is asked for.
func (s settings) scales(ctx context.Context, folder string) error {
	if s.cache == "" {
		s.cache = folder
	}
	var sizes []int
	for size := range strings.SplitSeq(s.scale, ",") {
		passages, err := strconv.Atoi(size)
		if err != nil || passages < drawnPassages {
			return fmt.Errorf("--scale %s: name numbers of passages, such as 100000,1000000", s.scale)
		}
		sizes = append(sizes, passages)
	}
	for _, passages := range sizes {
		if err := s.scaled(ctx, folder, passages); err != nil {
			return fmt.Errorf("at %d passages: %w", passages, err)
		}
	}
	return nil
}

// scaled measures one size.
func (s settings) scaled(ctx context.Context, folder string, passages int) error {
	row("passages", "%d", passages)
	s.passages = passages
	cache := filepath.Join(s.cache, fmt.Sprintf("passages-%d-format-%d", passages, index.Format))
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return err
	}
	taking, err := s.prepare(ctx, cache)
	if err != nil {
		return err
	}
	if err := s.compete(ctx, taking, cache); err != nil {
		return err
	}
	s.db = filepath.Join(folder, "load.db")
	if err := copyFile(filepath.Join(cache, contenders()[0].file), s.db); err != nil {
		return err
	}
	var load loadResult
	if err := s.child(ctx, "load", &load); err != nil {
		return err
	}
	load.print(s.target())
	return errors.Join(os.Remove(s.db), removeAny(s.db+"-wal"), removeAny(s.db+"-shm"))
}

// target is what is wanted at the present size.
func (s settings) target() scaleTarget {
	targets := scaleTargets()
	for _, t := range targets {
		if s.passages <= t.passages {
			return t
		}
	}
	return targets[len(targets)-1]
}

// prepare builds what the cache lacks, each in a process of its own, and
// gives who takes part.
func (s settings) prepare(ctx context.Context, cache string) (taking []contender, err error) {
	fts5, err := fts5Built(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range contenders() {
		if c.peer() && s.passages > s.peers || c.name == "FTS5" && !fts5 {
			row("  "+c.name, "left out: see --peers and -tags sqlite_fts5")
			continue
		}
		taking = append(taking, c)
		path := filepath.Join(cache, c.file)
		if _, err := os.Stat(path); err == nil {
			continue
		}
		s.engine, s.db = c.name, path+".building"
		if err := errors.Join(os.RemoveAll(s.db), removeAny(s.db+"-wal"), removeAny(s.db+"-shm")); err != nil {
			return nil, err
		}
		var built buildResult
		if err := s.child(ctx, "anthology", &built); err != nil {
			return nil, err
		}
		row("  built for "+c.name, "%.0f s, %.0f MB with everything in it", built.Took.Seconds(), float64(built.Size)/1e6)
		if err := os.Rename(s.db, path); err != nil {
			return nil, err
		}
	}
	return taking, nil
}

func (c contender) peer() bool { return c.file != contenders()[0].file }

// measureAnthology builds one engine's index of an anthology.
func measureAnthology(ctx context.Context, s settings) (r buildResult, err error) {
	c, err := s.contender()
	if err != nil {
		return r, err
	}
	a, err := readAnthology(s.corpus)
	if err != nil {
		return r, err
	}
	began := time.Now()
	if err := c.build(ctx, s.db, a, s.passages); err != nil {
		return r, err
	}
	r.Passages, r.Took = s.passages, time.Since(began)
	r.Size, err = sizeOf(s.db)
	return r, err
}

// compete asks every question of all in turns, and prints how each fared.
func (s settings) compete(ctx context.Context, taking []contender, cache string) (err error) {
	questions, err := readQuestions(s.queries)
	if err != nil {
		return err
	}
	var servers []*server
	for _, c := range taking {
		v, err := s.startServer(ctx, c, cache)
		if err != nil {
			return err
		}
		servers = append(servers, v)
	}
	for round := range turns + 1 {
		for n := range questions {
			for _, v := range servers {
				if v.peer() && round != 1 {
					continue
				}
				if err := v.ask(n, round == 0); err != nil {
					return err
				}
			}
		}
	}
	for _, v := range servers {
		if err := v.stop(); err != nil {
			return err
		}
	}
	printServers(servers, s.target())
	return nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}

func removeAny(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
