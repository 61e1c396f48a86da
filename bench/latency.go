package main

import (
	"fmt"
	"slices"
	"time"
)

// latency is how long most (P50) and almost all (P95) questions took.
type latency struct{ P50, P95 time.Duration }

func latencyOf(took []time.Duration) latency {
	return latency{P50: percentile(took, 50), P95: percentile(took, 95)}
}

// against prints a latency beside its target.
func (l latency) against(target time.Duration) string {
	return fmt.Sprintf("p50 %s, p95 %s (target p95 %s: %s)", ms(l.P50), ms(l.P95), ms(target), verdict(l.P95 <= target))
}

// percentile is the p-th of the durations by the nearest rank: the smallest
// that p percent of them do not exceed; 0 where there are none.
func percentile(took []time.Duration, p int) time.Duration {
	if len(took) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(took))[max(0, (len(took)*p+99)/100-1)]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
