package filing

import (
	"context"
	"errors"
	"io"

	"attache/news"
)

// Import counts what an import file brought.
type Import struct {
	news.Filed
	// Problems explain the lines that are no articles, in order; of very
	// many only the first are kept. Rejected counts them all.
	Problems []string
	Rejected int
}

// maxExplained bounds how many lines of one file are explained.
const maxExplained = 100

// ImportJSONL files the rows of an import file as articles of a source.
// progress, if set, hears how many rows have been read so far. Articles
// filed before an error stay filed.
func (f *Filer) ImportJSONL(ctx context.Context, source int64, r io.Reader, progress func(rows int)) (Import, error) {
	var report Import
	var pending []news.Article
	read, size := 0, 0
	file := func() error {
		filed, err := f.File(ctx, source, pending)
		report.Add(filed)
		pending, size = pending[:0], 0
		if progress != nil {
			progress(read)
		}
		return err
	}
	for row, err := range ReadJSONL(r) {
		read++
		if fault, ok := errors.AsType[*news.Fault](err); ok {
			report.Rejected++
			if len(report.Problems) < maxExplained {
				report.Problems = append(report.Problems, fault.Sentence)
			}
			continue
		}
		if err != nil {
			return report, errors.Join(err, file())
		}
		pending = append(pending, row.Article)
		size += len(row.Article.Text)
		if len(pending) == batchArticles || size >= batchBytes {
			if err := file(); err != nil {
				return report, err
			}
		}
	}
	return report, file()
}
