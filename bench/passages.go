package main

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"attache/index"
	"attache/news"
	"attache/store"
)

// passage is what the engines index.
type passage struct{ Title, Lead, Text string }

// readAtOnce is how many passages are read from the database at a time.
const readAtOnce = 1000

// readPassages reads the passages of an imported corpus, in order.
func readPassages(ctx context.Context, path string) (passages []passage, err error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for next := int64(1); ; next += readAtOnce {
		ids := make([]int64, readAtOnce)
		for i := range ids {
			ids[i] = next + int64(i)
		}
		evidence, err := db.Evidence(ctx, ids)
		if err != nil {
			return nil, err
		}
		if len(evidence) == 0 {
			return passages, nil
		}
		for _, e := range evidence {
			passages = append(passages, passage(fieldsOf(e.Article.Title, e.Passage)))
		}
	}
}

// fieldsOf is what filing indexes of a passage.
func fieldsOf(title string, p news.Passage) index.Fields {
	fields := index.Fields{Title: title, Text: p.Text}
	if p.Ordinal == 0 {
		fields.Lead = p.Sentence(0)
	}
	return fields
}

// many gives count passages made of the given ones: where they are too few
// they are taken again and again, each time with other words.
func many(passages []passage, count int) []passage {
	all := make([]passage, 0, count)
	for copied := 0; len(all) < count; copied++ {
		for _, p := range passages[:min(len(passages), count-len(all))] {
			if copied > 0 {
				p.Text = vary(p.Text, copied)
			}
			all = append(all, p)
		}
	}
	return all
}

// renewed is which share of the words is new in each copy, one in so many: a
// vocabulary grows with the texts, though more slowly, by new names and
// numbers.
const renewed = 16

// vary changes every renewed-th word, by letters that tell the copy.
func vary(text string, copied int) string {
	var varied strings.Builder
	count := 0
	for word := range strings.SplitSeq(text, " ") {
		if varied.Len() > 0 {
			varied.WriteByte(' ')
		}
		if count++; count%renewed == 0 && utf8.RuneCountInString(word) > 3 {
			varied.WriteByte(byte('a' + copied%26))
			varied.WriteByte(byte('a' + copied/26%26))
		}
		varied.WriteString(word)
	}
	return varied.String()
}
