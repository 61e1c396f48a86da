package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	// batchPassages is how many passages an engine is given at a time.
	batchPassages = 1000
	// builds is how often each engine builds its index, in turns.
	builds = 3
	// prototypeShare is how many times the prototype's time ours may take.
	prototypeShare = 1.5
)

// builder indexes passages into a new file or folder, and closes it.
type builder func(ctx context.Context, path string, passages []passage) error

// engine is one of those that index the same passages.
type engine struct {
	name  string
	build builder
}

// The engines by the order of their turns; the first is ours.
func engines() []engine {
	return []engine{
		{"attache", indexOurs},
		{"prototype", indexPrototype},
		{"bleve, stemming", indexBleve(bleveEnglish)},
		{"bleve, plain words", indexBleve(bleveSimple)},
	}
}

// buildResult is how the building of an index went.
type buildResult struct {
	Passages int
	// Took is by the clock, Worked what all cores together spent on it.
	Took, Worked time.Duration
	// Size is what lies on disk after, in bytes.
	Size int64
}

// measureBuild times one engine from texts in memory to a closed index.
func measureBuild(ctx context.Context, s settings) (r buildResult, err error) {
	var build builder
	for _, e := range engines() {
		if e.name == s.engine {
			build = e.build
		}
	}
	if build == nil {
		return r, fmt.Errorf("there is no engine %q", s.engine)
	}
	passages, err := readPassages(ctx, s.imported)
	if err != nil {
		return r, fmt.Errorf("reading passages: %w", err)
	}
	if len(passages) == 0 {
		return r, fmt.Errorf("%s holds no passages", s.imported)
	}
	passages = many(passages, s.passages)
	r.Passages = len(passages)
	began, worked := time.Now(), processorTime()
	if err := build(ctx, s.db, passages); err != nil {
		return r, fmt.Errorf("indexing: %w", err)
	}
	r.Took, r.Worked = time.Since(began), processorTime()-worked
	r.Size, err = sizeOf(s.db)
	return r, err
}

// sizeOf adds up a file, or the files of a folder.
func sizeOf(path string) (total int64, err error) {
	err = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		total += info.Size()
		return nil
	})
	return total, err
}

// compareEngines lets each engine build its index several times, in turns,
// so that what else the machine does hits all of them.
func (s settings) compareEngines(ctx context.Context, folder string) error {
	s.imported = s.db
	results := make(map[string][]buildResult)
	for turn := range builds {
		for n, e := range engines() {
			s.engine, s.db = e.name, filepath.Join(folder, fmt.Sprintf("index-%d-%d", n, turn))
			var built buildResult
			if err := errors.Join(s.child(ctx, "index", &built), os.RemoveAll(s.db)); err != nil {
				return err
			}
			results[e.name] = append(results[e.name], built)
		}
	}
	printBuilds(results)
	return nil
}

// printBuilds compares the medians with ours.
func printBuilds(results map[string][]buildResult) {
	took := func(r buildResult) time.Duration { return r.Took }
	worked := func(r buildResult) time.Duration { return r.Worked }
	ours := engines()[0].name
	for _, e := range engines() {
		by := median(results[e.name], took)
		rate := func(d time.Duration) float64 { return float64(by.Passages) / d.Seconds() }
		row("index alone, "+e.name, "%.0f passages/s, %.0f a core, %.0f MB (median of %d, %d passages)",
			rate(by.Took), rate(median(results[e.name], worked).Worked), float64(by.Size)/1e6, builds, by.Passages)
	}
	for _, e := range engines()[1:] {
		ratio := ratioOf(median(results[ours], took).Took, median(results[e.name], took).Took)
		cores := ratioOf(median(results[ours], worked).Worked, median(results[e.name], worked).Worked)
		target := ""
		if e.name == "prototype" {
			target = fmt.Sprintf(" (target %.1f: %s)", prototypeShare, verdict(ratio <= prototypeShare))
		}
		row("  time of ours to "+e.name, "%.2f%s, %.2f in processor time", ratio, target, cores)
	}
}

func ratioOf(a, b time.Duration) float64 { return a.Seconds() / max(b.Seconds(), 1e-9) }
