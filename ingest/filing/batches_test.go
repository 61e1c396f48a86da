package filing

import (
	"fmt"
	"strings"
	"testing"

	"attache/news"
)

func TestBatchesAreBoundedInArticlesAndBytes(t *testing.T) {
	var articles []news.Article
	for i := range 600 {
		articles = append(articles, news.Article{URL: fmt.Sprint(i), Text: "short"})
	}
	large := strings.Repeat("x", batchBytes/2+1)
	for i := range 3 {
		articles = append(articles, news.Article{URL: fmt.Sprint("large", i), Text: large})
	}
	articles = append(articles, news.Article{URL: "huge", Text: large + large}, news.Article{URL: "again"}, news.Article{URL: "again"})
	var sizes []int
	for batch := range batches(articles) {
		sizes = append(sizes, len(batch))
	}
	if got, want := fmt.Sprint(sizes), fmt.Sprint([]int{256, 256, 89, 1, 1, 1, 1, 1}); got != want {
		t.Errorf("batches of %s, want %s", got, want)
	}
}
