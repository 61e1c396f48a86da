package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"
)

const (
	// stretches are the equal parts that a long import is looked at in.
	stretches = 10
	// flatShare is how many times the peak of memory in the second stretch
	// the one in the last may be. The first is not held against it: caches
	// fill there.
	flatShare = 1.25
	// leastArticles lets each stretch hold a few of the batches that an
	// import commits.
	leastArticles = stretches * 1000
)

// longResult is how memory and speed went over a long import.
type longResult struct {
	Articles int
	// Peaks are the highest RssAnon in each stretch, in MiB. Took is the time
	// of each by the clock, Worked what all cores together spent on it.
	Peaks        [stretches]float64
	Took, Worked [stretches]time.Duration
	// Merge is what was left to merge after the last.
	Merge time.Duration
}

// measureLong imports a corpus of s.articles, and watches memory.
func measureLong(ctx context.Context, s settings) (r longResult, err error) {
	var stretch atomic.Int64
	last, lastWorked := time.Now(), processorTime()
	// progress hears of every batch; one that ends beyond a stretch counts to
	// the one it began in.
	progress := func(rows int) {
		now, worked, at := time.Now(), processorTime(), stretch.Load()
		r.Took[at] += now.Sub(last)
		r.Worked[at] += worked - lastWorked
		last, lastWorked = now, worked
		stretch.Store(int64(min(stretches-1, rows*stretches/s.articles)))
	}
	stop := sampleMemory(ctx, func(own float64) {
		at := stretch.Load()
		r.Peaks[at] = max(r.Peaks[at], own)
	})
	r.Articles, _, err = importCorpus(ctx, s, progress)
	stop()
	r.Merge = time.Since(last)
	return r, err
}

// longImport writes an invented corpus and measures importing it.
func (s settings) longImport(ctx context.Context, folder string) error {
	if s.articles < leastArticles {
		return fmt.Errorf("a long import needs %d articles at least", leastArticles)
	}
	s.corpus, s.db = filepath.Join(folder, "invented.jsonl"), filepath.Join(folder, "long.db")
	if err := writeCorpus(ctx, s.corpus, s.articles); err != nil {
		return fmt.Errorf("writing the corpus: %w", err)
	}
	var r longResult
	if err := s.child(ctx, "long", &r); err != nil {
		return err
	}
	size, err := sizeOf(s.db)
	if err != nil {
		return err
	}
	r.print(size)
	return nil
}

// writeCorpus writes invented articles as an import file.
func writeCorpus(ctx context.Context, path string, articles int) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	buffer := bufio.NewWriter(file)
	encoder := json.NewEncoder(buffer)
	press := newPress()
	for n := range articles {
		if err := errors.Join(ctx.Err(), encoder.Encode(press.article(n, articles))); err != nil {
			return err
		}
	}
	return buffer.Flush()
}

func (r longResult) print(size int64) {
	total := r.Merge
	for _, took := range r.Took {
		total += took
	}
	upTo := func(stretch int) float64 { return slices.Max(r.Peaks[:stretch]) }
	second, last := r.Peaks[1], r.Peaks[stretches-1]
	row("long import", "%d invented articles, %.0f articles/s, the last merge %.0f s, %.0f MB",
		r.Articles, float64(r.Articles)/total.Seconds(), r.Merge.Seconds(), float64(size)/1e6)
	row("peak memory of its own", "%.0f MiB in the first tenth, %.0f by half, %.0f by the end", upTo(1), upTo(stretches/2), upTo(stretches))
	row("  by tenth, MiB", "%.0f", r.Peaks)
	row("  the last tenth's to the second's", "%.2f, %.2f KiB more an article (target %.2f: %s)",
		last/second, (last-second)*1024/(float64(r.Articles)*(stretches-2)/stretches), flatShare, verdict(last <= flatShare*second))
	rates := r.rates(r.Took)
	row("articles/s by tenth", "%.0f, the last to the second %.2f", rates, rates[stretches-1]/rates[1])
	rates = r.rates(r.Worked)
	row("  by processor time", "%.0f, the last to the second %.2f", rates, rates[stretches-1]/rates[1])
}

// rates are how many articles a second came in each stretch.
func (r longResult) rates(took [stretches]time.Duration) (rates [stretches]float64) {
	for i, d := range took {
		rates[i] = float64(r.Articles) / stretches / max(d.Seconds(), 1e-9)
	}
	return rates
}
