package discordtest

import (
	"os"
	"sync"
	"testing"

	"attache/internal/sharedtest"
)

// OpenAPIFile finds Discord's own openapi.json in shared/discord beside the
// module, for Options.OpenAPI. Where it is missing the test goes on without
// it and says so, unless ATTACHE_REQUIRE_SHARED is set.
func OpenAPIFile(t testing.TB) string {
	t.Helper()
	file, err := sharedtest.Find("discord", "openapi.json")
	if err == nil {
		return file
	}
	if os.Getenv(sharedtest.Require) != "" {
		t.Fatalf("discordtest: %s is set, but shared/discord/openapi.json is not beside the module: %v", sharedtest.Require, err)
	}
	t.Log("skipping: validation against Discord's openapi.json, because shared/discord is not beside the module")
	return ""
}

// documents loads each file once in a process: the parsing takes a tenth of a
// second, and every test would pay it.
type documents struct {
	byFile sync.Map // file -> func() (*document, error)
}

var openAPI documents

func (d *documents) load(file string) (*document, error) {
	once, _ := d.byFile.LoadOrStore(file, sync.OnceValues(func() (*document, error) {
		return loadDocument(file)
	}))
	return once.(func() (*document, error))()
}
