package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/simple"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/mapping"
)

// bleveMapping indexes title and text for plain match queries, and nothing
// else: no term vectors, no stored fields, no columns, no field of all.
func bleveMapping(analyser string) mapping.IndexMapping {
	field := bleve.NewTextFieldMapping()
	field.Analyzer = analyser
	field.Store, field.IncludeTermVectors, field.IncludeInAll, field.DocValues = false, false, false, false
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.DefaultMapping.AddFieldMappingsAt("Title", field)
	m.DefaultMapping.AddFieldMappingsAt("Text", field)
	m.DefaultMapping.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	return m
}

// indexBleve builds a bleve index on disk with one of bleve's analysers.
func indexBleve(analyser string) builder {
	return func(ctx context.Context, path string, passages []passage) (err error) {
		idx, err := bleve.New(path, bleveMapping(analyser))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, idx.Close()) }()
		for from := 0; from < len(passages); from += batchPassages {
			batch := idx.NewBatch()
			for i, p := range passages[from:min(from+batchPassages, len(passages))] {
				document := struct{ Title, Text string }{p.Title, p.Text}
				if err := batch.Index(strconv.Itoa(from+i), document); err != nil {
					return err
				}
			}
			if err := idx.Batch(batch); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	}
}

// The names of bleve's analysers: English with stop words and stemming, and
// words in lower case only.
const (
	bleveEnglish = en.AnalyzerName
	bleveSimple  = simple.Name
)
