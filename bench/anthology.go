package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"attache/news"
	"attache/sentence"
)

const (
	// drawnSentences make a passage of some 120 words, drawnPassages an
	// article.
	drawnSentences, drawnPassages = 5, 5
	// drawnOutlets and drawnSources are what articles are spread over.
	drawnOutlets, drawnSources = 40, 8
)

// drawnEnd is when the newest article is published, drawnSpan how long
// before it the oldest: the questions ask of the half year before that end.
var drawnEnd = time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)

const drawnSpan = 730 * 24 * time.Hour

// anthology draws articles from real sentences, which make no sense
// together, but have the words of real ones as often as those do. The n-th
// article is always the same.
type anthology struct{ titles, sentences []string }

// readAnthology takes the sentences of a corpus.
func readAnthology(path string) (a anthology, err error) {
	file, err := os.Open(path)
	if err != nil {
		return a, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	splitter, err := sentence.New()
	if err != nil {
		return a, err
	}
	decoder := json.NewDecoder(bufio.NewReader(file))
	for {
		var row struct{ Title, Text string }
		if err := decoder.Decode(&row); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return a, fmt.Errorf("reading %s: %w", path, err)
		}
		a.titles = append(a.titles, row.Title)
		for _, span := range splitter.Split(row.Text) {
			a.sentences = append(a.sentences, row.Text[span.Start:span.End])
		}
	}
	if len(a.sentences) == 0 {
		return a, fmt.Errorf("%s holds no sentences", path)
	}
	return a, nil
}

// drawn is an article of an anthology; outlet and source are from 0.
type drawn struct {
	title          string
	published      time.Time
	outlet, source int
	passages       []news.Passage
}

// article draws the n-th article of so many, in order of time.
func (a anthology) article(n, articles int) drawn {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	d := drawn{
		title:     a.titles[random.IntN(len(a.titles))],
		published: drawnEnd.Add(-drawnSpan / time.Duration(articles) * time.Duration(articles-n)),
		outlet:    random.IntN(drawnOutlets), source: random.IntN(drawnSources),
		passages: make([]news.Passage, drawnPassages),
	}
	at := 0
	for i := range d.passages {
		var text strings.Builder
		var spans []news.Span
		for range drawnSentences {
			if text.Len() > 0 {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(a.sentences[random.IntN(len(a.sentences))])
			spans = append(spans, news.Span{Start: start, End: text.Len()})
		}
		d.passages[i] = news.Passage{
			Ordinal: i, Start: at, End: at + text.Len(), Revision: 1, ValidFrom: d.published,
			Sentences: spans, Text: text.String(),
		}
		at += text.Len() + 1
	}
	return d
}
