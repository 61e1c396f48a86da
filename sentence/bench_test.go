package sentence

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"attache/internal/sharedtest"
)

// readNews gives the texts of some thousand real articles, and their bytes.
func readNews(b *testing.B) (texts []string, size int) {
	b.Helper()
	file, err := os.Open(sharedtest.Path(b, "eval", "rtqa2022", "corpus.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	rows := bufio.NewScanner(file)
	rows.Buffer(nil, 1<<20)
	for rows.Scan() {
		var article struct{ Text string }
		if err := json.Unmarshal(rows.Bytes(), &article); err != nil {
			b.Fatal(err)
		}
		texts, size = append(texts, article.Text), size+len(article.Text)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return texts, size
}

func BenchmarkSplit(b *testing.B) {
	texts, size := readNews(b)
	s := newSplitter(b)
	b.ResetTimer()
	for b.Loop() {
		for _, text := range texts {
			s.Split(text)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size>>10), "ns/KB")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newSplitter(b)
	}
}
