package main

import (
	"path/filepath"
	"testing"
	"time"
)

func TestAPassFindsWhatItHasReadUnchanged(t *testing.T) {
	for name, sites := range map[string]int{"on one site": 1, "on a site each": 5} {
		t.Run(name, func(t *testing.T) {
			servers, err := serveFeeds(5, sites, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			defer servers.Close()
			h, err := openHouse(t.Context(), filepath.Join(t.TempDir(), "news.db"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := h.db.Close(); err != nil {
					t.Error(err)
				}
			}()
			if err := h.subscribe(t.Context(), servers.URLs); err != nil {
				t.Fatal(err)
			}
			now := time.Now()
			first, _, err := h.pass(t.Context(), now)
			if err != nil || first.New != 5*itemsPerFeed || first.Failed != 0 {
				t.Errorf("at first %+v, %v", first, err)
			}
			again, _, err := h.pass(t.Context(), now.Add(untilDue))
			if err != nil || again.NotModified != 5 || again.New != 0 || servers.unchanged.Load() != 5 {
				t.Errorf("then %+v with %d answers 304, %v", again, servers.unchanged.Load(), err)
			}
		})
	}
}
