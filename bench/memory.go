package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// memory is what the kernel says of this process, in megabytes: the peak of
// all that was resident, mapped pages of the database among it, and what is
// the process's own at the end (proc_pid_status(5): VmHWM, RssAnon).
type memory struct{ Peak, Own float64 }

func readMemory() memory {
	return memory{Peak: statusLine("VmHWM:"), Own: statusLine("RssAnon:")}
}

// statusLine reads a value of /proc/self/status; 0 where there is none.
func statusLine(name string) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			if err == nil {
				return kilobytes / 1024
			}
		}
	}
	return 0
}

func (m memory) String() string {
	if m.Peak == 0 {
		return "not known on this system"
	}
	return fmt.Sprintf("%.0f MB resident, %.0f MB of its own at the end", m.Peak, m.Own)
}
