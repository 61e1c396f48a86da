// Package newstest is what tests have in common: invented news, how a fault
// is looked at, and a log that many goroutines write.
package newstest

import (
	"strings"
	"testing"

	"attache/news"
)

// WantSentence checks that err has a sentence for the reader with the given
// words in it.
func WantSentence(t testing.TB, err error, words string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want a fault about %q", words)
	}
	if sentence := news.Explain(err, ""); !strings.Contains(sentence, words) {
		t.Fatalf("sentence %q does not speak of %q (%v)", sentence, words, err)
	}
}

// Report is a plain news text of about 25 words for each paragraph.
func Report(paragraphs int) []string {
	var text []string
	for i := range paragraphs {
		text = append(text, "The ministers of both countries met in the old harbour town on day "+string(rune('A'+i%26))+
			" and agreed that the talks on the border would go on in the spring.")
	}
	return text
}
