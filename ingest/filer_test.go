package ingest_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/index"
	"attache/ingest"
	"attache/news"
	"attache/retrieval"
	"attache/sentence"
	"attache/store"
)

// newSplitter loads the sentence model once for all tests.
var newSplitter = sync.OnceValues(sentence.New)

// now is the clock of every Filer here.
var now = time.Date(2031, 5, 20, 12, 0, 0, 0, time.UTC)

// archive is a real database with a Filer on it.
type archive struct {
	*ingest.Filer
	store  *store.Store
	path   string
	source int64
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	a := &archive{path: filepath.Join(t.TempDir(), "attache.db")}
	a.store = openStore(t, a.path)
	a.Filer = newFiler(t, a.store)
	a.source = a.addSource(t, news.SharedGuild, "test:shared")
	return a
}

func openStore(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newFiler(t *testing.T, s *store.Store) *ingest.Filer {
	t.Helper()
	sentences, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	return ingest.NewFiler(s, sentences, ingest.FilerOptions{Now: func() time.Time { return now }})
}

func (a *archive) addSource(t *testing.T, guild, url string) int64 {
	t.Helper()
	source, _, err := a.store.AddSource(t.Context(), guild, news.Source{URL: url, Kind: news.KindImport, Title: url})
	if err != nil {
		t.Fatal(err)
	}
	return source.ID
}

// file files articles and checks the counts.
func (a *archive) file(t *testing.T, want news.Filed, articles ...news.Article) {
	t.Helper()
	got, err := a.File(t.Context(), a.source, articles)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Fatalf("filed %+v, want %+v", got, want)
	}
}

// held reads what is stored under an address.
func (a *archive) held(t *testing.T, url string) news.Held {
	t.Helper()
	all, err := a.store.Held(t.Context(), []string{url})
	if err != nil {
		t.Fatal(err)
	}
	return all[url]
}

// live reads the passages that stand.
func (a *archive) live(t *testing.T, url string) []news.Passage {
	t.Helper()
	passages, err := a.store.LivePassages(t.Context(), a.held(t, url).Article)
	if err != nil {
		t.Fatal(err)
	}
	return passages
}

// rows counts the rows of the tables that filing writes.
func (a *archive) rows(t *testing.T) map[string]int {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+a.path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	counts := make(map[string]int)
	for _, table := range []string{"articles", "revisions", "passages", "outlets", "source_sets", "segments", "amendments"} {
		var n int
		if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[table] = n
	}
	return counts
}

// find gives the passages that a question finds, best first.
func (a *archive) find(t *testing.T, q news.Question) []news.Evidence {
	t.Helper()
	r := retrieval.New(index.Open(a.store), a.store, ingest.FoldOutlet)
	findings, err := r.Retrieve(t.Context(), retrieval.Request{Question: q, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	var evidence []news.Evidence
	for _, f := range findings.Found {
		evidence = append(evidence, f.Evidence)
	}
	return evidence
}

// paragraphs are about 30 words each, on a subject.
func paragraphs(subject string, n int) string {
	var parts []string
	for i := range n {
		parts = append(parts, fmt.Sprintf("On day %d the envoys spoke about the %s in the old harbour town. "+
			"They said that round %d of the talks had been useful, and that they would meet again soon.", i+1, subject, i+1))
	}
	return strings.Join(parts, "\n\n")
}

func article(url, title, text string) news.Article {
	published, _ := news.ParseMoment("2031-05-02")
	return news.Article{URL: url, Title: title, Outlet: "The Lakeside Post", Published: published, Text: text}
}

const address = "https://lakeside.example/canal"

func TestFilingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	articles := []news.Article{
		article(address, "Canal talks", paragraphs("canal", 20)),
		article("https://lakeside.example/dam", "Dam talks", paragraphs("dam", 3)),
	}
	a.file(t, news.Filed{New: 2}, articles...)
	question := news.Question{Text: "What did the envoys say about the canal?"}
	rows, found := a.rows(t), a.find(t, question)
	if len(found) == 0 {
		t.Fatal("nothing was found")
	}
	a.file(t, news.Filed{Unchanged: 2}, articles...)
	if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(found, a.find(t, question)); diff != "" {
		t.Error(diff)
	}
}

func TestARevision(t *testing.T) {
	t.Parallel()
	text := paragraphs("canal", 20)
	first := article(address, "Canal talks", text)

	t.Run("keeps the numbers of the passages that stand", func(t *testing.T) {
		a := newArchive(t)
		a.file(t, news.Filed{New: 1}, first)
		before := a.live(t, address)
		second := first
		second.Text = strings.Replace(text, "On day 20", "Correction: on day 20", 1)
		a.file(t, news.Filed{Changed: 1}, second)
		after := a.live(t, address)
		if len(before) < 3 || len(after) != len(before) {
			t.Fatalf("%d passages became %d", len(before), len(after))
		}
		last := len(before) - 1
		for i := range last {
			if after[i].ID != before[i].ID {
				t.Errorf("passage %d was %d and is %d", i, before[i].ID, after[i].ID)
			}
		}
		if after[last].ID == before[last].ID || !strings.Contains(after[last].Text, "Correction") {
			t.Errorf("the changed passage is %+v", after[last])
		}
		if !after[last].ValidFrom.Equal(now) {
			t.Errorf("the new passage is valid from %v", after[last].ValidFrom)
		}
	})
	t.Run("replaces all when the headline changes", func(t *testing.T) {
		a := newArchive(t)
		a.file(t, news.Filed{New: 1}, first)
		before := a.live(t, address)
		second := first
		second.Title = "Canal talks fail"
		a.file(t, news.Filed{Changed: 1}, second)
		for _, p := range a.live(t, address) {
			for _, old := range before {
				if p.ID == old.ID {
					t.Errorf("passage %d stands", p.ID)
				}
			}
		}
		for _, e := range a.find(t, news.Question{Text: "canal talks"}) {
			if e.Article.Title != second.Title {
				t.Errorf("found under the headline %q", e.Article.Title)
			}
		}
	})
	t.Run("is left out when it was seen before the present one", func(t *testing.T) {
		a := newArchive(t)
		second, late := first, first
		second.Text, second.Seen = paragraphs("lock", 3), now.Add(-time.Hour)
		late.Text, late.Seen = paragraphs("quay", 3), now.Add(-2*time.Hour)
		a.file(t, news.Filed{New: 1}, first)
		a.file(t, news.Filed{Changed: 1}, second)
		rows := a.rows(t)
		a.file(t, news.Filed{Unchanged: 1}, late)
		if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("of the day of publication counts once", func(t *testing.T) {
		a := newArchive(t)
		second, third := first, first
		second.Text, second.Seen = paragraphs("lock", 3), first.Published.Time
		third.Text, third.Seen = paragraphs("quay", 3), first.Published.Time
		a.file(t, news.Filed{New: 1, Changed: 2}, first, second, third)
		a.file(t, news.Filed{Unchanged: 3}, first, second, third)
		if newest := a.held(t, address).Newest(); newest.Number != 3 || newest.Text != third.Text {
			t.Errorf("revision %d says %q", newest.Number, newest.Text)
		}
	})
	t.Run("is not undone by reading the first version again", func(t *testing.T) {
		a := newArchive(t)
		second := first
		second.Text, second.Seen = paragraphs("lock", 3), now.Add(-time.Hour)
		a.file(t, news.Filed{New: 1}, first)
		a.file(t, news.Filed{Changed: 1}, second)
		rows := a.rows(t)
		a.file(t, news.Filed{Unchanged: 1}, first)
		a.file(t, news.Filed{Unchanged: 2}, first, second)
		if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("comes of the same address twice in one call", func(t *testing.T) {
		a := newArchive(t)
		second := first
		second.Text = paragraphs("lock", 3)
		a.file(t, news.Filed{New: 1, Changed: 1}, first, second)
		held := a.held(t, address)
		if len(held.Revisions) != 2 || held.Newest().Number != 2 || held.Newest().Text != second.Text {
			t.Errorf("held: %+v", held)
		}
	})
	t.Run("is found as it stood at the time", func(t *testing.T) {
		a := newArchive(t)
		second := first
		second.Text, second.Seen = paragraphs("lock", 3), now.AddDate(0, 0, -5)
		a.file(t, news.Filed{New: 1, Changed: 1}, first, second)
		for day, want := range map[string]int{"2031-05-01": 0, "2031-05-14": 1, "2031-05-15": 2} {
			asOf, err := news.ParseMoment(day)
			if err != nil {
				t.Fatal(err)
			}
			found := a.find(t, news.Question{Text: "the talks of the envoys", AsOf: asOf})
			if len(found) == 0 != (want == 0) {
				t.Errorf("on %s %d passages are found", day, len(found))
			}
			for _, e := range found {
				if e.Passage.Revision != want {
					t.Errorf("on %s revision %d is found, want %d", day, e.Passage.Revision, want)
				}
			}
		}
	})
}

func TestAnArticleFromTwoSources(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	mine, yours := a.addSource(t, "mine", "test:mine"), a.addSource(t, "yours", "test:yours")
	piece := article(address, "Canal talks", paragraphs("canal", 3))
	question := news.Question{Text: "the canal talks", Guild: "yours"}

	a.source = mine
	a.file(t, news.Filed{New: 1}, piece)
	if found := a.find(t, question); len(found) != 0 {
		t.Fatal("a guild sees another guild's article")
	}
	a.source = yours
	a.file(t, news.Filed{Unchanged: 1}, piece)
	if found := a.find(t, question); len(found) == 0 {
		t.Error("the second source's guild does not see it")
	}
	question.Guild = "mine"
	if found := a.find(t, question); len(found) == 0 {
		t.Error("the first source's guild does not see it any more")
	}
	if held := a.held(t, address); len(held.Sources) != 2 || len(held.Revisions) != 1 {
		t.Errorf("held: %+v", held)
	}
	rows := a.rows(t)
	a.file(t, news.Filed{Unchanged: 1}, piece)
	if diff := cmp.Diff(rows, a.rows(t)); diff != "" {
		t.Error(diff)
	}
}

func TestTwoFilersOnOneFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	var articles []news.Article
	for i := range 60 {
		url := fmt.Sprintf("https://lakeside.example/%d", i)
		articles = append(articles, article(url, fmt.Sprintf("Report %d", i), paragraphs("canal", 2)))
	}
	filers := []*ingest.Filer{a.Filer, newFiler(t, openStore(t, a.path))}
	filed := make([]news.Filed, len(filers))
	errs := make([]error, len(filers))
	var wait sync.WaitGroup
	for i, f := range filers {
		wait.Go(func() {
			// Small calls make it likely that both decide on the same state.
			for from := 0; from < len(articles) && errs[i] == nil; from += 5 {
				var counts news.Filed
				counts, errs[i] = f.File(t.Context(), a.source, articles[from:from+5])
				filed[i].Add(counts)
			}
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	filed[0].Add(filed[1])
	if want := (news.Filed{New: 60, Unchanged: 60}); filed[0] != want {
		t.Errorf("filed %+v, want %+v", filed[0], want)
	}
	rows := a.rows(t)
	if rows["articles"] != 60 || rows["revisions"] != 60 || rows["passages"] != 60 {
		t.Errorf("rows: %v", rows)
	}
}

// rival writes the same article through another Filer before each of the
// first commits, so that they come too late.
type rival struct {
	*store.Store
	writes []func() error
}

func (r *rival) Commit(ctx context.Context, b news.Batch) error {
	if len(r.writes) > 0 {
		write := r.writes[0]
		r.writes = r.writes[1:]
		if err := write(); err != nil {
			return err
		}
	}
	return r.Store.Commit(ctx, b)
}

func TestACommitThatComesTooLateIsDecidedAnew(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	version := func(subject string) news.Article { return article(address, "Canal talks", paragraphs(subject, 3)) }
	write := func(subject string) func() error {
		return func() error {
			_, err := a.File(context.Background(), a.source, []news.Article{version(subject)})
			return err
		}
	}
	sentences, err := newSplitter()
	if err != nil {
		t.Fatal(err)
	}
	late := &rival{Store: a.store, writes: []func() error{write("canal"), write("lock")}}
	filer := ingest.NewFiler(late, sentences, ingest.FilerOptions{})

	t.Run("on what the other process wrote", func(t *testing.T) {
		filed, err := filer.File(t.Context(), a.source, []news.Article{version("quay")})
		if err != nil {
			t.Fatal(err)
		}
		if want := (news.Filed{Changed: 1}); filed != want {
			t.Errorf("filed %+v, want %+v", filed, want)
		}
		if held := a.held(t, address); held.Newest().Number != 3 || held.Newest().Text != version("quay").Text {
			t.Errorf("held: %+v", held.Newest())
		}
	})
	t.Run("and given up when it never ends", func(t *testing.T) {
		for i := range 20 {
			late.writes = append(late.writes, write(fmt.Sprint("bridge ", i)))
		}
		_, err := filer.File(t.Context(), a.source, []news.Article{version("tower")})
		if !errors.Is(err, news.ErrStale) {
			t.Errorf("error %v, want ErrStale", err)
		}
		if len(late.writes) == 0 {
			t.Error("it was tried without end")
		}
	})
}

func TestFilingTidiesAnArticle(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.file(t, news.Filed{New: 2},
		news.Article{
			URL: address, Title: " Canal\r\n talks\x00 ", Outlet: " Lakeside\tPost ",
			Text: "\r\nThe lock\x00s are open.\r\n\r\nNobody \xff came.\rThe end.\u2028Or not.\n",
		},
		news.Article{URL: "https://www.northern.example/a", Title: "No outlet", Text: "The outlet is not named here."},
	)
	held := a.held(t, address).Newest()
	if held.Title != "Canal talks" {
		t.Errorf("title %q", held.Title)
	}
	if want := "The locks are open.\n\nNobody \uFFFD came.\nThe end.\nOr not."; held.Text != want {
		t.Errorf("text %q, want %q", held.Text, want)
	}
	names, err := a.store.Outlets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[int64]string{1: "Lakeside Post", 2: "northern.example"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestFilingStopsWithItsContext(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.File(ctx, a.source, []news.Article{article(address, "Canal talks", paragraphs("canal", 3))})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if rows := a.rows(t); rows["articles"] != 0 || rows["segments"] != 0 {
		t.Errorf("rows: %v", rows)
	}
}

func TestFoldOutlet(t *testing.T) {
	for a, b := range map[string]string{
		"Le Monde":     "LE  MONDE",
		"El País":      "el pais",
		"The A.B.C.":   "the abc",
		"Die „Zeit“":   "die zeit",
		"!?":           " !? ",
		"Straße Heute": "strasse heute",
	} {
		t.Run(fmt.Sprintf("takes %q and %q for one", a, b), func(t *testing.T) {
			if ingest.FoldOutlet(a) != ingest.FoldOutlet(b) {
				t.Errorf("%q and %q", ingest.FoldOutlet(a), ingest.FoldOutlet(b))
			}
		})
	}
	t.Run("tells other outlets apart", func(t *testing.T) {
		if ingest.FoldOutlet("Northern Wire") == ingest.FoldOutlet("Northern Post") {
			t.Error("it did not")
		}
	})
}

func TestImportJSONL(t *testing.T) {
	t.Parallel()
	row := func(n int, text string) string {
		return fmt.Sprintf(`{"url":"https://lakeside.example/%d","title":"Report %d","text":%q,"source":"Lakeside Post","published":"2031-05-02"}`, n, n, text)
	}
	t.Run("files the good lines and explains the others", func(t *testing.T) {
		a := newArchive(t)
		file := strings.Join([]string{row(1, "The lock is open."), "{", row(2, "Nobody came."), `{"url":"https://lakeside.example/3"}`}, "\n")
		for _, want := range []news.Filed{{New: 2}, {Unchanged: 2}} {
			report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(file), nil)
			if err != nil {
				t.Fatal(err)
			}
			if report.Filed != want || report.Rejected != 2 || len(report.Problems) != 2 ||
				!strings.HasPrefix(report.Problems[0], "Line 2 ") || !strings.HasPrefix(report.Problems[1], "Line 4 ") {
				t.Errorf("%+v", report)
			}
		}
	})
	t.Run("explains only the first of very many bad lines", func(t *testing.T) {
		a := newArchive(t)
		report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(strings.Repeat("{\n", 1000)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if report.Rejected != 1000 || len(report.Problems) != 100 {
			t.Errorf("%d rejected, %d explained", report.Rejected, len(report.Problems))
		}
	})
	t.Run("reports its progress and files more than a batch", func(t *testing.T) {
		a := newArchive(t)
		var lines []string
		for i := range 300 {
			lines = append(lines, row(i, "The lock is open."))
		}
		var heard []int
		report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(strings.Join(lines, "\n")), func(rows int) { heard = append(heard, rows) })
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{256, 300}, heard); diff != "" || report.New != 300 {
			t.Errorf("%+v after %v", report, heard)
		}
	})
	t.Run("keeps what was read before the file broke", func(t *testing.T) {
		a := newArchive(t)
		broken := errors.New("the disk is broken")
		report, err := a.ImportJSONL(t.Context(), a.source,
			io.MultiReader(strings.NewReader(row(1, "The lock is open.")+"\n"), iotest.ErrReader(broken)), nil)
		if !errors.Is(err, broken) || report.New != 1 {
			t.Errorf("%+v, error %v", report, err)
		}
	})
	t.Run("brings a later version of a known address", func(t *testing.T) {
		a := newArchive(t)
		first := `{"url":"https://lakeside.example/1","text":"Ten people came."}`
		second := `{"url":"https://lakeside.example/1","text":"Nine people came.","when_seen":"2031-05-21"}`
		for _, want := range []news.Filed{{New: 1, Changed: 1}, {Unchanged: 2}} {
			report, err := a.ImportJSONL(t.Context(), a.source, strings.NewReader(first+"\r\n"+second), nil)
			if err != nil {
				t.Fatal(err)
			}
			if report.Filed != want {
				t.Errorf("filed %+v, want %+v", report.Filed, want)
			}
		}
	})
}
