package fetch

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// maxSites bounds the sites that are remembered while nobody reads them.
	maxSites = 1024
	// maxRulesBytes bounds what is remembered of their robots.txt files.
	maxRulesBytes = 32 << 20
)

// site is what is known about one site, and its door.
type site struct {
	// turn holds a token while a request is under way.
	turn chan struct{}
	// asking holds a token while its robots.txt is asked for.
	asking chan struct{}

	// The rest is guarded by sites.mu.
	users  int
	left   time.Time     // when the last request ended
	pause  time.Duration // how long after that the next may begin
	closed closure
	robots robotsState
}

// sites remember the sites that were read. They are safe for concurrent use.
type sites struct {
	now     func() time.Time
	wait    func(ctx context.Context, d time.Duration) error
	maxWait time.Duration

	mu         sync.Mutex
	byOrigin   map[string]*site
	rulesBytes int
}

func newSites(now func() time.Time, wait func(context.Context, time.Duration) error, maxWait time.Duration) *sites {
	return &sites{now: now, wait: wait, maxWait: maxWait, byOrigin: make(map[string]*site)}
}

// origin names the site an address belongs to: scheme, host and port (RFC
// 6454), which is also what one robots.txt is for.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")) + ":" + port
}

// use gives the site of an address to one user, who is done with it later.
func (s *sites) use(u *url.URL) *site {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := origin(u)
	found := s.byOrigin[key]
	if found == nil {
		s.forget()
		found = &site{turn: make(chan struct{}, 1), asking: make(chan struct{}, 1)}
		s.byOrigin[key] = found
	}
	found.users++
	return found
}

// done ends a use.
func (s *sites) done(site *site) {
	s.mu.Lock()
	defer s.mu.Unlock()
	site.users--
}

// forget makes room where there is none left: the quarter that has not been
// read for longest goes. Sites in use stay, and those that asked to be left
// alone go last.
func (s *sites) forget() {
	if len(s.byOrigin) < maxSites && s.rulesBytes < maxRulesBytes {
		return
	}
	var idle []string
	for key, site := range s.byOrigin {
		if site.users == 0 {
			idle = append(idle, key)
		}
	}
	slices.SortFunc(idle, func(a, b string) int {
		x, y := s.byOrigin[a], s.byOrigin[b]
		return cmp.Or(x.closed.until.Compare(y.closed.until), x.left.Compare(y.left))
	})
	for _, key := range idle[:(len(idle)+3)/4] {
		s.rulesBytes -= s.byOrigin[key].robots.rules.Size()
		delete(s.byOrigin, key)
	}
}
