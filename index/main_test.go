package index_test

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain also is the child process of the crash test.
func TestMain(m *testing.M) {
	if path := os.Getenv(crashEnv); path != "" {
		err := importUntilKilled(path, os.Getenv(crashRunEnv))
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// explore sets how many random sequences of about how many steps a property
// is tried on, unless the command line says so (-rapid.checks, -rapid.steps).
func explore(t *testing.T, checks, steps string) {
	t.Helper()
	for name, value := range map[string]string{"rapid.checks": checks, "rapid.steps": steps} {
		f := flag.Lookup(name)
		before := f.Value.String()
		if before != f.DefValue {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := flag.Set(name, before); err != nil {
				t.Error(err)
			}
		})
	}
}
