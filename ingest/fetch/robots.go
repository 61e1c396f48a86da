package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"attache/ingest"
	"attache/ingest/robots"
	"attache/news"
)

const (
	robotsPath = "/robots.txt"
	// robotsLife is how long a robots.txt is believed (RFC 9309, section
	// 2.4).
	robotsLife = 24 * time.Hour
	// robotsRetry is when it is asked for again after the server had
	// trouble.
	robotsRetry = 10 * time.Minute
)

// robotsState is what is known of a site's robots.txt.
type robotsState struct {
	rules robots.Rules
	// until is how long the rules, or the refusal, are believed.
	until time.Time
	// refusal is set where the server could not say what may be read.
	refusal error
	// held is set once rules were read. They outlive their time where no
	// newer ones can be read (RFC 9309, section 2.4).
	held bool

	// attempts counts the times it was asked for, the last of which ended
	// in failure where that is set.
	attempts int
	failure  error
}

// Sitemaps are the addresses of the sitemaps that the robots.txt of an
// address's site names, at most 100; none where it cannot be read.
func (f *Fetcher) Sitemaps(ctx context.Context, rawURL string) []string {
	u, err := ingest.ParseAddress(rawURL)
	if err != nil {
		return nil
	}
	rules, err := f.rulesFor(ctx, u)
	if err != nil {
		return nil
	}
	var sitemaps []string
	for _, line := range rules.Sitemaps {
		if address := ingest.Resolve(u, line); address != "" {
			sitemaps = append(sitemaps, address)
		}
	}
	return sitemaps
}

// permitted refuses an address that the robots.txt of its site forbids.
func (f *Fetcher) permitted(ctx context.Context, u *url.URL) error {
	rules, err := f.rulesFor(ctx, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if path == robotsPath {
		return nil
	}
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !rules.Allows(path) {
		return &news.Fault{
			Sentence: fmt.Sprintf("%s forbids programs to read that address, in its robots.txt; ask the publisher, or choose another address.", u.Hostname()),
			Cause:    ErrRobots,
		}
	}
	return nil
}

// rulesFor gives the rules of an address's site, asking for them where they
// are not known. Callers who come while they are asked for wait for the
// answer and share it, be it good or bad.
func (f *Fetcher) rulesFor(ctx context.Context, u *url.URL) (robots.Rules, error) {
	site := f.sites.use(u)
	defer f.sites.done(site)
	before, ok := f.sites.knownRobots(site)
	if ok {
		return before.rules, before.refusal
	}
	select {
	case site.asking <- struct{}{}:
		defer func() { <-site.asking }()
	case <-ctx.Done():
		return robots.Rules{}, gaveUp(ctx, u.Hostname())
	}
	now, ok := f.sites.knownRobots(site)
	if ok {
		return now.rules, now.refusal
	}
	if now.attempts != before.attempts && now.failure != nil {
		return robots.Rules{}, now.failure
	}
	rules, err := f.askRobots(ctx, u)
	if ctx.Err() != nil {
		// The site has not failed, our own time is over.
		return robots.Rules{}, err
	}
	now = f.sites.learnRobots(site, rules, err)
	if now.failure != nil {
		return robots.Rules{}, now.failure
	}
	return now.rules, now.refusal
}

// knownRobots is what is known, and whether that can be believed still.
func (s *sites) knownRobots(site *site) (robotsState, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return site.robots, s.now().Before(site.robots.until)
}

// learnRobots keeps what asking for a robots.txt has brought.
func (s *sites) learnRobots(site *site, rules robots.Rules, err error) robotsState {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := &site.robots
	state.attempts++
	state.failure, state.refusal = nil, nil
	switch {
	case err == nil:
		s.rulesBytes += rules.Size() - state.rules.Size()
		state.rules, state.held = rules, true
		state.until = s.now().Add(robotsLife)
	case state.held:
		state.until = s.now().Add(robotsRetry)
	case errors.Is(err, ErrRobots):
		state.refusal = err
		state.until = s.now().Add(robotsRetry)
	default:
		// The page would fail in the same way, so the network's own words
		// are the best.
		state.failure = err
	}
	return *state
}
