package page

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"attache/ingest"
	"attache/internal/sharedtest"
)

// BenchmarkPage reads real pages, one an operation, on one core.
func BenchmarkPage(b *testing.B) {
	var pages [][]byte
	for _, path := range realPages(b) {
		pages = append(pages, unpacked(b, path))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		parsed, err := Parse(ingest.Decode(pages[i%len(pages)], "text/html"), "https://page.invalid/article")
		if err != nil {
			b.Fatal(err)
		}
		parsed.Text()
	}
}

// realPages are the files of pages that people have marked.
func realPages(tb testing.TB) []string {
	tb.Helper()
	folder := sharedtest.Path(tb, "eval", "extraction", "dev", "html")
	paths, err := filepath.Glob(filepath.Join(folder, "*.html.gz"))
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no pages in %s: %v", folder, err)
	}
	return paths
}

// unpacked is the page in a file.
func unpacked(tb testing.TB, path string) []byte {
	tb.Helper()
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	reader, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		tb.Fatal(err)
	}
	return body
}
