package index_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"attache/news"
)

// crashEnv names the file that a child process of this test imports into
// until it is killed, and crashRunEnv the child.
const (
	crashEnv    = "ATTACHE_TEST_CRASH_INDEX"
	crashRunEnv = "ATTACHE_TEST_CRASH_RUN"
	crashBatch  = 3
)

// crashArticle is the i-th article of a batch of a child, with a word that
// no other has in its title.
func crashArticle(run string, batch, i int) (article news.Article, term string) {
	term = fmt.Sprintf("x%sx%dx%d", run, batch, i)
	text := strings.Repeat("The envoys of both sides met at the border and spoke of grain. ", 8*(i+1))
	return news.Article{URL: "https://wire.example/" + term, Title: term, Text: strings.TrimSpace(text)}, term
}

// importUntilKilled files batches, tells each that was committed, and merges
// all the time.
func importUntilKilled(path, run string) error {
	ctx := context.Background()
	p, err := openProcess(ctx, path)
	if err != nil {
		return err
	}
	source, _, err := p.store.AddSource(ctx, news.SharedGuild, news.Source{URL: "https://wire.example/", Kind: news.KindImport})
	if err != nil {
		return err
	}
	for batch := 0; ; batch++ {
		articles := make([]news.Article, crashBatch)
		for i := range articles {
			articles[i], _ = crashArticle(run, batch, i)
		}
		if _, err := p.filer.File(ctx, source.ID, articles); err != nil {
			return err
		}
		fmt.Println(batch)
		if err := p.merger.Tidy(ctx, batch%2 == 0); err != nil {
			return err
		}
	}
}

func TestAKilledImportKeepsEveryBatchOnceAndWhole(t *testing.T) {
	path := tempPath(t)()
	told := make(map[string]int) // batches that each child said were committed
	for run := range 5 {
		name := fmt.Sprint(run)
		told[name] = runUntilKilled(t, path, name, 1+rand.IntN(12))
		p, err := openProcess(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		checkImport(t, p, told)
		if err := p.merger.Tidy(t.Context(), run%2 == 0); err != nil {
			t.Error(err)
		}
		checkImport(t, p, told)
		if err := p.store.Close(); err != nil {
			t.Error(err)
		}
	}
}

// runUntilKilled starts a child, kills it some time after it told of the
// given number of batches, and counts those that it told of in all.
func runUntilKilled(t *testing.T, path, run string, batches int) int {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), crashEnv+"="+path, crashRunEnv+"="+run)
	var complaints strings.Builder
	child.Stderr = &complaints
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	told := 0
	for {
		_, err := lines.ReadString('\n')
		if err == io.EOF { // a line that was cut off does not count
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if told++; told == batches {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil || complaints.Len() > 0 || told < batches {
		t.Fatalf("the child ended with %v after %d batches: %s", err, told, complaints.String())
	}
	return told
}

// checkImport requires each article of each batch told once, whole and
// searchable, and of the batch after those all or nothing.
func checkImport(t *testing.T, p *process, told map[string]int) {
	t.Helper()
	passages := 0
	for run, batches := range told {
		for batch := range batches + 1 {
			whole := 0
			for i := range crashBatch {
				article, term := crashArticle(run, batch, i)
				n := checkArticle(t, p, article, term)
				passages += n
				if n > 0 {
					whole++
				}
			}
			if whole != crashBatch && (whole != 0 || batch < batches) {
				t.Errorf("of batch %d of child %s, %d articles are there", batch, run, whole)
			}
		}
	}
	held, err := p.index.Held(t.Context())
	if err != nil || len(held) != passages {
		t.Errorf("the index holds %d passages, want %d: %v", len(held), passages, err)
	}
}

// checkArticle counts an article's passages, none when it is not there, and
// requires that its unique term finds just those.
func checkArticle(t *testing.T, p *process, article news.Article, term string) int {
	t.Helper()
	held, err := p.store.Held(t.Context(), []string{article.URL})
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[int64]bool)
	result := search(t, p.index, query(t, p, 100, term))
	for _, hit := range result.Hits {
		found[hit.Passage] = true
	}
	h, known := held[article.URL]
	if !known {
		if len(found) > 0 {
			t.Errorf("%s is found and not held", article.URL)
		}
		return 0
	}
	live, err := p.store.LivePassages(t.Context(), h.Article)
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	want := make(map[int64]bool)
	for _, passage := range live {
		text = append(text, passage.Text)
		want[passage.ID] = true
	}
	if strings.Join(text, " ") != article.Text || len(h.Revisions) != 1 || h.Newest().Text != article.Text {
		t.Errorf("%s is not whole: %d passages, %d revisions", article.URL, len(live), len(h.Revisions))
	}
	if !maps.Equal(found, want) || len(result.Hits) != len(want) {
		t.Errorf("%s is found by passages %v, want %v", article.URL, slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(want)))
	}
	return len(live)
}
