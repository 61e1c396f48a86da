package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/sync/errgroup"

	"attache/ingest"
	"attache/ingest/page"
	"attache/news"
)

type evalExtractionVerb struct {
	Pages string `required:"" placeholder:"DIR" help:"Folder of pages, each as ID.html.gz."`
	Out   string `required:"" placeholder:"PRED.json" help:"Texts to write, as one JSON object by page ID."`
}

// Help is shown below the flags.
func (evalExtractionVerb) Help() string {
	return `Reads the article on every page as it is read from a source, and writes {"ID": {"articleBody": "text"}}. A page that cannot be read counts as empty; what is wrong with it goes to standard error, and so does the speed.

Examples:
  attache eval extraction --pages extraction/dev/html --out pred.json`
}

const (
	pageSuffix = ".html.gz"
	// maxEvalPage bounds one unpacked page, in bytes.
	maxEvalPage = 16 << 20
)

// extractedPage is the text found on one page.
type extractedPage struct {
	ArticleBody string `json:"articleBody"`
	problem     error
}

// Run measures extraction.
func (v *evalExtractionVerb) Run(ctx context.Context, c console) error {
	paths, err := pagesIn(v.Pages)
	if err != nil {
		return err
	}
	start := time.Now()
	pages, err := extractPages(ctx, paths, c.err)
	if err != nil {
		return err
	}
	took := time.Since(start)
	texts := make(map[string]extractedPage, len(pages))
	for i, path := range paths {
		id := strings.TrimSuffix(filepath.Base(path), pageSuffix)
		texts[id] = pages[i]
		if pages[i].problem != nil {
			say(c.err, "attache: page %s counts as empty: %s", id, news.Explain(pages[i].problem, pages[i].problem.Error()))
		}
	}
	if err := writeTexts(v.Out, texts); err != nil {
		return err
	}
	say(c.err, "%d pages in %s, %.0f pages/s on %d cores", len(pages), took.Round(time.Millisecond),
		float64(len(pages))/took.Seconds(), runtime.GOMAXPROCS(0))
	return nil
}

// pagesIn lists the pages of a folder in the order of their names.
func pagesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, &news.Fault{
			Sentence: fmt.Sprintf("The folder %s cannot be read: check its name and that you may read it.", folder),
			Cause:    err,
		}
	}
	var paths []string
	for _, entry := range entries {
		if !entry.IsDir() && strings.HasSuffix(entry.Name(), pageSuffix) {
			paths = append(paths, filepath.Join(folder, entry.Name()))
		}
	}
	if len(paths) == 0 {
		return nil, &news.Fault{Sentence: fmt.Sprintf("The folder %s holds no pages: name a folder of files ID%s.", folder, pageSuffix)}
	}
	return paths, nil
}

// extractPages reads the pages on all cores; a page in trouble does not stop
// the others.
func extractPages(ctx context.Context, paths []string, screen io.Writer) ([]extractedPage, error) {
	bar := progressbar.NewOptions(len(paths), progressbar.OptionSetWriter(screen), progressbar.OptionSetDescription("pages"),
		progressbar.OptionSetVisibility(isTerminal(screen)), progressbar.OptionClearOnFinish())
	pages := make([]extractedPage, len(paths))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, path := range paths {
		group.Go(func() error {
			pages[i].ArticleBody, pages[i].problem = extractFile(path)
			_ = bar.Add(1) // a bar that cannot be drawn is no failure
			return ctx.Err()
		})
	}
	err := group.Wait()
	_ = bar.Finish()
	return pages, err
}

// extractFile reads one packed page the way pages of a source are read, but
// for the refusal of what is too short for an article.
func extractFile(path string) (text string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fileFault(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return "", damaged(err)
	}
	body, err := io.ReadAll(io.LimitReader(unpacked, maxEvalPage))
	if err != nil {
		return "", damaged(err)
	}
	parsed, err := page.Parse(ingest.Decode(body, "text/html"), unknownAddress)
	if err != nil {
		return "", err
	}
	return parsed.Text(), nil
}

// unknownAddress stands for the address that a page in a file has lost.
const unknownAddress = "https://page.invalid/article"

func damaged(cause error) error {
	return &news.Fault{Sentence: "the file is damaged: unpack it with gzip to see where.", Cause: cause}
}

// writeTexts writes the texts as one JSON object.
func writeTexts(path string, texts map[string]extractedPage) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return fileFault(path, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return writeJSON(file, texts)
}
