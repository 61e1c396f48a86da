package when_test

import (
	"strings"
	"testing"

	"attache/retrieval/when"
)

// question has fifteen words.
const question = "What did the foreign minister of Vastria say about the grain talks in Oland last week?"

func BenchmarkFind(b *testing.B) {
	for b.Loop() {
		when.Find(question, asOf)
	}
}

func BenchmarkFindInALongQuestion(b *testing.B) {
	long := strings.Repeat("What may the minister say of the march before the second committee? ", 450)
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		when.Find(long, asOf)
	}
}
