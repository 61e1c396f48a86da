package reading

import (
	"context"
	"fmt"
	"sync"

	"attache/ingest"
	"attache/news"
)

// sites keep two readers from one site: the second would only wait for the
// first, while sources of other sites are due.
type sites struct {
	mu   sync.Mutex
	busy map[string]bool
	// passing are sources of busy sites, by site.
	passing map[string][]int64
}

// enter reports whether a source's site is free, and takes it.
func (s *sites) enter(src news.Source) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy == nil {
		s.busy, s.passing = make(map[string]bool), make(map[string][]int64)
	}
	site := siteOf(src.URL)
	if s.busy[site] {
		s.passing[site] = append(s.passing[site], src.ID)
		return false
	}
	s.busy[site] = true
	return true
}

// leave lets the sources of a site be read again.
func (s *sites) leave(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.busy, siteOf(url))
	delete(s.passing, siteOf(url))
}

// passed are the sources that have to wait for their site.
func (s *sites) passed() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []int64
	for _, ids := range s.passing {
		all = append(all, ids...)
	}
	return all
}

// siteOf is the host of an address with its port.
func siteOf(url string) string {
	u, err := ingest.ParseAddress(url)
	if err != nil {
		return url
	}
	return u.Host
}

// claim claims a source that is due and whose site nobody else reads here.
func (p *Pass) claim(ctx context.Context) (news.Source, bool, error) {
	for {
		src, found, err := p.store.ClaimDue(ctx, p.now(), claimLease, p.sites.passed())
		if err != nil {
			return src, false, fmt.Errorf("claim a source: %w", err)
		}
		if !found || p.sites.enter(src) {
			return src, found, nil
		}
		if err := p.store.ReleaseClaim(ctx, src.ID, src.Lease); err != nil {
			return src, false, err
		}
	}
}
