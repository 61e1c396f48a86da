package main

import "fmt"

func printServers(servers []*server, t scaleTarget) {
	ours := servers[0]
	whole := latencyOf(ours.took)
	row("  "+ours.name, "%s", whole.against(t.p95))
	row("    processor time", "%s a question", ms(ours.worked()))
	row("    memory of its own", "%.0f MiB (target %.0f: %s)", ours.served.Memory.Own, t.memory, verdict(ours.served.Memory.Own <= t.memory))
	row("    opening the index", "%.0f ms (target %.0f: %s)", ours.start.Seconds()*1000, startTarget.Seconds()*1000, verdict(ours.start <= startTarget))
	for _, v := range servers[1:] {
		took := latencyOf(v.took)
		against := ""
		if v.peer() {
			times := ratioOf(took.P50, whole.P50)
			against = fmt.Sprintf(", %.1f times ours", times)
			for name, least := range map[string]float64{"bleve": t.bleve, "FTS5": t.fts5} {
				if name == v.name && least > 0 {
					against += fmt.Sprintf(" (target %.0f: %s)", least, verdict(times >= least))
				}
			}
		}
		row("  "+v.name, "p50 %s, p95 %s%s; %s of processor time, %.0f MiB, %.1f found",
			ms(took.P50), ms(took.P95), against, ms(v.worked()), v.served.Memory.Own, float64(v.found)/float64(max(1, len(v.took))))
	}
}

func (r loadResult) print(t scaleTarget) {
	for _, f := range r.Filtered {
		row("  "+f.Name, "p50 %s, p95 %s", ms(f.Latency.P50), ms(f.Latency.P95))
	}
	row(fmt.Sprintf("  %d askers at once", crowd), "%s", r.Quiet)
	row("    memory of its own", "%.0f MiB (target %.0f: %s)", r.Memory.Own, t.memory, verdict(r.Memory.Own <= t.memory))
	share := ratioOf(r.Writing.Latency.P95, r.Quiet.Latency.P95)
	row("    while an import is writing", "%s, %d articles/s; p95 %.2f times (target %d: %s)",
		r.Writing, int(float64(r.Writing.Imported)/r.Writing.seconds()), share, writingShare, verdict(share <= writingShare))
	row("  write transactions, an import", "%s", r.Writes.Batch)
	row("  write transactions, merging", "%s (target %s: %s)", r.Writes.Merge, ms(writeTarget), verdict(r.Writes.Merge.Longest <= writeTarget))
	size := float64(r.Index) / float64(r.Passages)
	row("  index", "%.0f bytes a passage (target %d: %s)", size, sizeTarget, verdict(size <= sizeTarget))
}

func (r crowdResult) String() string {
	return fmt.Sprintf("p50 %s, p95 %s, %.0f questions/s, %.2f cores", ms(r.Latency.P50), ms(r.Latency.P95), r.PerSecond, r.Cores)
}

// seconds is how long the crowd asked.
func (r crowdResult) seconds() float64 { return float64(r.Asked) / r.PerSecond }
