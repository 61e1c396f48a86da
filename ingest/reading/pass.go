package reading

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/news"
)

const (
	// readersAtOnce is how many sources are read at a time.
	readersAtOnce = 4
	// readingLimit bounds the reading of one source with all its pages.
	readingLimit = 5 * time.Minute
	// claimLease is how long a claim holds. It outlasts readingLimit and
	// the filing, so that no source is read twice at a time.
	claimLease = 15 * time.Minute
	// wakeEvery is how often a Loop looks for sources that are due.
	wakeEvery = time.Minute
)

// sourceStore holds the sources and when they are due.
type sourceStore interface {
	// ClaimDue claims one source that is due at now until now+lease, so
	// that nobody else gets it; false when none is due.
	ClaimDue(ctx context.Context, now time.Time, lease time.Duration) (news.Source, bool, error)
	// KnownURLs tells which canonical URLs are articles already held.
	KnownURLs(ctx context.Context, urls []string) (map[string]bool, error)
	// FinishRead writes how a reading ended and lets go of the claim.
	FinishRead(ctx context.Context, outcome news.Outcome) error
}

// sourceReader reads one source; a Reader is one.
type sourceReader interface {
	Read(ctx context.Context, src news.Source, known Known) (Reading, error)
}

// filer puts articles into the archive.
type filer interface {
	File(ctx context.Context, source int64, articles []news.Article) (news.Filed, error)
}

// PassOptions configure a Pass.
type PassOptions struct {
	// Now is the clock, time.Now by default.
	Now    func() time.Time
	Logger *slog.Logger
}

// Pass reads the sources that are due and files what they bring. Several
// processes may run passes on one store: a claim keeps them apart.
type Pass struct {
	store  sourceStore
	reader sourceReader
	filer  filer
	now    func() time.Time
	logger *slog.Logger
}

// NewPass returns a Pass.
func NewPass(store sourceStore, reader sourceReader, filer filer, opts PassOptions) *Pass {
	p := &Pass{store: store, reader: reader, filer: filer, now: opts.Now, logger: opts.Logger}
	if p.now == nil {
		p.now = time.Now
	}
	if p.logger == nil {
		p.logger = slog.New(slog.DiscardHandler)
	}
	return p
}

// SourceReport is how the reading of one source ended.
type SourceReport struct {
	Source news.Source
	news.Filed
	NotModified bool
	// Skipped and Problems are about single items of the source.
	Skipped  int
	Problems []string
	// Problem is the sentence that says why the source brought nothing;
	// empty when it was read.
	Problem string
	// NextAt is when the source is due again.
	NextAt time.Time
}

// Summary adds up the reports of a pass.
type Summary struct {
	Sources, Failed, NotModified int
	news.Filed
}

func (s *Summary) add(report SourceReport) {
	s.Sources++
	s.Filed.Add(report.Filed)
	if report.Problem != "" {
		s.Failed++
	}
	if report.NotModified {
		s.NotModified++
	}
}

// Run reads every source that is due, a few at a time, and tells progress
// (which may be nil) of each; calls of progress never overlap. A source
// that fails does not stop the others. The error is ctx's, or the store's;
// the sources that were being read then are due again when their claim
// lapses.
func (p *Pass) Run(ctx context.Context, progress func(SourceReport)) (Summary, error) {
	var (
		mu      sync.Mutex
		summary Summary
	)
	group, ctx := errgroup.WithContext(ctx)
	for range readersAtOnce {
		group.Go(func() error {
			for {
				report, found, err := p.next(ctx)
				if err != nil || !found {
					return err
				}
				mu.Lock()
				summary.add(report)
				if progress != nil {
					progress(report)
				}
				mu.Unlock()
			}
		})
	}
	err := group.Wait()
	return summary, err
}

// next claims, reads, files and finishes one source; found is false when
// none is due.
func (p *Pass) next(ctx context.Context) (report SourceReport, found bool, err error) {
	if err := ctx.Err(); err != nil {
		return report, false, err
	}
	src, found, err := p.store.ClaimDue(ctx, p.now(), claimLease)
	if err != nil {
		return report, false, fmt.Errorf("claim a source: %w", err)
	}
	if !found {
		return report, false, nil
	}
	report, outcome := p.read(ctx, src)
	if err := ctx.Err(); err != nil {
		return report, false, err
	}
	if err := p.store.FinishRead(ctx, outcome); err != nil {
		return report, false, fmt.Errorf("finish reading source %d: %w", src.ID, err)
	}
	return report, true, nil
}

// read reads and files one claimed source.
func (p *Pass) read(ctx context.Context, src news.Source) (SourceReport, news.Outcome) {
	limited, cancel := context.WithTimeout(ctx, readingLimit)
	defer cancel()
	report := SourceReport{Source: src}
	reading, err := p.reader.Read(limited, src, p.store.KnownURLs)
	if err == nil && len(reading.Articles) > 0 {
		report.Filed, err = p.filer.File(ctx, src.ID, reading.Articles)
	}
	outcome := news.Outcome{Source: src.ID, At: p.now()}
	if err != nil {
		outcome.Failed = true
		outcome.Problem = news.Explain(err, "The source could not be read; the log says why.")
		outcome.NextAt = outcome.At.Add(retryDelay(src.Failures+1, rand.Float64(), err))
		p.logger.WarnContext(ctx, "source failed", "source", src.ID, "failures", src.Failures+1, "error", err)
	} else {
		outcome.Title, outcome.ETag, outcome.LastModified = reading.Title, reading.ETag, reading.LastModified
		outcome.NotModified = reading.NotModified
		outcome.NextAt = outcome.At.Add(interval(src.Kind))
		p.logger.DebugContext(ctx, "source read", "source", src.ID, "new", report.New, "changed", report.Changed)
	}
	report.NotModified, report.Skipped, report.Problems = reading.NotModified, reading.Skipped, reading.Problems
	report.Problem, report.NextAt = outcome.Problem, outcome.NextAt
	return report, outcome
}

// Loop runs a pass at once and whenever a source may be due, until ctx
// ends. It returns when all it has started has ended.
func (p *Pass) Loop(ctx context.Context) {
	tick := time.NewTicker(wakeEvery)
	defer tick.Stop()
	for {
		summary, err := p.Run(ctx, nil)
		switch {
		case err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled):
			p.logger.ErrorContext(ctx, "pass stopped", "error", err)
		case summary.Sources > 0:
			p.logger.InfoContext(ctx, "pass done", "sources", summary.Sources, "failed", summary.Failed,
				"new", summary.New, "changed", summary.Changed)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
