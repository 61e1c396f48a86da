package main

import (
	"path/filepath"
	"testing"
	"time"
)

func TestAPassFindsWhatItHasReadUnchanged(t *testing.T) {
	for name, oneHost := range map[string]bool{"on one site": true, "on a site each": false} {
		t.Run(name, func(t *testing.T) {
			sites, err := serveFeeds(5, oneHost, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			defer sites.Close()
			h, err := openHouse(t.Context(), filepath.Join(t.TempDir(), "news.db"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := h.db.Close(); err != nil {
					t.Error(err)
				}
			}()
			if err := h.subscribe(t.Context(), sites.URLs); err != nil {
				t.Fatal(err)
			}
			now := time.Now()
			first, _, err := h.pass(t.Context(), now)
			if err != nil || first.New != 5*itemsPerFeed || first.Failed != 0 {
				t.Errorf("at first %+v, %v", first, err)
			}
			again, _, err := h.pass(t.Context(), now.Add(untilDue))
			if err != nil || again.NotModified != 5 || again.New != 0 || sites.unchanged.Load() != 5 {
				t.Errorf("then %+v with %d answers 304, %v", again, sites.unchanged.Load(), err)
			}
		})
	}
}
