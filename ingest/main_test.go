package ingest

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"attache/internal/webtest"
	"attache/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fetcherFor returns a Fetcher that may read the site.
func fetcherFor(t *testing.T, site *webtest.Site, opts FetcherOptions) *Fetcher {
	t.Helper()
	opts.AllowPrivate = append(opts.AllowPrivate, site.Prefix())
	f := NewFetcher(opts)
	t.Cleanup(f.Close)
	return f
}

// wantSentence checks that err has a sentence for the reader with the given
// words in it.
func wantSentence(t *testing.T, err error, words string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want a fault about %q", words)
	}
	if sentence := news.Explain(err, ""); !strings.Contains(sentence, words) {
		t.Fatalf("sentence %q does not speak of %q (%v)", sentence, words, err)
	}
}

// report is a plain news text of about 25 words for each paragraph.
func report(paragraphs int) []string {
	var text []string
	for i := range paragraphs {
		text = append(text, "The ministers of both countries met in the old harbour town on day "+string(rune('A'+i%26))+
			" and agreed that the talks on the border would go on in the spring.")
	}
	return text
}
