package reading

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"attache/news"
)

const (
	// claimLease is how long a claim holds that is not renewed: how long a
	// source waits after the process that read it was killed.
	claimLease = time.Minute
	// renewEvery is how often a claim is renewed while its source is read.
	renewEvery = claimLease / 3
	// releaseLimit bounds the letting go of a claim when all else has to
	// stop.
	releaseLimit = 2 * time.Second
)

// errLost is the end of a reading whose claim is another's now.
var errLost = errors.New("the claim of the source was lost")

// claim is a source that this process reads.
type claim struct {
	pass   *passRun
	source news.Source

	mu    sync.Mutex
	lease time.Time
	filed news.Filed
}

// read reads and files one claimed source. Its error is ctx's or the
// store's; the claim is then let go of.
func (p *passRun) read(ctx context.Context, src news.Source) (SourceReport, error) {
	c := &claim{pass: p, source: src, lease: src.Lease}
	working, stop := context.WithCancelCause(ctx)
	var renewing sync.WaitGroup
	renewing.Go(func() { c.renew(working, stop) })
	reading, err := p.reader.Read(working, src, c)
	stop(nil)
	renewing.Wait()
	if ctx.Err() != nil {
		return SourceReport{}, errors.Join(ctx.Err(), c.release(ctx))
	}
	outcome := p.outcome(src, reading, err)
	outcome.Lease = c.lease
	if err := p.store.FinishRead(ctx, outcome); err != nil {
		return SourceReport{}, fmt.Errorf("finish reading source %d: %w", src.ID, err)
	}
	return SourceReport{
		Source: src, Filed: c.filed, NotModified: reading.NotModified, Postponed: outcome.Postponed,
		Skipped: reading.Skipped, FailedPages: reading.Failed, Notes: reading.Notes,
		Problem: outcome.Problem, PauseReason: outcome.PauseReason, NextAt: outcome.NextAt,
	}, nil
}

// renew prolongs the claim until ctx ends, and ends the reading when it has
// become another's.
func (c *claim) renew(ctx context.Context, stop context.CancelCauseFunc) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		lease, err := c.pass.store.RenewLease(ctx, c.source.ID, c.lease, c.pass.now().Add(claimLease))
		switch {
		case errors.Is(err, news.ErrStale):
			stop(errLost)
			return
		case err != nil:
			c.pass.logger.WarnContext(ctx, "claim not renewed", "source", c.source.ID, "error", err)
		default:
			c.lease = lease
		}
	}
}

// release lets go of the claim although ctx has ended.
func (c *claim) release(ctx context.Context) error {
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseLimit)
	defer cancel()
	return c.pass.store.ReleaseClaim(limited, c.source.ID, c.lease)
}

// Known tells which addresses and aliases lead to articles held.
func (c *claim) Known(ctx context.Context, names []string) (map[string]news.Known, error) {
	return c.pass.store.Known(ctx, c.source.ID, names)
}

// Carry notes that the source carries articles that another has brought.
func (c *claim) Carry(ctx context.Context, urls []string) error {
	return c.pass.store.Carry(ctx, c.source.ID, urls)
}

// TakeChecks gives the pages of the source that are due to be read again.
func (c *claim) TakeChecks(ctx context.Context, limit int) ([]news.Known, error) {
	now := c.pass.now()
	return c.pass.store.TakeChecks(ctx, c.source.ID, now, now.Add(checkAgain), limit)
}

// File files articles when no other source does.
func (c *claim) File(ctx context.Context, articles []news.Article) error {
	select {
	case c.pass.writer <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-c.pass.writer }()
	filed, err := c.pass.filer.File(ctx, c.source.ID, articles)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.filed.Add(filed)
	return err
}

// Progress tells the watcher.
func (c *claim) Progress(done, total int) {
	if c.pass.watch.Progress == nil {
		return
	}
	c.pass.mu.Lock()
	defer c.pass.mu.Unlock()
	c.pass.watch.Progress(c.source, done, total)
}
