package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// memory is what the kernel says of this process, in MiB (proc_pid_status(5)).
// Both are 0 on systems without /proc.
type memory struct {
	// Peak is VmHWM. It counts a page of the database once for every
	// connection that has it mapped, so it exceeds what the process costs.
	Peak float64
	// Own is the highest RssAnon seen: heap, stacks and SQLite's caches.
	Own float64
}

// sampling is how often RssAnon is looked at, which has no peak of its own
// in /proc.
const sampling = 20 * time.Millisecond

// watchMemory samples until the returned function is called, which waits
// for the sampler and gives the peaks.
func watchMemory(ctx context.Context) (peaks func() memory) {
	var own float64
	stop := sampleMemory(ctx, func(now float64) { own = max(own, now) })
	return func() memory {
		stop()
		return memory{Peak: statusLine("VmHWM:"), Own: own}
	}
}

// sampleMemory tells of RssAnon in MiB until the returned function is called,
// which waits for the last look.
func sampleMemory(ctx context.Context, tell func(own float64)) (stop func()) {
	ctx, end := context.WithCancel(ctx)
	var wait sync.WaitGroup
	wait.Go(func() {
		ticker := time.NewTicker(sampling)
		defer ticker.Stop()
		for {
			tell(statusLine("RssAnon:"))
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
		}
	})
	return func() {
		end()
		wait.Wait()
	}
}

// statusLine reads a value of /proc/self/status; 0 where there is none.
func statusLine(name string) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kibibytes, err := strconv.ParseFloat(fields[1], 64)
			if err == nil {
				return kibibytes / 1024
			}
		}
	}
	return 0
}

func (m memory) String() string {
	if m.Peak == 0 {
		return "n/a"
	}
	return fmt.Sprintf("%.0f MiB of its own, %.0f MiB with mapped pages", m.Own, m.Peak)
}
