package reading

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"attache/news"
)

const (
	// readersAtOnce is how many sources are read at a time.
	readersAtOnce = 8
	// wakeEvery is how often a Loop looks for sources that are due.
	wakeEvery = 30 * time.Second
)

// sourceStore holds the sources and when they are due.
type sourceStore interface {
	// ClaimDue claims one source that is due at now until now+lease, so
	// that nobody else gets it, and passes over the given ones; false when
	// none is due.
	ClaimDue(ctx context.Context, now time.Time, lease time.Duration, passing []int64) (news.Source, bool, error)
	// RenewLease prolongs a claim and gives its new name; news.ErrStale
	// when it is another's now.
	RenewLease(ctx context.Context, source int64, held, until time.Time) (time.Time, error)
	// ReleaseClaim lets go of a claim without an outcome.
	ReleaseClaim(ctx context.Context, source int64, held time.Time) error
	// Known tells which addresses and aliases lead to articles held, and
	// which of them the source has carried.
	Known(ctx context.Context, source int64, names []string) (map[string]news.Known, error)
	// Carry notes that a source carries articles that another has brought.
	Carry(ctx context.Context, source int64, urls []string) error
	// TakeChecks gives articles of a source whose pages are due to be read
	// again, and puts them off until then.
	TakeChecks(ctx context.Context, source int64, now, until time.Time, limit int) ([]news.Known, error)
	// FinishRead writes how a reading ended and lets go of the claim.
	FinishRead(ctx context.Context, outcome news.Outcome) error
}

// sourceReader reads one source; a Reader is one.
type sourceReader interface {
	Read(ctx context.Context, src news.Source, desk Desk) (Reading, error)
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

// Pass reads the sources that are due and files what they bring: several
// sources at a time, one writer. Several processes may run passes on one
// store: a claim keeps them apart.
type Pass struct {
	store  sourceStore
	reader sourceReader
	filer  filer
	now    func() time.Time
	logger *slog.Logger
	// writer holds a token while articles are filed.
	writer chan struct{}
	// sites are those that are being read.
	sites sites
}

// NewPass returns a Pass.
func NewPass(store sourceStore, reader sourceReader, filer filer, opts PassOptions) *Pass {
	p := &Pass{store: store, reader: reader, filer: filer, now: opts.Now, logger: opts.Logger, writer: make(chan struct{}, 1)}
	if p.now == nil {
		p.now = time.Now
	}
	if p.logger == nil {
		p.logger = slog.New(slog.DiscardHandler)
	}
	return p
}

// Watcher hears how a pass goes; its functions may be nil. Calls never
// overlap.
type Watcher struct {
	// Started hears of a source that is about to be read.
	Started func(news.Source)
	// Progress hears how many of a source's articles have been dealt with.
	Progress func(src news.Source, done, total int)
	// Finished hears how the reading of a source ended.
	Finished func(SourceReport)
}

// SourceReport is how the reading of one source ended.
type SourceReport struct {
	Source news.Source
	news.Filed
	NotModified bool
	// Postponed is set where nothing was read, because the site wants to be
	// left alone until NextAt.
	Postponed bool
	// Skipped, FailedPages and Notes are about single items of the source.
	Skipped, FailedPages int
	Notes                []string
	// Problem is the sentence that says why the source brought nothing;
	// empty when it was read.
	Problem string
	// PauseReason is why it will not be read again by itself.
	PauseReason string
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

// Run reads every source that is due, a few at a time, and tells the watcher
// of each. A source that fails does not stop the others. The error is
// ctx's, or the store's; the sources that were being read then are due as
// they were.
func (p *Pass) Run(ctx context.Context, watch Watcher) (Summary, error) {
	run := &passRun{Pass: p, watch: watch}
	group, ctx := errgroup.WithContext(ctx)
	for range readersAtOnce {
		group.Go(func() error {
			for {
				found, err := run.next(ctx)
				if err != nil || !found {
					return err
				}
			}
		})
	}
	err := group.Wait()
	return run.summary, err
}

// Loop reads sources whenever one is due, and at once when woken, until ctx
// ends. It returns when all it has started has ended.
func (p *Pass) Loop(ctx context.Context, wake <-chan struct{}) {
	run := &passRun{Pass: p}
	var workers sync.WaitGroup
	for range readersAtOnce {
		workers.Go(func() { run.work(ctx, wake) })
	}
	workers.Wait()
}

// work reads sources one after the other, and waits where none is due.
func (p *passRun) work(ctx context.Context, wake <-chan struct{}) {
	tick := time.NewTicker(wakeEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		found, err := p.next(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			p.logger.ErrorContext(ctx, "reading stopped for now", "error", err)
		case found:
			continue
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		case <-wake:
		}
	}
}

// passRun is one run of a pass.
type passRun struct {
	*Pass
	watch Watcher

	mu      sync.Mutex
	summary Summary
}

// next claims, reads, files and finishes one source; found is false when
// none is due.
func (p *passRun) next(ctx context.Context) (found bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	src, found, err := p.claim(ctx)
	if err != nil || !found {
		return false, err
	}
	defer p.sites.leave(src.URL)
	if p.watch.Started != nil {
		p.mu.Lock()
		p.watch.Started(src)
		p.mu.Unlock()
	}
	report, err := p.read(ctx, src)
	if err != nil {
		return false, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.summary.add(report)
	if p.watch.Finished != nil {
		p.watch.Finished(report)
	}
	return true, nil
}
