// Package sharedtest finds material that lies beside the project and is not
// part of it: other people's articles and questions to measure with. A test
// that needs it skips with one line where it is missing, and fails there
// when ATTACHE_REQUIRE_SHARED is set, as it is in continuous integration.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Require is the environment variable that turns missing material from a
// skip into a failure.
const Require = "ATTACHE_REQUIRE_SHARED"

// Path gives the path of something in the folder "shared" beside the module,
// and skips the test where it is not there.
func Path(t testing.TB, parts ...string) string {
	t.Helper()
	path, err := Find(parts...)
	if err != nil {
		if os.Getenv(Require) != "" {
			t.Fatalf("shared material is missing: %v", err)
		}
		t.Skipf("skipping: shared material is missing: %v", err)
	}
	return path
}

// Find gives the path of something in the folder "shared" beside the
// module; fs.ErrNotExist where it is not there.
func Find(parts ...string) (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	path := filepath.Join(append([]string{filepath.Dir(root), "shared"}, parts...)...)
	_, err = os.Stat(path)
	return path, err
}

// moduleRoot walks up to the folder that holds go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", os.ErrNotExist
		}
		dir = parent
	}
}
