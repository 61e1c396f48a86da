package reading

import (
	"testing"

	"go.uber.org/goleak"

	"attache/ingest/fetch"
	"attache/internal/webtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fetcherFor returns a Fetcher that may read the site.
func fetcherFor(t *testing.T, site *webtest.Site, opts fetch.Options) *fetch.Fetcher {
	t.Helper()
	opts.AllowPrivate = append(opts.AllowPrivate, site.Prefix())
	f := fetch.New(opts)
	t.Cleanup(f.Close)
	return f
}
