package asking_test

import (
	"sync"
	"testing"
	"time"

	"attache/index"
	"attache/retrieval"
	"attache/retrieval/asking"
	"attache/retrieval/lexicon"
)

var loaded = sync.OnceValues(lexicon.Load)

// askedAt is the time at which the questions of the tests are asked.
var askedAt = time.Date(2031, 3, 12, 9, 0, 0, 0, time.UTC)

// withLexicon reads a question as the program does.
func withLexicon(t testing.TB, question string) retrieval.Asked {
	t.Helper()
	l, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return asking.New(func() *lexicon.Lexicon { return l }).Understand(index.NewAnalyser(), question, askedAt)
}
