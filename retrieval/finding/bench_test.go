package finding_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"attache/news"
	"attache/retrieval"
)

// BenchmarkRetrieve asks of 400 reports, some 1,100 passages.
func BenchmarkRetrieve(b *testing.B) {
	c := newCorpus(b)
	random := rand.New(rand.NewPCG(1, 2))
	var articles []news.Article
	for i := range 400 {
		a := article(b, fmt.Sprint("Dispatch of the number ", i), modelOutlets[i%len(modelOutlets)], "", prose(random))
		a.Published = news.At(time.Date(2031, 1, 1, i, 0, 0, 0, time.UTC))
		articles = append(articles, a)
	}
	c.share(b, articles...)
	for name, text := range map[string]string{
		"of few words":  "What is the latest on the canal treaty?",
		"of many words": "What did the envoys say about the canal treaty, the harbour, the border and the tariff on the fishery in January, according to the Wire?",
		"of names":      "Did Downing Street tell Zelenskiy or the IAEA of the dispatch from Kiev since the Merle summit?",
	} {
		b.Run(name, func(b *testing.B) {
			request := retrieval.Request{Question: news.Question{Text: text, AsOf: moment(b, "2031-01-20")}, Limit: 10, Context: 3}
			found := 0
			b.ReportAllocs()
			for b.Loop() {
				f, err := c.Retrieve(b.Context(), request)
				if err != nil {
					b.Fatal(err)
				}
				found = len(f.Found)
			}
			if found == 0 {
				b.Error("nothing is found")
			}
		})
	}
}
